// The log in the middle: one article a message, day separators, paging upwards, roving focus, scrolling that stays put.
// Of a long history a part is drawn, and it moves along with the reader.

import { attribute, button, h, reconcile } from '../base/dom.js';
import { dayKey, dayName } from '../base/format.js';
import { whenPicturesChange } from './cardpictures.js';
import { drawQueue } from './drawqueue.js';
import { messageView } from './message.js';
import { drawnPart } from './drawnpart.js';
import { refusalGroups, refusalView } from './refusals.js';
import { conversationOf } from '../base/names.js';
import { compareIDs, isMine, logOf, refusalsOf } from '../base/store.js';

const togetherWithin = 5 * 60_000;
const most = 240; // messages drawn at once
const step = 15; // messages by which the part that is drawn moves
const settled = 500; // ms after which what was drawn is no news to a screen reader

export function messageLog({ actions }) {
  const log = h('div', { role: 'log', 'aria-label': 'Messages', 'aria-live': 'polite', class: 'log' });
  const note = h('p', { class: 'note center' });
  const older = button('Load older messages', () => actions.loadOlder(), { class: 'quiet' });
  const head = h('div', { class: 'log-head' }, older, note);
  const newest = button('Newest messages', () => {
    if (first !== null) showFrom(null);
    toEnd();
    views.get(current)?.element.focus({ preventScroll: true });
  }, { class: 'newest', hidden: true });
  const element = h('div', { class: 'log-frame' }, log, newest);
  const views = new Map();
  const days = new Map();
  const lines = new Map();
  let shown = null;
  let current = null;
  let atEnd = true; // new messages scroll into view
  let endTop = 0; // where the end was when it was last scrolled to
  let last = null; // what was last drawn: the state and the time
  let first = null; // the id of the first message drawn; null while the end is
  let part = { items: [], from: 0, to: 0 };
  let tail = null; // the id of the last message of all, '' if there is none; null while it is not drawn
  let hush = null;

  /** What is drawn now is no news: a screen reader is told of what arrives at the end, and of nothing else. */
  const quietly = () => {
    attribute(log, 'aria-live', 'off');
    clearTimeout(hush);
    hush = setTimeout(() => attribute(log, 'aria-live', 'polite'), settled);
  };
  const toEnd = () => {
    log.scrollTop = log.scrollHeight;
    endTop = log.scrollTop;
  };
  /** Who is at work in a card has it stay where it is, under the pointer too. */
  const isBusy = () => !!document.activeElement?.closest?.('.attachments') && log.contains(document.activeElement);
  /** Does what changes the height of messages, and leaves in place what the reader looks at. */
  const steady = (work) => {
    catchUp();
    const anchor = atEnd ? null : firstVisible(log);
    work();
    if (atEnd) {
      if (!isBusy()) toEnd();
    } else if (anchor?.node.isConnected) log.scrollTop += anchor.node.getBoundingClientRect().top - anchor.top;
  };
  const queue = drawQueue(log, steady);
  whenPicturesChange(() => steady(() => [...views.values()].forEach((each) => each.redraw())));
  const measure = () => {
    atEnd = part.to === part.items.length && log.scrollHeight - log.scrollTop - log.clientHeight < 80;
  };
  /** Who scrolled up a moment ago is no longer at the end, though the event is still to come. */
  const catchUp = () => {
    if (log.scrollTop < endTop - 4) measure();
  };
  log.addEventListener('scroll', () => {
    // What has grown meanwhile takes nobody away from the end; only scrolling up does.
    if (!atEnd || part.to < part.items.length || log.scrollTop < endTop - 4) measure();
    newest.hidden = atEnd && part.to === part.items.length;
    follow();
    if (log.scrollTop < 120 && !older.hidden && !older.disabled) actions.loadOlder();
    actions.lookedAt();
  }, { passive: true });
  new ResizeObserver(() => {
    catchUp();
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
    const { items } = part;
    const at = items.findIndex((each) => each.id === event.target.dataset.id);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    if (next < 0) {
      actions.loadOlder();
      return;
    }
    reach(items[Math.min(next, items.length - 1)]?.id)?.element.focus();
  });

  const makeCurrent = (id) => {
    if (current === id) return;
    views.get(current)?.roving(false);
    current = id;
    views.get(current)?.roving(true);
  };

  /** Draws from another message on, null for the end. */
  const showFrom = (id) => {
    first = id;
    if (last) update(...last);
  };
  /** Moves the part that is drawn when the reader comes near its edge. */
  const follow = () => {
    const { items, from, to } = part;
    const edge = log.clientHeight;
    if (from > 0 && log.scrollTop < edge) showFrom(items[Math.max(0, from - step)].id);
    else if (to < items.length && log.scrollHeight - log.scrollTop - log.clientHeight < edge) {
      const next = Math.min(from + step, items.length - most);
      showFrom(next + most >= items.length ? null : items[next].id);
    }
  };
  /** The view of a message, drawn if it is known; null if it is not. */
  const reach = (id) => {
    if (!views.has(id)) {
      const at = part.items.findIndex((each) => each.id === id);
      if (at < 0) return null;
      atEnd = false;
      showFrom(part.items[Math.max(0, at - (most >> 1))].id);
    }
    return views.get(id) ?? null;
  };

  const update = (state, now) => {
    const { items: all, complete, ready, loading, error } = logOf(state, state.open);
    const conversation = conversationOf(state, state.open);
    if (shown !== state.open) {
      for (const view of views.values()) view.element.remove();
      views.clear();
      days.clear();
      lines.clear();
      shown = state.open;
      current = null;
      first = null;
      tail = null;
      atEnd = true;
      endTop = 0;
    }
    catchUp();
    const anchor = atEnd ? null : firstVisible(log);
    last = [state, now];
    part = drawnPart(all, first, most);
    if (part.to === all.length) first = null;
    const items = part.from || part.to < all.length ? all.slice(part.from, part.to) : all;
    const ids = new Set(items.map((each) => each.id));
    const lost = document.activeElement?.closest?.('article')?.dataset.id;
    const isGone = lost && !ids.has(lost) && !all.some((each) => each.id === lost);
    const neighbour = isGone ? nextOf([...views.keys()].sort(compareIDs), lost, ids) : null;
    for (const id of [...views.keys()]) if (!ids.has(id)) views.delete(id);

    if (items.some(({ id }) => !views.has(id) && (tail === null || compareIDs(id, tail) < 0))) quietly();
    const lastTail = tail;
    tail = ready && part.to === all.length ? (items.at(-1)?.id ?? '') : null;

    const nodes = [head];
    const above = all[part.from - 1]; // it is there, though it is not drawn
    let before = above?.sent ? { message: above, day: dayKey(above.sent) } : null;
    const groups = ready ? refusalGroups(refusalsSince(state, items, complete && !part.from), items) : [];
    const drawn = new Set();
    const refusedUntil = (id) => {
      while (groups.length && (id === null || compareIDs(groups[0].place, id) < 0)) {
        const group = groups.shift();
        const line = lines.get(group.place) ?? refusalView({ actions });
        lines.set(group.place, line);
        line.update(group, state);
        nodes.push(line.element);
        before = before && { ...before, message: null };
        drawn.add(group.place);
      }
    };
    for (const message of items) {
      refusedUntil(message.id);
      const { sent } = message;
      const day = sent ? dayKey(sent) : (before?.day ?? '');
      if (day && before?.day !== day) nodes.push(separator(days, day, dayName(sent, now)));
      const view = views.get(message.id) ?? messageView({ actions, id: message.id, queue });
      views.set(message.id, view);
      const mine = isMine(state, message);
      const joined = !!before?.message && before.day === day && sameSender(before.message, message) &&
        sent - before.message.sent < togetherWithin && !message.onlyYou && !before.message.onlyYou;
      view.update({
        message,
        mine,
        joined,
        conversation,
        deliveries: state.deliveries.get(message.id),
        selected: state.selected === message.id,
        chosen: state.chosen.has(message.id),
        state,
      });
      nodes.push(view.element);
      before = { message, day };
    }
    refusedUntil(part.to === all.length ? null : items.at(-1).id);
    for (const place of [...lines.keys()]) if (!drawn.has(place)) lines.delete(place);
    older.hidden = complete || !ready || part.from > 0;
    older.disabled = !!loading;
    note.textContent = error ??
      (!ready
        ? 'Loading messages…'
        : !items.length
        ? beginning(conversation)
        : complete && !part.from
        ? 'This is the beginning.'
        : '');
    log.setAttribute('aria-busy', String(!ready));
    reconcile(log, nodes);
    queue.flush();
    if (!views.has(current)) {
      current = null;
      makeCurrent(items.at(-1)?.id ?? null);
    }
    if (neighbour) views.get(neighbour)?.element.focus();
    if (atEnd) {
      if (tail !== lastTail || !isBusy()) toEnd();
    } else if (anchor?.node.isConnected) log.scrollTop += anchor.node.getBoundingClientRect().top - anchor.top;
    newest.hidden = atEnd;
    if (!atEnd && (part.from > 0 || part.to < all.length)) requestAnimationFrame(follow);
  };

  return {
    element,
    update,
    focusNewest: () => reach(part.items.at(-1)?.id)?.element.focus(),
    focus: (id) => {
      const view = reach(id);
      view?.element.scrollIntoView({ block: 'center' });
      view?.element.focus();
      return !!view;
    },
    edit: (id) => reach(id)?.edit(),
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

/** Of webhooks, which have no id, by the name. */
function sameSender({ from: one }, { from: other }) {
  return one.kind === other.kind && one.id === other.id && one.name === other.name;
}

function beginning(conversation) {
  if (!conversation) return '';
  if (conversation.root) return 'No replies yet.';
  const hint = conversation.bots.length
    ? (conversation.kind === 'personal' ? ' Try “help”.' : ' Type @ to mention a bot: it is told nothing else.')
    : '';
  return `This is the beginning of ${conversation.name}.${hint}`;
}

/** What was refused among the messages that are loaded. */
function refusalsSince(state, items, complete) {
  const refusals = refusalsOf(state, state.open).filter((each) => each.place);
  return complete || !items.length ? refusals : refusals.filter((each) => compareIDs(each.place, items[0].id) > 0);
}

/** What the first message in view says, and where: above it, who said it comes and goes with the message before. */
function firstVisible(log) {
  const top = log.getBoundingClientRect().top;
  const node = [...log.querySelectorAll('article')].find((each) => each.getBoundingClientRect().bottom > top)
    ?.querySelector('.said');
  return node ? { node, top: node.getBoundingClientRect().top } : null;
}

function nextOf(ids, id, left) {
  const at = ids.indexOf(id);
  return ids.slice(at).find((each) => left.has(each)) ?? ids.slice(0, at).findLast((each) => left.has(each)) ?? null;
}
