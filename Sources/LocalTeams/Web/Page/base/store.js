// What the page knows, as a value, and how it changes. Pure: an action goes in, the next state comes out.
//
// What bots were refused is in `refusals`, by the conversation, ordered by number. `feed` is the person's activity
// feed, null where there is none. `chosen` has the messages of which a suggested action was chosen: they offer none.
//
// A conversation's messages are in `logs`, by its id: {items, complete, ready, loading, pending, error}, oldest first,
// ordered by id. While a history is on its way, `pending` collects the events that arrive, and they are applied once
// more on top of it: whichever of the two was newer, nothing is lost and nothing stands twice. What is kept by an id is
// kept in a Map.

export function initialState(me) {
  return {
    me,
    link: 'connecting',
    workspace: null,
    conversations: null,
    open: null,
    logs: new Map(),
    latest: new Map(),
    unread: new Map(),
    seen: new Map(),
    typing: new Map(),
    deliveries: new Map(),
    refusals: new Map(),
    feed: null,
    chosen: new Map(),
    selected: null,
    notice: null,
  };
}

export function reduce(state, action) {
  switch (action.type) {
    case 'link':
      return { ...state, link: action.link };
    case 'workspace':
      return { ...state, workspace: withSamePeople(action.workspace, state.workspace) };
    case 'clock':
      return state.workspace ? { ...state, workspace: { ...state.workspace, clock: action.clock } } : state;
    case 'conversations':
      return {
        ...state,
        conversations: action.conversations,
        latest: newestOf(state.latest, action.conversations),
        unread: unreadOf(state, action.conversations),
      };
    case 'open':
      return { ...seen(state, action.conversation), open: action.conversation, selected: null };
    case 'seen':
      return seen(state, action.conversation);
    case 'select':
      return { ...state, selected: action.id };
    case 'chosen':
      return {
        ...state,
        chosen: action.on ? changed(state.chosen, action.id, true) : without(state.chosen, action.id),
      };
    case 'notice':
      return { ...state, notice: action.notice };
    case 'syncing':
      return changeLog(state, action.conversation, (log) => ({ ...log, pending: [], error: null }));
    case 'synced':
      return changeLog(state, action.conversation, (log) => ({
        items: (log.pending ?? []).reduce(
          (items, event) => applied(items, event, action.complete),
          ordered(action.items),
        ),
        complete: action.complete,
        ready: true,
        loading: false,
        pending: null,
        error: null,
      }));
    case 'syncFailed':
      return changeLog(
        state,
        action.conversation,
        (log) => ({ ...log, loading: false, pending: null, error: action.message }),
      );
    case 'loading':
      return changeLog(state, action.conversation, (log) => ({ ...log, loading: true, error: null }));
    case 'older':
      return changeLog(state, action.conversation, (log) => ({
        ...log,
        loading: false,
        items: ordered([...action.items, ...log.items]),
        complete: action.complete,
      }));
    case 'refused':
      return { ...state, refusals: withRefusals(state.refusals, action.refusals) };
    case 'feed':
      return { ...state, feed: action.feed };
    case 'sent':
      return { ...state, deliveries: changed(state.deliveries, action.id, action.deliveries) };
    case 'event':
      return received(state, action);
    case 'typed':
      return { ...state, typing: stillTyping(state.typing, action.now) };
    case 'forget':
      return {
        ...initialState(state.me),
        link: state.link,
        workspace: state.workspace,
        conversations: state.conversations,
        open: state.open,
        selected: state.selected,
        deliveries: state.deliveries,
        feed: state.feed,
        notice: state.notice,
        logs: new Map([...state.logs].filter(([id]) => id === state.open)),
      };
    default:
      throw new TypeError(`no such action: ${action.type}`);
  }
}

const emptyLog = { items: [], complete: false, ready: false, loading: false, pending: null, error: null };

/** The messages of a conversation as known so far. */
export function logOf(state, conversation) {
  return state.logs.get(conversation) ?? emptyLog;
}

function changeLog(state, conversation, change) {
  return { ...state, logs: changed(state.logs, conversation, change(logOf(state, conversation))) };
}

function seen(state, conversation) {
  const base = conversation && splitThread(conversation).base;
  if (!base || (state.seen.has(base) && !state.unread.has(base))) return state;
  return { ...state, unread: without(state.unread, base), seen: changed(state.seen, base, true) };
}

// MARK: Events of the live stream

function received(state, { event, now, watching }) {
  const { type, conversation, message } = event;
  if (type === 'typing') return typing(state, event, now);
  const { base, root } = splitThread(conversation);
  let next = state;
  // A channel's post stands in the channel and at the head of its own thread.
  for (const log of type === 'message' ? [conversation] : [conversation, `${conversation};messageid=${message.id}`]) {
    if (state.logs.has(log)) next = changeLog(next, log, (before) => withEvent(before, event));
  }
  if (type === 'message') {
    if (root && !message.onlyYou && state.logs.has(base)) {
      next = changeLog(next, base, (log) => ({ ...log, items: answered(log.items, root) }));
    }
    next = { ...next, latest: changed(next.latest, base, newer(next.latest.get(base), message)) };
    next = { ...next, typing: silent(next.typing, conversation, message.from.name) };
    const seenNow = watching && state.open && splitThread(state.open).base === base;
    if (!seenNow && !isMine(state, message)) {
      next = { ...next, unread: changed(next.unread, base, (next.unread.get(base) ?? 0) + 1) };
    }
  } else if (next.latest.get(base)?.id === message.id) {
    next = { ...next, latest: isGone(event) ? without(next.latest, base) : changed(next.latest, base, message) };
  }
  if (isGone(event) && next.selected === message.id && splitThread(state.open ?? '').base === base) {
    next = { ...next, selected: null };
  }
  return next;
}

function withEvent(log, event) {
  return {
    ...log,
    items: log.ready ? applied(log.items, event, log.complete) : log.items,
    pending: log.pending && [...log.pending, event],
  };
}

/** `items` after an event. What is older than the loaded part stays out until it is asked for. */
function applied(items, event, complete) {
  const { message } = event;
  const at = placeOf(items, message.id);
  const known = items[at]?.id === message.id;
  if (isGone(event)) return known ? items.toSpliced(at, 1) : items;
  if (known) return items.with(at, message);
  if (event.type !== 'message') return items;
  if (at === 0 && items.length && !complete) return items;
  return items.toSpliced(at, 0, message);
}

function answered(items, root) {
  const at = placeOf(items, root);
  return items[at]?.id === root ? items.with(at, { ...items[at], replies: items[at].replies + 1 }) : items;
}

/** Where in ordered items an id stands or would stand. */
function placeOf(items, id) {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareIDs(items[middle].id, id) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** A removed message leaves a note that it was there, unless it was for one person's eyes: then nothing is left. */
function isGone(event) {
  return event.type === 'removed' && (!event.message.deleted || event.message.onlyYou);
}

function typing(state, { conversation, from }, now) {
  if (from.handle === state.me) return state;
  return {
    ...state,
    typing: changed(
      state.typing,
      conversation,
      changed(state.typing.get(conversation) ?? new Map(), from.name, now + 8000),
    ),
  };
}

function silent(all, conversation, name) {
  const there = all.get(conversation);
  return there?.has(name) ? changed(all, conversation, without(there, name)) : all;
}

function stillTyping(all, now) {
  const left = [...all].map((
    [conversation, names],
  ) => [conversation, new Map([...names].filter(([, until]) => until > now))]);
  return new Map(left.filter(([, names]) => names.size));
}

// MARK: Refusals

const mostRefusals = 200; // of one conversation; older ones leave

/** What bots were refused in a conversation, oldest first. */
export function refusalsOf(state, conversation) {
  return state.refusals.get(conversation) ?? none;
}

const none = [];

function withRefusals(all, refusals) {
  const found = new Map(all);
  for (const [conversation, added] of Map.groupBy(refusals, (each) => each.conversation)) {
    const merged = new Map([...(found.get(conversation) ?? []), ...added].map((each) => [each.seq, each]));
    found.set(conversation, [...merged.values()].sort((one, other) => one.seq - other.seq).slice(-mostRefusals));
  }
  return found;
}

// MARK: Values

/**
 * The workspace with the list of people that was there before, if it says the same: nothing need be drawn anew then.
 */
function withSamePeople(workspace, before) {
  return before && JSON.stringify(before.users) === JSON.stringify(workspace.users)
    ? { ...workspace, users: before.users }
    : workspace;
}

/** Message ids are milliseconds as text: one with more digits is newer. */
export function compareIDs(one, other) {
  return digits(one) - digits(other) || (one < other ? -1 : Number(one > other));
}

function digits(id) {
  let count = 0;
  while (id.charCodeAt(count) >= 48 && id.charCodeAt(count) <= 57) count += 1;
  return count;
}

/** By id, each id once; of two with one id the later in the array counts. */
export function ordered(items) {
  return [...new Map(items.map((each) => [each.id, each])).values()].sort((one, other) => compareIDs(one.id, other.id));
}

export function isMine(state, message) {
  return message.from.kind === 'user' && message.from.handle === state.me;
}

/** `19:x@thread.tacv2;messageid=7` → the channel and the root. */
export function splitThread(conversation) {
  const [base, root] = conversation.split(';messageid=');
  return { base, root: root ?? null };
}

function newer(one, other) {
  return one && compareIDs(one.id, other.id) > 0 ? one : other;
}

function newestOf(latest, conversations) {
  const found = new Map(latest);
  for (const { id, lastMessage } of conversations) {
    if (lastMessage) found.set(id, newer(found.get(id), lastMessage));
  }
  return found;
}

/** What was counted here, and the conversations whose newest message is newer than what the person has read. */
function unreadOf(state, conversations) {
  const found = new Map(state.unread);
  for (const { id, lastMessage, readUpTo } of conversations) {
    if (!lastMessage || id === splitThread(state.open ?? '').base || found.has(id) || isMine(state, lastMessage)) {
      continue;
    }
    if (compareIDs(lastMessage.id, readUpTo) > 0 && !state.seen.has(id)) found.set(id, 1);
  }
  return found;
}

function changed(map, key, value) {
  return new Map(map).set(key, value);
}

function without(map, key) {
  if (!map.has(key)) return map;
  const left = new Map(map);
  left.delete(key);
  return left;
}
