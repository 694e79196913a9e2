// Limits: which windows hold, whose rules they are, how often each refused; the documented ones, none, or one's own.

import { h } from '../base/dom.js';
import { FieldError, textField } from '../base/fields.js';
import { form, section } from '../base/form.js';

const units = { s: 1, min: 60, h: 3600 };

export function limitPanel({ calls }) {
  const status = h('p', { role: 'status' });
  const rules = h('ul', { class: 'facts', 'aria-label': 'Rules' });
  const own = h('div', null);
  let drawn = '';

  const refresh = async () => {
    try {
      show(await calls.limits());
    } catch (error) {
      status.textContent = error.message;
    }
  };
  const set = (limits, line) => async () => {
    await calls.changeLimits(limits);
    await refresh();
    return line;
  };
  const show = ({ mode, parts }) => {
    status.textContent = {
      documented: 'The documented limits hold.',
      off: 'Off: nothing is throttled.',
      custom: 'Your own limits hold.',
    }[mode];
    rules.replaceChildren(...parts.map((each) => h('li', null, ruleLines(each))));
    const key = JSON.stringify(parts.map(({ name, windows }) => [name, windows]));
    if (key === drawn || own.contains(document.activeElement)) return;
    drawn = key;
    own.replaceChildren(ownForm(parts));
  };
  const ownForm = (parts) =>
    form({
      label: 'Your own limits',
      action: 'Set these limits',
      fields: [
        h('p', { class: 'note' }, 'Such as “7 in 1 s, 60 in 30 s”. A part that is empty is off.'),
        ...parts.map(({ name, title, windows }) => textField(title, name, { value: written(windows) })),
      ],
      submit: async (given) => {
        const limits = Object.fromEntries(
          parts.map(({ name }) => [name, windowsOf(given[name], name)]).filter(([, windows]) => windows.length),
        );
        await calls.changeLimits(limits);
        await refresh();
        return 'Set.';
      },
    });

  return {
    element: section(
      'Limits',
      status,
      rules,
      form({
        label: 'Which limits',
        actions: [
          ['Documented limits', set('documented', 'The documented limits hold.')],
          ['Limits off', set('off', 'Off.')],
        ],
      }),
      own,
    ),
    refresh,
  };
}

/** A rule: what it counts, what of it holds, how often it refused, and where it stands. */
function ruleLines({ title, source, windows, documented, refused }) {
  const isDocumented = JSON.stringify(windows) === JSON.stringify(documented);
  const said = isDocumented || !documented.length ? source : `${source}: ${written(documented)}`;
  return [
    h('strong', null, title),
    `: ${written(windows) || 'off'} · refused ${refused === 1 ? 'once' : `${refused} times`}`,
    said && h('span', { class: 'note rule-source' }, said),
  ];
}

/** `7 in 1 s, 60 in 30 s` */
function written(windows) {
  return windows.map(({ count, seconds }) => `${count} in ${spanOf(seconds)}`).join(', ');
}

function spanOf(seconds) {
  if (seconds % 3600 === 0) return `${seconds / 3600} h`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

/** The windows that a text names. */
function windowsOf(text, field) {
  return text.split(/[,;\n]/).map((each) => each.trim()).filter(Boolean).map((each) => {
    const found = /^(\d{1,9})\s*(?:in|per|\/)\s*(\d{0,9})\s*(s|min|h)?$/i.exec(each);
    if (!found || (!found[2] && !found[3])) {
      throw new FieldError(field, `“${each}” is no limit. Write how many in how long: 7 in 1 s.`);
    }
    return { count: Number(found[1]), seconds: Number(found[2] || 1) * units[(found[3] ?? 's').toLowerCase()] };
  });
}
