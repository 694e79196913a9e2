// The log in the middle: one article a message, day separators, paging upwards, roving focus, scrolling that stays put.

import { button, h, reconcile } from '../base/dom.js';
import { dayKey, dayName } from '../base/format.js';
import { messageView } from './message.js';
import { conversationOf } from '../base/names.js';
import { compareIDs, isMine, logOf } from '../base/store.js';

const togetherWithin = 5 * 60_000;

export function messageLog({ actions }) {
  const log = h('div', { role: 'log', 'aria-label': 'Messages', class: 'log' });
  const note = h('p', { class: 'note center' });
  const older = button('Load older messages', () => actions.loadOlder(), { class: 'quiet' });
  const head = h('div', { class: 'log-head' }, older, note);
  const newest = button('Newest messages', () => {
    toEnd();
    views.get(current)?.element.focus({ preventScroll: true });
  }, { class: 'newest', hidden: true });
  const element = h('div', { class: 'log-frame' }, log, newest);
  const views = new Map();
  const days = new Map();
  let shown = null;
  let current = null;
  let atEnd = true; // new messages scroll into view
  let endTop = 0; // where the end was when it was last scrolled to

  const toEnd = () => {
    log.scrollTop = log.scrollHeight;
    endTop = log.scrollTop;
  };
  const measure = () => {
    atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  };
  log.addEventListener('scroll', () => {
    measure();
    newest.hidden = atEnd;
    if (log.scrollTop < 120 && !older.hidden && !older.disabled) actions.loadOlder();
    actions.lookedAt();
  }, { passive: true });
  new ResizeObserver(() => {
    if (atEnd) toEnd();
  }).observe(log);
  log.addEventListener('focusin', (event) => {
    const id = event.target.closest('article')?.dataset.id;
    if (!id) return;
    makeCurrent(id);
    actions.select(id);
  });
  log.addEventListener('keydown', (event) => {
    if (event.target.tagName !== 'ARTICLE' || event.ctrlKey || event.altKey || event.metaKey) return;
    const ids = [...views.keys()].sort(compareIDs);
    const at = ids.indexOf(event.target.dataset.id);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: ids.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    if (next < 0) {
      actions.loadOlder();
      return;
    }
    views.get(ids[Math.min(next, ids.length - 1)])?.element.focus();
  });

  const makeCurrent = (id) => {
    if (current === id) return;
    views.get(current)?.roving(false);
    current = id;
    views.get(current)?.roving(true);
  };

  const update = (state, now) => {
    const { items, complete, ready, loading, error } = logOf(state, state.open);
    const conversation = conversationOf(state, state.open);
    if (shown !== state.open) {
      for (const view of views.values()) view.element.remove();
      views.clear();
      days.clear();
      shown = state.open;
      current = null;
      atEnd = true;
      endTop = 0;
    }
    if (log.scrollTop < endTop - 4) measure(); // scrolled a moment ago, and its event is still to come
    const anchor = atEnd ? null : firstVisible(log);
    const ids = new Set(items.map((each) => each.id));
    const lost = document.activeElement?.closest?.('article')?.dataset.id;
    const neighbour = lost && !ids.has(lost) ? nextOf([...views.keys()].sort(compareIDs), lost, ids) : null;
    for (const id of [...views.keys()]) if (!ids.has(id)) views.delete(id);

    const nodes = [head];
    let before = null;
    for (const message of items) {
      const { sent } = message;
      const day = sent ? dayKey(sent) : (before?.day ?? '');
      if (day && before?.day !== day) nodes.push(separator(days, day, dayName(sent, now)));
      const view = views.get(message.id) ?? messageView({ actions, id: message.id });
      views.set(message.id, view);
      const mine = isMine(state, message);
      const joined = !!before && before.day === day && sameSender(before.message, message) &&
        sent - before.message.sent < togetherWithin && !message.onlyYou && !before.message.onlyYou;
      view.update({
        message,
        mine,
        joined,
        conversation,
        deliveries: state.deliveries.get(message.id),
        selected: state.selected === message.id,
        state,
      });
      nodes.push(view.element);
      before = { message, day };
    }
    older.hidden = complete || !ready;
    older.disabled = !!loading;
    note.textContent = error ??
      (!ready
        ? 'Loading messages…'
        : !items.length
        ? beginning(conversation)
        : complete
        ? 'This is the beginning.'
        : '');
    log.setAttribute('aria-busy', String(!ready));
    reconcile(log, nodes);
    if (!views.has(current)) {
      current = null;
      makeCurrent(items.at(-1)?.id ?? null);
    }
    if (neighbour) views.get(neighbour)?.element.focus();
    if (atEnd) toEnd();
    else if (anchor?.node.isConnected) log.scrollTop += anchor.node.getBoundingClientRect().top - anchor.top;
  };

  return {
    element,
    update,
    focusNewest: () => views.get([...views.keys()].sort(compareIDs).at(-1))?.element.focus(),
    focus: (id) => {
      const view = views.get(id);
      view?.element.scrollIntoView({ block: 'center' });
      view?.element.focus();
      return !!view;
    },
    edit: (id) => views.get(id)?.edit(),
    /** The newest message that is wholly in view, or null. */
    newestSeen: (frame = log.getBoundingClientRect()) =>
      [...views.keys()].sort(compareIDs).findLast((id) => {
        const box = views.get(id).element.getBoundingClientRect();
        return box.height > 0 && box.bottom <= frame.bottom + 8 && box.bottom > frame.top;
      }) ?? null,
  };
}

function separator(days, day, name) {
  const node = days.get(day) ?? h('div', { class: 'day', role: 'separator' }, h('span', null));
  days.set(day, node);
  if (node.firstChild.textContent !== name) {
    node.firstChild.textContent = name;
    node.setAttribute('aria-label', name);
  }
  return node;
}

function sameSender(one, other) {
  return one.from.kind === other.from.kind && one.from.id === other.from.id;
}

function beginning(conversation) {
  if (!conversation) return '';
  if (conversation.root) return 'No replies yet.';
  const hint = conversation.bots.length
    ? (conversation.kind === 'personal' ? ' Try “help”.' : ' Type @ to mention a bot: it is told nothing else.')
    : '';
  return `This is the beginning of ${conversation.name}.${hint}`;
}

function firstVisible(log) {
  const top = log.getBoundingClientRect().top;
  const node = [...log.querySelectorAll('article')].find((each) => each.getBoundingClientRect().bottom > top);
  return node ? { node, top: node.getBoundingClientRect().top } : null;
}

function nextOf(ids, id, left) {
  const at = ids.indexOf(id);
  return ids.slice(at).find((each) => left.has(each)) ?? ids.slice(0, at).findLast((each) => left.has(each)) ?? null;
}
