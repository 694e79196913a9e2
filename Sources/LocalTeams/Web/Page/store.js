// What the page knows, as a value, and how it changes. Pure: an action goes in, the next state comes out.
//
// A conversation's messages are in `logs[conversation]`: {items, complete, ready, loading, pending, error}, oldest first, ordered by
// id. While a history is on its way, `pending` collects the events that arrive, and they are applied once more on top of
// it: whichever of the two was newer, nothing is lost and nothing stands twice.

export function initialState(me) {
  return {
    me, link: 'connecting', workspace: null, conversations: null, open: null, logs: {}, latest: {}, unread: {}, seen: {}, typing: {},
    deliveries: {}, selected: null, notice: null,
  };
}

export function reduce(state, action) {
  switch (action.type) {
    case 'link': return { ...state, link: action.link };
    case 'workspace': return { ...state, workspace: action.workspace };
    case 'clock': return state.workspace ? { ...state, workspace: { ...state.workspace, clock: action.clock } } : state;
    case 'conversations': return { ...state, conversations: action.conversations, latest: newestOf(state.latest, action.conversations), unread: unreadOf(state, action.conversations) };
    case 'open': return { ...seen(state, action.conversation), open: action.conversation, selected: null };
    case 'seen': return seen(state, action.conversation);
    case 'select': return { ...state, selected: action.id };
    case 'notice': return { ...state, notice: action.notice };
    case 'syncing': return changeLog(state, action.conversation, (log) => ({ ...log, pending: [], error: null }));
    case 'synced': return changeLog(state, action.conversation, (log) => ({
      items: (log.pending ?? []).reduce((items, event) => applied(items, event, action.complete), ordered(action.items)),
      complete: action.complete, ready: true, loading: false, pending: null, error: null,
    }));
    case 'syncFailed': return changeLog(state, action.conversation, (log) => ({ ...log, loading: false, pending: null, error: action.message }));
    case 'loading': return changeLog(state, action.conversation, (log) => ({ ...log, loading: true, error: null }));
    case 'older': return changeLog(state, action.conversation, (log) => ({
      ...log, loading: false, items: ordered([...action.items, ...log.items]), complete: action.complete,
    }));
    case 'sent': return { ...state, deliveries: { ...state.deliveries, [action.id]: action.deliveries } };
    case 'event': return received(state, action);
    case 'typed': return { ...state, typing: stillTyping(state.typing, action.now) };
    case 'forget': return { ...state, logs: state.logs[state.open] ? { [state.open]: state.logs[state.open] } : {}, latest: {}, unread: {}, seen: {}, typing: {}, deliveries: {} };
    default: throw new TypeError(`no such action: ${action.type}`);
  }
}

const emptyLog = { items: [], complete: false, ready: false, loading: false, pending: null, error: null };

/** The messages of a conversation as known so far. */
export function logOf(state, conversation) {
  return state.logs[conversation] ?? emptyLog;
}

function changeLog(state, conversation, change) {
  return { ...state, logs: { ...state.logs, [conversation]: change(logOf(state, conversation)) } };
}

function seen(state, conversation) {
  const base = conversation && splitThread(conversation).base;
  if (!base || (state.seen[base] && !state.unread[base])) return state;
  return { ...state, unread: without(state.unread, base), seen: { ...state.seen, [base]: true } };
}

// MARK: Events of the live stream

function received(state, { event, now, watching }) {
  const { type, conversation, message } = event;
  if (type === 'typing') return typing(state, event, now);
  if (!conversation || !message?.id) return state;
  const { base, root } = splitThread(conversation);
  let next = state;
  // A channel's post stands in the channel and at the head of its own thread.
  for (const log of type === 'message' ? [conversation] : [conversation, `${conversation};messageid=${message.id}`]) {
    if (state.logs[log]) next = changeLog(next, log, (before) => withEvent(before, event));
  }
  if (type === 'message') {
    if (root && !message.onlyYou && state.logs[base]) next = changeLog(next, base, (log) => ({ ...log, items: log.items.map((each) => (each.id === root ? { ...each, replies: (each.replies ?? 0) + 1 } : each)) }));
    next = { ...next, latest: { ...next.latest, [base]: newer(next.latest[base], message) } };
    next = { ...next, typing: silent(next.typing, conversation, sender(message)) };
    const seenNow = watching && state.open && splitThread(state.open).base === base;
    if (!seenNow && !isMine(state, message)) next = { ...next, unread: { ...next.unread, [base]: (next.unread[base] ?? 0) + 1 } };
  } else if (next.latest[base]?.id === message.id) {
    next = { ...next, latest: isGone(event) ? without(next.latest, base) : { ...next.latest, [base]: message } };
  }
  if (isGone(event) && next.selected === message.id && splitThread(state.open ?? '').base === base) next = { ...next, selected: null };
  return next;
}

function withEvent(log, event) {
  return { ...log, items: log.ready ? applied(log.items, event, log.complete) : log.items, pending: log.pending && [...log.pending, event] };
}

/** `items` after an event. What is older than the loaded part stays out until it is asked for. */
function applied(items, event, complete) {
  const { message } = event;
  if (isGone(event)) return items.filter((each) => each.id !== message.id);
  const at = items.findIndex((each) => each.id === message.id);
  if (at >= 0) return items.with(at, message);
  if (event.type !== 'message') return items;
  if (items.length && !complete && compareIDs(message.id, items[0].id) < 0) return items;
  return ordered([...items, message]);
}

/** A removed message leaves a note that it was there, unless it was for one person's eyes: then nothing is left. */
function isGone(event) {
  return event.type === 'removed' && (!event.message.deleted || !!event.message.onlyYou);
}

function typing(state, event, now) {
  const from = event.from ?? event.message?.from;
  const name = from?.name ?? 'Someone';
  if (!event.conversation || from?.handle === state.me) return state;
  const there = { ...state.typing[event.conversation], [name]: now + 8000 };
  return { ...state, typing: { ...state.typing, [event.conversation]: there } };
}

function silent(all, conversation, name) {
  return all[conversation]?.[name] ? { ...all, [conversation]: without(all[conversation], name) } : all;
}

function stillTyping(all, now) {
  return Object.fromEntries(Object.entries(all)
    .map(([conversation, names]) => [conversation, Object.fromEntries(Object.entries(names).filter(([, until]) => until > now))])
    .filter(([, names]) => Object.keys(names).length));
}

// MARK: Values

/** Message ids are milliseconds as text: a longer one is newer. */
export function compareIDs(one, other) {
  return one.length - other.length || (one < other ? -1 : Number(one > other));
}

/** By id, each id once; of two with one id the later in the array counts. */
export function ordered(items) {
  return [...new Map(items.map((each) => [each.id, each])).values()].sort((one, other) => compareIDs(one.id, other.id));
}

export function isMine(state, message) {
  return message.from?.kind === 'user' && message.from.handle === state.me;
}

export function sender(message) {
  return message.from?.name ?? message.from?.handle ?? 'Someone';
}

/** `19:x@thread.tacv2;messageid=7` → the channel and the root. */
export function splitThread(conversation) {
  const [base, root] = String(conversation).split(';messageid=');
  return { base, root: root ?? null };
}

function newer(one, other) {
  return one && compareIDs(one.id, other.id) > 0 ? one : other;
}

function newestOf(latest, conversations) {
  const found = { ...latest };
  for (const each of conversations) {
    if (each.lastMessage) found[each.id] = newer(found[each.id], each.lastMessage);
  }
  return found;
}

/** What was counted here, and the conversations whose newest message is newer than what the person has read. */
function unreadOf(state, conversations) {
  const found = { ...state.unread };
  for (const { id, lastMessage, readUpTo } of conversations) {
    if (!lastMessage || id === splitThread(state.open ?? '').base || found[id] || isMine(state, lastMessage)) continue;
    if (compareIDs(lastMessage.id, readUpTo ?? '') > 0 && !state.seen[id]) found[id] = 1;
  }
  return found;
}

function without(object, key) {
  if (!Object.hasOwn(object, key)) return object;
  const { [key]: _, ...rest } = object;
  return rest;
}
