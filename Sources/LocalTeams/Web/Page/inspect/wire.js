// Reading the wire log: which entries belong to a message, and one as a command. Pure. What only somebody else may see
// is not in it: the service leaves that out.

import { key, record } from '../base/shape.js';

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

/**
 * The request as a curl command for a POSIX shell, each part of it quoted. The token is never in the log: it stands as
 * a variable, and goes nowhere but where the request went.
 */
export function asCurl({ direction, method, path, request }, origin) {
  const address = direction === 'out' ? path : origin + (path.startsWith('/') ? path : `/${path}`);
  const { body } = request;
  const json = body !== null && typeof body !== 'string' ? JSON.stringify(body) : null;
  const headers = Object.entries(request.headers ?? {}).filter(([name, value]) =>
    typeof value === 'string' && !ofTheConnection.has(name.toLowerCase())
  );
  if (json !== null && !headers.some(([name]) => /^content-type$/i.test(name))) {
    headers.push(['Content-Type', 'application/json']);
  }
  return [
    `curl -i --globoff --path-as-is -X ${quoted(method)} --url ${quoted(address)}`,
    '-H "Authorization: Bearer $TOKEN"',
    ...headers.map(([name, value]) => `-H ${quoted(`${name}: ${value}`)}`),
    ...(json !== null || body ? [`--data-raw ${quoted(json ?? body)}`] : []),
  ].join(' \\\n  ');
}

/** Fields that curl writes itself, and the token's. */
const ofTheConnection = new Set([
  'authorization',
  'connection',
  'content-length',
  'host',
  'expect',
  'transfer-encoding',
  'accept-encoding',
]);

/** A word of a POSIX shell. No word can hold a NUL. */
function quoted(text) {
  return `'${text.replaceAll('\0', '').replaceAll("'", "'\\''")}'`;
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
