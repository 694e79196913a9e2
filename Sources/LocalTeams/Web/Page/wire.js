// Reading the wire log: which entries belong to a message, which this person may see, and one as a command. Pure.

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

/**
 * The entries that may be shown to a person. One about a message for somebody else's eyes is kept back: `isVisible(id)`
 * says which messages this person sees, `me` are the ids by which the wire knows the person.
 */
export function visibleEntries(entries, { me, isVisible }) {
  const hidden = new Set();
  for (const entry of entries) {
    if (!isTargeted(entry)) continue;
    const sent = bodyOf(entry.request);
    const party = entry.operation === 'deliver' ? sent?.from : sent?.recipient;
    const own = [party?.id, party?.aadObjectId].some((id) => id && me.includes(id));
    const ids = targetedIDs(entry);
    if (!own && !ids.some(isVisible)) for (const id of ids.length ? ids : [entry]) hidden.add(id);
  }
  return entries.filter((entry) => !hidden.has(entry) && !targetedIDs(entry).some((id) => hidden.has(id)));
}

function isTargeted({ path = '', request }) {
  return /[?&]isTargetedActivity=true/i.test(path) || bodyOf(request)?.recipient?.isTargeted === true;
}

function targetedIDs(entry) {
  const replyTo = bodyOf(entry.request)?.replyToId;
  return messagesOfEntry(entry).filter((id) => id !== replyTo && !(entry.operation === 'reply' && entry.path.includes(`/activities/${id}`)));
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
