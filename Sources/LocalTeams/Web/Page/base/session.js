// One person's session: the state, the live stream, and the histories that are read at the start, when a conversation
// is opened and after each reconnection. Nothing polls.

import { api, streamAddress } from './api.js';
import { deliveryLine } from './deliveries.js';
import { nameOf } from './names.js';
import { makeOutbox } from './outbox.js';
import { paced } from './pace.js';
import { compareIDs, initialState, isMine, logOf, reduce, splitThread } from './store.js';
import { openStream } from './stream.js';

const pageSize = 50;
const mostPages = 40; // read again after a reconnection, at most

export function startSession(me, workspace, { changed, stirred }) {
  const calls = api(me);
  let state = reduce(initialState(me), { type: 'workspace', workspace });
  let expiry = null;
  const turns = new Map();
  const outbox = makeOutbox();

  const draw = paced(() => changed(state));
  const apply = (action, pace) => {
    const before = state;
    state = reduce(state, action);
    if (state !== before) draw(pace);
  };
  const dispatch = (action) => apply(action, { gesture: true });

  // MARK: Reading

  const page = (conversation, before) => calls.history(conversation, { limit: pageSize, before });

  const syncLog = async (conversation) => {
    const turn = (turns.get(conversation) ?? 0) + 1;
    turns.set(conversation, turn);
    const known = logOf(state, conversation).items[0]?.id;
    dispatch({ type: 'syncing', conversation });
    try {
      let items = await page(conversation);
      let complete = items.length < pageSize;
      for (let pages = 1; known && !complete && pages < mostPages && compareIDs(items[0].id, known) > 0; pages += 1) {
        const more = await page(conversation, items[0].id);
        items = [...more, ...items];
        complete = more.length < pageSize;
      }
      if (turns.get(conversation) === turn) dispatch({ type: 'synced', conversation, items, complete });
    } catch (error) {
      if (turns.get(conversation) === turn) dispatch({ type: 'syncFailed', conversation, message: error.message });
    }
  };

  /** What bots were refused there stands among the messages; without it they stand alone. */
  const syncRefusals = async (conversation) => {
    try {
      const refusals = await calls.ledger({ conversation, kind: 'refused', last: 200 });
      if (refusals.length) dispatch({ type: 'refused', refusals });
    } catch {
      // Local Teams says by itself that it does not answer.
    }
  };

  const syncFeed = oneAtATime(async () => dispatch({ type: 'feed', feed: await calls.feed() }), () => {});

  const loadOlder = async () => {
    const conversation = state.open;
    const log = logOf(state, conversation);
    if (!log.ready || log.complete || log.loading || log.pending || !log.items.length) return;
    dispatch({ type: 'loading', conversation });
    const turn = turns.get(conversation);
    try {
      const items = await page(conversation, log.items[0].id);
      if (turns.get(conversation) === turn) {
        dispatch({ type: 'older', conversation, items, complete: items.length < pageSize });
      }
    } catch (error) {
      dispatch({ type: 'syncFailed', conversation, message: error.message });
    }
  };

  const refresh = oneAtATime(async () => {
    const [found, conversations] = await Promise.all([calls.workspace(), calls.conversations()]);
    dispatch({ type: 'workspace', workspace: found });
    dispatch({ type: 'conversations', conversations });
  }, (error) => dispatch({ type: 'notice', notice: error.message }));

  const syncAll = async () => {
    await refresh();
    syncFeed();
    await Promise.all([...state.logs.keys()].flatMap((each) => [syncLog(each), syncRefusals(each)]));
  };

  // MARK: The live stream

  const watching = () => document.visibilityState === 'visible';

  const event = (given) => {
    stirred();
    switch (given.type) {
      case 'message':
      case 'edited':
      case 'removed':
      case 'reactions':
      case 'typing':
        apply({ type: 'event', event: given, now: Date.now(), watching: watching() }, { gesture: false });
        if (given.type === 'typing') expireTyping();
        if (given.type === 'message' && isMine(state, given.message)) outbox.arrived(given.conversation);
        if (given.type === 'removed') refresh(); // another message may be the newest now
        if (
          given.type === 'message' &&
          !state.conversations?.some((each) => each.id === splitThread(given.conversation).base)
        ) refresh();
        break;
      case 'refused':
        apply({ type: 'refused', refusals: [given.refusal] }, { gesture: false });
        break;
      case 'feed':
        syncFeed();
        break;
      case 'clock':
        if (given.clock) dispatch({ type: 'clock', clock: given.clock });
        else refresh();
        break;
      case 'workspace':
        dispatch({ type: 'forget' });
        syncAll();
        break;
      default:
        refresh();
    }
  };
  const expireTyping = () => {
    clearTimeout(expiry);
    expiry = setTimeout(() => {
      dispatch({ type: 'typed', now: Date.now() });
      if (state.typing.size) expireTyping();
    }, 1000);
  };

  openStream(streamAddress(me), {
    opened: () => {
      dispatch({ type: 'link', link: 'live' });
      syncAll();
    },
    lost: () => dispatch({ type: 'link', link: 'lost' }),
    event,
  });

  const installationAt = async (bot, place) => {
    const { installations } = await calls.workspace();
    const [[kind, id]] = Object.entries(place);
    const found = installations.find((each) => each.bot === bot && each[kind] === id);
    if (!found) throw new Error('It is not installed there.');
    return found.id;
  };
  calls.uninstallFrom = async (bot, place) => calls.uninstall(await installationAt(bot, place));
  calls.upgradeAt = async (bot, place) => calls.upgrade(await installationAt(bot, place));

  /** What became of what `post` sent is kept with its message, or is a notice where there is none. */
  const sent = async (post) => {
    try {
      const { id, deliveries } = await post();
      if (id) dispatch({ type: 'sent', id, deliveries });
      const lines = id ? [] : deliveries.map((each) => deliveryLine(each, nameOf(state, each.bot))).filter(Boolean);
      if (lines.length) dispatch({ type: 'notice', notice: lines.join(' ') });
      stirred();
      return null;
    } catch (error) {
      return error.message;
    }
  };

  return {
    calls,
    dispatch,
    refresh,
    loadOlder,
    syncAll,
    syncFeed,
    get state() {
      return state;
    },
    open(conversation) {
      dispatch({ type: 'open', conversation });
      if (conversation && !logOf(state, conversation).ready) {
        syncLog(conversation);
        syncRefusals(conversation);
      }
    },
    /** Sends a message. Null if it was taken, else why not. */
    send: (conversation, content) => sent(() => outbox.send(conversation, () => calls.send(conversation, content))),
    /** Chooses a suggested action. Null if it was taken, else why not. */
    suggest: (conversation, message, title) => sent(() => calls.suggest(conversation, message, title)),
    /** Makes a call; a refusal becomes a notice. */
    async attempt(call) {
      try {
        await call(calls);
        stirred();
        return true;
      } catch (error) {
        dispatch({ type: 'notice', notice: error.message });
        return false;
      }
    },
  };
}

/** Runs `work` again once if it was asked for while it ran; a failure goes to `failed`. */
function oneAtATime(work, failed) {
  let running = null;
  let again = false;
  const run = async () => {
    do {
      again = false;
      try {
        await work();
      } catch (error) {
        failed(error);
      }
    } while (again);
    running = null;
  };
  return () => {
    if (running) again = true;
    else running = run();
    return running;
  };
}
