// One message: who, when, what, and what can be done with it. A message that only you can see offers nothing to do, and
// one that cannot be shown says so.

import { attribute, h } from '../base/dom.js';
import { editor } from './editor.js';
import { cardName, isFullWidth } from './cardframe.js';
import { canRefresh } from './cardrefresh.js';
import { clockTime } from '../base/format.js';
import { guarded } from '../base/guard.js';
import { messageBody } from './messagebody.js';
import { preview } from '../base/preview.js';
import { markStreaming, streamingNote } from './streaming.js';

/** `queue` draws cards when there is time. */
export function messageView({ actions, id, queue }) {
  const element = h('article', { class: 'message', tabindex: -1, data: { id } });
  const body = messageBody(element, actions, { queue, drawn: () => tabs() });
  let last = null;
  let editing = null;
  let picking = false;
  let current = false;
  let drawing = false;

  const redraw = () => {
    if (!last) return;
    drawing = true; // what has the focus may be replaced: that is no reason to close the picker
    try {
      guarded(() => draw(last), () => drawUnshown(last));
    } finally {
      drawing = false;
    }
  };
  const pick = (open) => {
    picking = open;
    redraw();
    element.querySelector(open ? '.picker button' : '[data-key="React"]')?.focus();
  };
  const edit = () => {
    if (!last || !canEdit(last)) return;
    editing = editor({
      message: last.message,
      conversation: last.conversation,
      state: last.state,
      save: async (text) => {
        if (await actions.edit(id, text)) stop();
      },
      cancel: () => stop(),
    });
    redraw();
    editing.focus();
  };
  const stop = () => {
    editing = null;
    redraw();
    element.focus();
  };

  element.addEventListener('keydown', (event) => {
    if (event.defaultPrevented) return; // a card has used it
    if (event.key === 'Escape' && picking) {
      event.preventDefault();
      pick(false);
      return;
    }
    if (event.ctrlKey || event.altKey || event.metaKey || editing) return;
    if (event.target === element) {
      const name = {
        e: 'Edit',
        Delete: 'Delete',
        r: 'Reply',
        l: 'React',
        u: 'Undo',
        i: 'Inspect',
        s: 'Stop',
        c: 'Compare',
        Enter: 'Open thread',
      }[event.key];
      const control = name && element.querySelector(`[data-key="${name}"]`);
      if (control) {
        event.preventDefault();
        control.click();
      } else if (event.key === 'ArrowRight') {
        event.preventDefault();
        focusable(element)[0]?.focus();
      }
    } else if (event.key === 'Escape' || event.key === 'ArrowLeft' || event.key === 'ArrowRight') {
      const controls = focusable(element);
      const at = controls.indexOf(event.target);
      if (at < 0) return;
      event.preventDefault();
      const next = event.key === 'Escape' ? -1 : at + (event.key === 'ArrowRight' ? 1 : -1);
      (controls[next] ?? element).focus();
    }
  });
  element.addEventListener('focusout', (event) => {
    if (picking && !drawing && !element.contains(event.relatedTarget)) {
      picking = false;
      redraw();
    }
  });

  const draw = (given) => {
    const { message, mine, joined } = given;
    const key = document.activeElement !== element && element.contains(document.activeElement)
      ? document.activeElement.dataset.key
      : null;
    const hidden = message.onlyYou || message.deleted;
    const react = (type) => {
      picking = false;
      actions.react(id, type, !reactors(last.message, type).includes(last.state.me));
      element.focus();
    };
    const tools = [
      !hidden && { key: 'React', icon: 'react', click: () => pick(!picking), 'aria-expanded': String(picking) },
      !hidden && { key: 'Reply', icon: 'reply', click: () => actions.reply(id) },
      canEdit(given) && { key: 'Edit', icon: 'edit', click: edit },
      canEdit(given) && { key: 'Delete', icon: 'remove', click: () => actions.remove(id) },
      startsThread(given) && { key: 'Open thread', icon: 'thread', click: () => actions.openThread(id) },
      !message.deleted && { key: 'Compare', icon: 'people', click: () => actions.compare(id) },
      refreshes(message) && { key: 'Refresh…', icon: 'refresh', click: () => actions.cards.refresh(id) },
      { key: 'Inspect', icon: 'inspect', click: () => actions.inspect(id) },
    ].filter(Boolean);
    const bot = message.from.kind === 'bot';
    element.className = [
      'message',
      mine && 'mine',
      bot && 'from-bot',
      joined && 'joined',
      message.onlyYou && 'only-you',
      message.deleted && 'deleted',
      given.selected && 'selected',
      ...cardClasses(message),
    ].filter(Boolean).join(' ');
    attribute(element, 'aria-label', label(message));
    markStreaming(element, message);
    body.update(given, { react, picking, editing, tools });
    tabs();
    if (key && !element.contains(document.activeElement)) {
      (element.querySelector(`[data-key="${CSS.escape(key)}"]`) ?? element).focus();
    }
  };

  const drawUnshown = ({ message, selected }) => {
    editing = null;
    picking = false;
    element.className = ['message', selected && 'selected'].filter(Boolean).join(' ');
    attribute(
      element,
      'aria-label',
      `${guarded(() => heading(message), () => 'Someone')}, this message cannot be shown`,
    );
    body.updateUnshown(message);
    tabs();
  };

  const tabs = () => {
    element.tabIndex = current ? 0 : -1;
    // What stops an answer is reached by Tab wherever it is: it does not wait.
    for (const control of element.querySelectorAll('button:not(.stop), a[href], summary')) {
      if (!control.closest('.attachments')) control.tabIndex = current ? 0 : -1;
    }
    // What is in a card has an order of its own, which comes back with the message's turn.
    for (const control of element.querySelectorAll(inCards)) {
      if (current && 'tab' in control.dataset) {
        attribute(control, 'tabindex', control.dataset.tab || null);
        delete control.dataset.tab;
      } else if (!current && !('tab' in control.dataset) && control.getAttribute('tabindex') !== '-1') {
        control.dataset.tab = control.getAttribute('tabindex') ?? '';
        control.tabIndex = -1;
      }
    }
  };

  return {
    element,
    edit,
    redraw,
    tabs,
    roving(on) {
      current = on;
      tabs();
    },
    update(given) {
      const same = last &&
        ['message', 'mine', 'joined', 'deliveries', 'selected', 'chosen'].every((name) => last[name] === given[name]) &&
        last.conversation?.name === given.conversation?.name &&
        last.state.workspace?.users === given.state.workspace?.users;
      const before = last;
      last = given;
      if (same) return;
      if (editing && (given.message.deleted || !canEdit(given))) editing = null;
      if (
        before && before.message === given.message && before.selected !== given.selected &&
        before.deliveries === given.deliveries && before.joined === given.joined && before.chosen === given.chosen
      ) {
        element.classList.toggle('selected', given.selected);
        return;
      }
      redraw();
    },
  };
}

/** The people who reacted with a type, as handles. */
export function reactors(message, type) {
  return message.reactions.find((each) => each.type === type)?.users ?? [];
}

const inCards = ['button', 'a[href]', 'summary', 'input', 'select', 'textarea', '[tabindex]']
  .map((each) => `.attachments ${each}, .card-note ${each}`).join(', ');

/** Cards have a width of their own, and a message makes room for them. */
function cardClasses({ attachments, layout, deleted }) {
  const cards = deleted ? [] : attachments.filter(({ content, contentType }) => content && cardName(contentType));
  if (!cards.length) return [];
  const wide = (layout === 'carousel' && cards.length > 1) || cards.some(({ content }) => isFullWidth(content));
  return ['with-card', wide && 'with-wide-card'];
}

/** Whether a card of the message can be asked to bring itself up to date. */
function refreshes({ attachments, deleted }) {
  return !deleted && attachments.some(({ content }) => canRefresh(content));
}

function canEdit({ message, mine }) {
  return mine && !message.deleted && !message.onlyYou;
}

/** Of a channel's post, and of what has replies, the way to its thread stands below it. */
function startsThread({ message, conversation }) {
  return ['group', 'meeting'].includes(conversation?.kind) && !conversation.root && !message.onlyYou &&
    !message.deleted && !message.replies;
}

function heading({ from, sent }) {
  return sent ? `${from.name} at ${clockTime(sent)}` : from.name;
}

function label(message) {
  const about = [
    message.onlyYou && 'only you can see this message',
    message.edited && !message.deleted && 'edited',
    !message.deleted && streamingNote(message),
  ].filter(Boolean);
  // The name of what has the focus is told whenever it changes: it does not grow with the text.
  if (message.streaming && !message.deleted) return [heading(message), ...about].join(', ');
  return [heading(message), ...about, preview(message, 240)].join(', ');
}

function focusable(element) {
  return [...element.querySelectorAll('button, a[href], summary')].filter((each) => each.offsetParent !== null);
}
