// The ledger of deliveries: what each bot got and what became of it, and what people saw of what bots sent, in rows.

import { deliveryLine } from '../base/deliveries.js';
import { h } from '../base/dom.js';
import { clockTime } from '../base/format.js';
import { conversationOf, nameOf } from '../base/names.js';
import { reasonsOf } from '../base/reasons.js';
import { cut, record, text } from '../base/shape.js';
import { compareIDs } from '../base/store.js';

/** The rows of both lists, the newest first, that hold all `words`. */
export function ledgerRows({ entries, ledger, state, words, most }) {
  const again = new Set();
  const deliveries = entries.filter((each) => each.direction === 'out').map((each) => deliveryRow(each, state, again));
  const rows = [...deliveries, ...ledger.map((each) => bookRow(each, state))]
    .sort((one, other) =>
      (other.at?.getTime() ?? 0) - (one.at?.getTime() ?? 0) || compareIDs(other.place, one.place) || other.seq - one.seq
    )
    .filter((each) => words.every((word) => each.searchable.includes(word)))
    .slice(0, most);
  if (!rows.length) return [h('li', { class: 'note' }, words.length ? 'Nothing fits the filter.' : 'Nothing yet.')];
  return rows.map(({ at, kind, what, where, said, why, failed }) =>
    h(
      'li',
      { class: `book-row ${failed ? 'failed' : kind}` },
      h('span', { class: 'note' }, clockTime(at)),
      h('strong', null, what),
      where && h('span', { class: 'note' }, where),
      said && h('span', { class: 'book-said' }, `“${cut(said, 120)}”`),
      why && h('span', { class: 'entry-why' }, why),
    )
  );
}

/** What a bot got. The same activity to the same bot once more is a delivery again. */
function deliveryRow({ seq, at, path, status, ms, note, bot, conversation, message, request }, state, again) {
  const name = nameOf(state, bot) || 'A bot';
  const body = record(request.body);
  const mark = `${bot} ${JSON.stringify(body)}`;
  const repeated = path !== '' && again.has(mark);
  if (path) again.add(mark);
  const failed = path !== '' && !(status >= 200 && status < 300);
  const took = ms === null || !path ? '' : ` in ${Math.round(ms)} ms`;
  const outcome = !path ? 'got nothing' : status ? `answered ${status}${took}` : 'did not answer';
  return row({
    at,
    seq,
    place: message,
    kind: 'delivery',
    failed,
    what: `${name} ${outcome}${repeated ? ', delivered again' : ''}`,
    where: [placeName(state, conversation), text(body.type)].filter(Boolean).join(' · '),
    said: text(body.text),
    why: note || (failed ? deliveryLine({ status: status ?? 0, skipped: '', error: '' }, name) : ''),
  });
}

/** What became of what a bot sent. */
function bookRow({ seq, at, kind, bot, conversation, message, place, to, text: said, status, code, note }, state) {
  const name = nameOf(state, bot) || 'A bot';
  const people = to.length === 1 ? nameOf(state, to[0]) : `${to.length} people`;
  const what = {
    visible: `${name}’s message is visible to ${people}`,
    edited: `${name}’s message was changed for ${people}`,
    removed: `${name}’s message was removed for ${people}`,
    refused: `${name} was refused: ${[status || 'no answer', code].filter(Boolean).join(' ')}`,
  }[kind];
  return row({
    at,
    seq,
    place: place || message,
    kind,
    failed: kind === 'refused',
    what,
    where: placeName(state, conversation),
    said,
    why: kind === 'refused' ? reasonsOf({ note, status, code }) : '',
  });
}

function row(given) {
  const { kind, what, where, said, why } = given;
  return { ...given, searchable: [kind, what, where, said, why].join(' ').toLowerCase() };
}

function placeName(state, conversation) {
  return conversation ? (conversationOf(state, conversation)?.name ?? conversation) : '';
}
