// Reading the wire log: which entries belong to a message, and one as a command. Pure. What only somebody else may see is
// not in it: the service leaves that out.

/** The conversation id of an entry without its thread, or null. */
export function conversationOfEntry({ path = '', conversation, request, response }) {
  if (conversation) return conversation.split(';')[0];
  const found = /\/conversations\/([^/?]+)/.exec(path)?.[1];
  const body = bodyOf(request);
  const id = found && !/^pagedmembers$/i.test(found) ? decode(found) : (body?.conversation?.id ?? (path.endsWith('/v3/conversations') ? bodyOf(response)?.id : null));
  return id ? id.split(';')[0] : null;
}

/** The message ids that an entry speaks of: in its path, its request and its response. */
export function messagesOfEntry({ path = '', message, request, response }) {
  const [sent, got] = [bodyOf(request), bodyOf(response)];
  const inPath = /\/activities\/([^/?]+)/.exec(path)?.[1];
  return [...new Set([message, inPath && decode(inPath), sent?.id, sent?.replyToId, got?.id, got?.activityId].filter((id) => typeof id === 'string' && /^\d{6,}$/.test(id)))];
}

/** Whether an entry belongs to a message of a conversation. */
export function concerns(entry, conversation, id) {
  const there = conversationOfEntry(entry);
  return messagesOfEntry(entry).includes(id) && (!there || there === conversation.split(';')[0]);
}

/** The body of a logged request or response, which stands beside its headers and token. */
export function bodyOf(part) {
  return part?.body ?? null;
}

/** The claims of the token that came along, if the log has them. */
export function claimsOf(entry) {
  return entry.request?.token ?? null;
}

/** The request as a curl command. The token is never in the log: it stands as a variable. */
export function asCurl(entry, origin) {
  const quoted = (text) => `'${String(text).replaceAll("'", "'\\''")}'`;
  const address = /^https?:/i.test(entry.path) ? entry.path : origin + entry.path;
  const body = bodyOf(entry.request);
  const lines = [`curl -i -X ${entry.method} ${quoted(address)}`, `-H "Authorization: Bearer $TOKEN"`];
  if (body !== undefined && body !== null && Object.keys(Object(body)).length) lines.push(`-H 'Content-Type: application/json'`, `--data ${quoted(JSON.stringify(body))}`);
  return lines.join(' \\\n  ');
}

function decode(text) {
  try { return decodeURIComponent(text); } catch { return text; }
}
