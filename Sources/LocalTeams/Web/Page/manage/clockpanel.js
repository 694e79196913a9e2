// The world's clock in a dialog: what it shows, and the ways to move it.

import { button, h } from '../base/dom.js';
import { FieldError, textField } from '../base/fields.js';
import { form, section } from '../base/form.js';
import { fullTime } from '../base/format.js';

const steps = [['Advance 1 min', 60], ['Advance 1 h', 3600], ['Advance 24 h', 86_400]];

export function clockPanel({ clock, calls, changed }) {
  const now = h('p', { role: 'status' });
  const show = ({ virtual, now: at }) => {
    now.textContent = `${fullTime(at)} · ${virtual ? 'virtual: it stands still until it is moved' : 'real'}`;
  };
  show(clock);
  if (!clock.virtual) {
    return section(
      'Clock',
      now,
      h(
        'p',
        { class: 'note' },
        'It follows this machine. Start with --clock virtual to move it: expiry, delays and limits follow it.',
      ),
    );
  }
  const moved = async (move) => {
    show(await move());
    await changed();
  };
  const advance = ([name, seconds]) =>
    button(name, () =>
      moved(() => calls.advance(seconds)).catch((error) => {
        now.textContent = error.message;
      }), { class: 'quiet' });
  return section(
    'Clock',
    now,
    h('div', { class: 'row-of-buttons start' }, steps.map(advance)),
    form({
      label: 'Move the clock',
      action: 'Move the clock',
      fields: [
        textField('To (UTC)', 'now', { placeholder: '2026-12-24T18:00:00Z', required: true }),
      ],
      submit: async ({ now: text }) => {
        const at = instantOf(text);
        if (!at) throw new FieldError('now', 'Write a time such as 2026-12-24T18:00:00Z.');
        await moved(() => calls.moveClock(at));
        return 'Moved.';
      },
    }),
  );
}

/** `2026-12-24`, `2026-12-24 18:00` or an ISO time, in UTC if it names no zone, as the service takes it; else null. */
function instantOf(text) {
  const found = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d(?:\.\d{1,3})?)?)?\s*(Z|[+-]\d\d:\d\d)?$/i.exec(text);
  if (!found) return null;
  const [, day, time = '00:00', seconds = ':00', zone = 'Z'] = found;
  const at = Date.parse(`${day}T${time}${seconds}${zone.toUpperCase()}`);
  return Number.isNaN(at) ? null : new Date(at).toISOString();
}
