// Reading the wire log: which entries belong to a message, and one as a command. Pure. What only somebody else may see
// is not in it: the service leaves that out.

import { key, record, text } from '../base/shape.js';
import { splitThread } from '../base/store.js';

export { asCurl } from './curl.js';

/** The conversation id of an entry without its thread, or null. */
export function conversationOfEntry({ path, conversation, request, response }) {
  if (conversation) return conversation.split(';')[0];
  const found = /\/conversations\/([^/?]+)/.exec(path)?.[1];
  const id = found && !/^pagedmembers$/i.test(found)
    ? decode(found)
    : key(record(record(request.body).conversation).id) ||
      (path.endsWith('/v3/conversations') ? key(record(response.body).id) : '');
  return id ? id.split(';')[0] : null;
}

/** The message ids that an entry speaks of: in its path, its request and its response. */
export function messagesOfEntry({ path, message, request, response }) {
  const [sent, got] = [record(request.body), record(response.body)];
  const inPath = /\/activities\/([^/?]+)/.exec(path)?.[1];
  return [
    ...new Set(
      [message, inPath && decode(inPath), sent.id, sent.replyToId, got.id, got.activityId].filter((id) =>
        typeof id === 'string' && /^\d{6,}$/.test(id)
      ),
    ),
  ];
}

/** Whether an entry belongs to a message of a conversation. */
export function concerns(entry, conversation, id) {
  const there = conversationOfEntry(entry);
  return messagesOfEntry(entry).includes(id) && (!there || there === conversation.split(';')[0]);
}

/** Whether what was asked for was not done, in either direction; what was never sent is not refused. */
export function isRefused({ path, status }) {
  return !!path && !(status >= 200 && status < 300) && status !== 304;
}

/**
 * The exchange of a refusal, or null: the call of a bot with its conversation, status and text that was nearest in
 * time. Of several at one instant the order decides: `refusals` are those of the conversation, the oldest first.
 */
export function exchangeOf(refusal, refusals, entries) {
  const { base } = splitThread(refusal.conversation);
  const start = refusal.text.slice(0, 100);
  const from = (entry) => Math.abs((entry.at?.getTime() ?? 0) - (refusal.at?.getTime() ?? 0));
  const alike = entries.filter((each) =>
    each.direction === 'in' && isRefused(each) && (each.status ?? 0) === (refusal.status ?? 0) &&
    conversationOfEntry(each) === base && textOf(each).startsWith(start.replace(/…$/, ''))
  );
  const nearest = Math.min(...alike.map(from));
  const there = alike.filter((each) => from(each) === nearest);
  const same = refusals.filter((each) =>
    each.status === refusal.status && each.text === refusal.text && each.at?.getTime() === refusal.at?.getTime()
  );
  const fromEnd = same.length - 1 - same.findIndex((each) => each.seq === refusal.seq);
  return there[Math.max(there.length - 1 - fromEnd, 0)] ?? null;
}

/** The text of the activity that was sent, as the ledger has it. */
function textOf({ request }) {
  return text(record(request.body).text).replaceAll(/\s+/g, ' ').trim();
}

/** What an entry says, in lower case, to look for words in it. */
export function searchable(entry) {
  if (!found.has(entry)) {
    const { direction, operation, method, path, status, note, request, response } = entry;
    found.set(
      entry,
      `${direction} ${operation} ${method} ${path} ${status} ${note} ${JSON.stringify(request)} ${
        JSON.stringify(response)
      }`.toLowerCase(),
    );
  }
  return found.get(entry);
}

const found = new WeakMap();

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
