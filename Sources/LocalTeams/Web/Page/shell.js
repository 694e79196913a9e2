// The chat: the parts of the page, what each gesture does, and the shortcuts between them.

import { cardActions } from './chat/cardactions.js';
import { composer } from './chat/composer.js';
import { conversationList } from './chat/conversations.js';
import { attribute, button, h } from './base/dom.js';
import { isRightToLeft, useTimeZone } from './base/format.js';
import { alertBanner, isMuted, mute } from './chat/alerts.js';
import { feedButton, openFeed } from './chat/feed.js';
import { meetingBar } from './chat/meetingbar.js';
import { openSideBySide } from './chat/sidebyside.js';
import { openHelp } from './chat/help.js';
import { icon } from './base/icons.js';
import { inspector } from './inspect/inspector.js';
import { openBench } from './manage/bench.js';
import { openWorkspace } from './manage/manage.js';
import { messageLog } from './chat/messages.js';
import { notInstalled } from './chat/notinstalled.js';
import { conversationOf, personOf } from './base/names.js';
import { openNewChat } from './manage/newchat.js';
import { openNewMeeting } from './manage/newmeeting.js';
import { chatHeader } from './chat/chatheader.js';
import { personSwitch } from './manage/people.js';
import { guarded } from './base/guard.js';
import { keep, kept } from './chat/drafts.js';
import { startSession } from './base/session.js';
import { clockChip } from './manage/clockchip.js';
import { messageAs } from './base/otherview.js';
import { listenForShortcuts } from './base/shortcuts.js';
import { compareIDs, logOf, splitThread } from './base/store.js';

export function startChat(root, me, workspace) {
  useTimeZone(workspace.people.get(me)?.timeZone);
  document.documentElement.dir = isRightToLeft(workspace.people.get(me)?.locale) ? 'rtl' : 'ltr';
  const session = startSession(me, workspace, {
    changed: (state) => update(state),
    stirred: () => {
      parts?.wire.stir();
      bench?.stir();
    },
  });
  let parts = null;
  let bench = null;
  let sought = null; // a message to show once its conversation is here
  const readUpTo = new Map();
  let readTimer = null;
  let first = true;

  const addressOf = (conversation) => `/?${new URLSearchParams({ as: me, ...(conversation && { c: conversation }) })}`;
  const open = (conversation, { push = true, focus = true } = {}) => {
    if (conversation === session.state.open) return;
    if (push) history.pushState(null, '', addressOf(conversation));
    session.open(conversation);
    if (focus && conversation) queueMicrotask(() => queueMicrotask(() => parts.write.focus()));
  };
  const openMade = async (conversation) => {
    await session.refresh();
    open(conversation);
  };
  const stateOf = () => session.state;
  const opened = () => session.state.open;

  const actions = {
    addressOf,
    open,
    newChat: () => openNewChat({ state: stateOf(), calls: session.calls, open: openMade }),
    newMeeting: () => openNewMeeting({ state: stateOf(), calls: session.calls, open: openMade }),
    loadOlder: session.loadOlder,
    select: (id) => session.dispatch({ type: 'select', id }),
    inspect: (id) => {
      session.dispatch({ type: 'select', id });
      actions.toggleInspector(true);
      parts.wire.about();
    },
    showExchange: (refusal) => {
      actions.toggleInspector(true);
      parts.wire.showExchange(refusal);
    },
    react: (id, type, on) => session.attempt((calls) => calls.react(opened(), id, type, on)),
    edit: (id, text) => session.attempt((calls) => calls.edit(opened(), id, text)),
    remove: (id) => session.attempt((calls) => calls.remove(opened(), id)),
    undelete: (id) => session.attempt((calls) => calls.undelete(opened(), id)),
    reply: (id) => {
      const conversation = conversationOf(stateOf(), opened());
      if (conversation.kind === 'channel' && !conversation.root) actions.openThread(id);
      else parts.write.quote(logOf(stateOf(), opened()).items.find((each) => each.id === id));
    },
    openThread: (id) => open(`${splitThread(opened()).base};messageid=${id}`),
    show: (id) => {
      if (!parts.log.focus(id)) {
        session.dispatch({ type: 'notice', notice: 'That message is further up: load older messages to see it.' });
      }
    },
    send: session.send,
    type: (conversation) => session.calls.type(conversation).catch(() => {}), // nobody misses it
    suggest: async (message, { title, text }) => {
      session.dispatch({ type: 'chosen', id: message.id, on: true });
      parts.write.focus();
      const isPersonal = conversationOf(stateOf(), opened())?.kind === 'personal';
      const refusal = isPersonal
        ? await session.suggest(opened(), message.id, title)
        : await session.send(opened(), { text, ...toldTo(message) });
      if (!refusal) return;
      session.dispatch({ type: 'chosen', id: message.id, on: false });
      session.dispatch({ type: 'notice', notice: refusal });
    },
    cards: cardActions({ session, opened, stateOf, stirred: () => parts.wire.stir() }),
    consent: (id, accept) => session.attempt((calls) => calls.consent(opened(), id, accept)),
    stop: (id) => session.attempt((calls) => calls.stop(opened(), id)),
    compare: (id) => {
      const conversation = conversationOf(stateOf(), opened());
      openSideBySide({
        state: stateOf(),
        conversation,
        id,
        viewOf: (handle) => messageAs(handle, conversation.id, id),
      });
    },
    startEdit: (id) => parts.log.edit(id),
    lookedAt: () => {
      clearTimeout(readTimer);
      readTimer = setTimeout(markRead, 250);
    },
    toggleInspector: (on) => {
      parts.wire.show(on);
      parts.inspect.setAttribute('aria-pressed', String(on));
      shell.classList.toggle('inspecting', on);
      keep('inspector', on ? 'open' : '');
      if (!on) parts.inspect.focus();
    },
    workspace: () =>
      openWorkspace({
        stateOf,
        calls: session.calls,
        changed: session.refresh,
        resetAll: async () => {
          session.dispatch({ type: 'forget' });
          parts.wire.clear();
          await session.syncAll();
        },
      }),
    test: () => {
      bench = openBench({ state: stateOf(), calls: session.calls, changed: session.refresh });
    },
    feed: () => {
      if (stateOf().feed === null) return;
      openFeed({
        state: stateOf(),
        now: nowOf(stateOf()),
        open: actions.goTo,
        changed: () => update(stateOf()),
      });
      session.attempt((calls) => calls.readFeed()).then(session.syncFeed);
    },
    goTo: (conversation, message) => {
      sought = message;
      if (conversation === opened()) seek();
      else open(conversation, { focus: false }); // once it is drawn, the message is sought
    },
    mute: (conversation, on) => {
      mute(me, conversation, on);
      update(stateOf());
    },
    block: (bot, on) => session.attempt((calls) => (on ? calls.block(bot) : calls.unblock(bot))).then(session.refresh),
    uninstall: (bot) => session.attempt((calls) => calls.uninstallFrom(bot, { user: me })).then(session.refresh),
    meet: (event) => session.attempt((calls) => calls.meet(opened(), event)).then(session.refresh),
    install: (bot) => session.attempt((calls) => calls.install(bot, { user: me })).then(session.refresh),
    advance: (seconds) => session.attempt((calls) => calls.advance(seconds)).then(session.refresh),
  };

  /**
   * A suggested action is an answer to the bot: in a group it must be told by name, and what only one sees is answered
   * in private.
   */
  const toldTo = ({ from, onlyYou }) => {
    if (!from.appId) return {};
    if (onlyYou) return { onlyTo: from.appId };
    return conversationOf(stateOf(), opened())?.kind === 'personal' ? {} : { mentions: [from.appId] };
  };

  /** The world's time, as far as the page knows it. */
  const nowOf = ({ workspace: { clock } }) => (clock.virtual && clock.now) || new Date();

  const seek = () => {
    if (!sought || !logOf(stateOf(), opened()).ready) return;
    const id = sought;
    sought = null;
    actions.show(id);
  };

  const markRead = () => {
    const { open: conversation } = session.state;
    if (!conversation || document.visibilityState !== 'visible' || !document.hasFocus()) return;
    session.dispatch({ type: 'seen', conversation });
    const newest = parts.log.newestSeen();
    const other = newest &&
      logOf(session.state, conversation).items.findLast((each) =>
        compareIDs(each.id, newest) <= 0 && each.from.handle !== me && !each.onlyYou
      );
    const before = readUpTo.get(conversation) ??
      stateOf().conversations?.find((each) => each.id === conversation)?.readUpTo ?? '';
    const reset = readUpTo.has(conversation) &&
      !logOf(session.state, conversation).items.some((each) => each.id === before);
    if (!other || (!reset && compareIDs(other.id, before) <= 0)) return;
    readUpTo.set(conversation, other.id);
    session.calls.read(conversation, other.id).catch(() => {}); // reading on goes without a receipt
  };

  // MARK: Parts

  const toast = h('div', { class: 'toast', role: 'alert', hidden: true });
  const link = h('p', { class: 'link-state', role: 'status' });
  parts = {
    list: conversationList({ actions }),
    log: messageLog({ actions }),
    write: composer({ actions }),
    wire: inspector({ calls: session.calls, actions }),
    header: chatHeader({ actions }),
    person: personSwitch(),
    clock: clockChip({ actions }),
    feed: feedButton({ actions }),
    missing: notInstalled({ actions }),
    meeting: meetingBar({ actions }),
    banner: alertBanner({ actions }),
    inspect: button('Inspector', () => actions.toggleInspector(parts.wire.element.hidden), {
      icon: icon('inspect'),
      text: 'Inspector',
      class: 'bar-button',
      'aria-pressed': 'false',
    }),
  };
  const nothing = h(
    'div',
    { class: 'nothing' },
    h('h1', null, 'Choose a conversation, or start one.'),
    button('New chat', actions.newChat, { class: 'primary' }),
  );
  const middle = h(
    'main',
    { class: 'middle' },
    parts.header.element,
    parts.missing.element,
    parts.meeting.element,
    link,
    nothing,
    parts.log.element,
    parts.write.element,
  );
  const shell = h(
    'div',
    { class: 'shell' },
    h(
      'header',
      { class: 'bar' },
      h('a', {
        class: 'brand',
        href: addressOf(null),
        on: {
          click: (event) => {
            event.preventDefault();
            open(null);
          },
        },
      }, 'Local Teams'),
      h('span', { class: 'tenant' }, workspace.tenant.name),
      parts.clock.element,
      parts.feed.element,
      parts.inspect,
      button('Test', actions.test, { icon: icon('test'), text: 'Test', class: 'bar-button' }),
      button('Workspace', actions.workspace, { icon: icon('settings'), text: 'Workspace', class: 'bar-button' }),
      button('Help', openHelp, { icon: icon('help'), class: 'bar-button' }),
      parts.person.element,
    ),
    parts.list.element,
    middle,
    parts.wire.element,
    parts.banner.element,
    toast,
  );
  root.replaceChildren(shell);

  let dismissal = null;
  const update = (state) => {
    const now = nowOf(state);
    if (first && state.conversations) {
      first = false;
      const wanted = new URLSearchParams(location.search).get('c');
      const fallback = matchMedia('(max-width: 760px)').matches ? null : (state.conversations[0]?.id ?? null);
      open(wanted && conversationOf(state, wanted) ? wanted : fallback, { push: false, focus: false });
    }
    const conversation = conversationOf(state, state.open);
    shell.classList.toggle('chosen', !!conversation);
    nothing.hidden = !!conversation;
    parts.log.element.hidden = !conversation;
    link.textContent = state.link === 'lost' ? 'Local Teams does not answer. Trying again…' : '';
    for (
      const part of [
        () => parts.list.update(state, now),
        () => parts.header.update(state, conversation),
        () => conversation && parts.log.update(state, now),
        () => parts.write.update(state),
        () => parts.wire.update(state),
        () => parts.person.update(state),
        () => parts.clock.update(state),
        () => parts.feed.update(state),
        () => parts.missing.update(state, conversation),
        () => parts.meeting.update(state, conversation),
        () => parts.banner.update(state),
      ]
    ) {
      guarded(part, (error) => {
        link.textContent = `A part of the page cannot be shown: ${error.message}`;
      });
    }
    attribute(middle, 'aria-label', conversation?.name ?? 'No conversation');
    const count =
      (state.conversations ?? []).filter((each) => state.unread.has(each.id) && !isMuted(me, each.id)).length;
    document.title = [count ? `(${count})` : '', conversation?.name, personOf(state, me)?.name, 'Local Teams'].filter(
      Boolean,
    ).join(' · ');
    if (state.notice && toast.textContent !== state.notice) {
      toast.textContent = state.notice;
      toast.hidden = false;
      clearTimeout(dismissal);
      dismissal = setTimeout(() => {
        toast.hidden = true;
        toast.textContent = '';
        session.dispatch({ type: 'notice', notice: null });
      }, 8000);
    }
    seek();
    actions.lookedAt();
  };

  // MARK: The window

  addEventListener(
    'popstate',
    () => open(new URLSearchParams(location.search).get('c'), { push: false, focus: false }),
  );
  addEventListener('focus', actions.lookedAt);
  document.addEventListener('visibilitychange', actions.lookedAt);
  listenForShortcuts({
    Digit1: () => (shell.querySelector('a.row[aria-current]') ?? shell.querySelector('a.row'))?.focus(),
    Digit2: parts.log.focusNewest,
    Digit3: parts.write.focus,
    KeyI: () => actions.toggleInspector(parts.wire.element.hidden),
    KeyN: actions.newChat,
    KeyT: actions.test,
    KeyA: actions.feed,
  }, openHelp);
  if (kept('inspector')) actions.toggleInspector(true);
  update(session.state);
}
