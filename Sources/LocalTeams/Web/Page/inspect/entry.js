// One exchange of the wire log, as it stands in the inspector.

import { button, h } from '../base/dom.js';
import { clockTime, fullTime } from '../base/format.js';
import { icon } from '../base/icons.js';
import { reasonsOf } from '../base/reasons.js';
import { cut, pretty, record, text } from '../base/shape.js';
import { asCurl } from './curl.js';
import { isRefused } from './wire.js';

/** The message as it came, whether it can be shown or not. */
export function jsonOfMessage(message) {
  return h('details', { class: 'note' }, h('summary', null, 'JSON of the message'), json('Message', message.json));
}

export function entryView(entry) {
  const { direction, operation, method, path, status, ms, at, note } = entry;
  const inward = direction === 'in';
  const skipped = !path;
  const failed = isRefused(entry);
  const why = failed ? reasonsOf({ note, status, code: codeOf(entry) }) : note;
  const box = h(
    'details',
    { class: `entry ${direction}${failed ? ' failed' : ''}${skipped ? ' skipped' : ''}` },
    h(
      'summary',
      null,
      h(
        'span',
        { class: 'entry-way', title: inward ? 'from the bot to Teams' : 'from Teams to the bot' },
        inward ? 'bot → Teams' : 'Teams → bot',
      ),
      h('strong', null, operation),
      h('span', { class: 'entry-status' }, status ? String(status) : skipped ? '' : 'no answer'),
      h('span', { class: 'note' }, `${skipped || ms === null ? '' : `${Math.round(ms)} ms `}${clockTime(at)}`),
      skipped
        ? h('span', { class: 'entry-path' }, note)
        : h('code', { class: 'entry-path', title: path }, `${method} ${path}`),
      failed && why && h('span', { class: 'entry-why' }, cut(why, 300)),
    ),
  );
  box.addEventListener('toggle', () => {
    if (!box.open || box.children.length > 1) return;
    const { headers, token, body } = entry.request;
    const copied = h('span', { class: 'note', role: 'status' });
    box.append(...[
      !failed && why && h('p', { class: 'why' }, why),
      at && h('p', { class: 'note' }, fullTime(at)),
      !skipped && json('Request', body),
      !skipped && json('Response', entry.response.body),
      token !== null && json('Token claims', token),
      headers && json('Request headers', headers),
      !skipped && h(
        'p',
        { class: 'row-of-buttons' },
        copied,
        button('Copy as curl', async () => {
          try {
            await navigator.clipboard.writeText(asCurl(entry, location.origin));
            copied.textContent = 'Copied.';
          } catch {
            box.append(h('pre', { class: 'json', tabindex: 0 }, asCurl(entry, location.origin)));
          }
        }, { icon: icon('copy'), text: 'Copy as curl', class: 'quiet' }),
      ),
    ].filter(Boolean));
  });
  return h('li', null, box);
}

/** The code of an answer that is an error, in either envelope. */
function codeOf({ response }) {
  const { error, errorCode } = record(response.body);
  return text(record(error).code) || (errorCode === 209 ? 'MessageWritesBlocked' : '');
}

function json(title, value) {
  return h(
    'div',
    null,
    h('h4', null, title),
    h('pre', { class: 'json', tabindex: 0, 'aria-label': title }, pretty(value)),
  );
}
