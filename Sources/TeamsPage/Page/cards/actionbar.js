// A row of actions: at most six buttons, the others in a menu, and below them the card that one of them shows.

import { h } from '../base/dom.js';
import { cut, isRecord, list, name as lineOf, record, text } from '../base/shape.js';
import { isEnabled, kindOf } from './actions.js';
import { choice, step, typeOf } from './cardshape.js';
import { Fallback } from './context.js';
import { isMet } from './features.js';
import { drawCard } from './elements/cardbody.js';
import { overflow } from './overflow.js';
import { answerIn, register } from './pressing.js';

const maxPrimary = 6;
const maxActions = 200;
const maxLevel = 44; // of what may show a card, which needs some more

export function actionBar(context, nodes, pointer) {
  const buttons = h('div', { class: 'ac-buttons' });
  const panels = h('div', { class: 'ac-panels' });
  const element = h('div', { class: 'ac-bar' }, buttons, panels);
  const bar = { element, panels, open: null, answer: answerIn(element) };
  const secondary = [];
  let primary = 0;
  const all = list(nodes);
  all.slice(0, maxActions).forEach((node, index) => {
    const drawn = drawAction(context, node, pointer + step(index), bar);
    if (!drawn) return;
    if (drawn.placeholder) return bar.element.append(drawn.placeholder);
    if (choice(drawn.node.mode, ['primary', 'secondary']) === 'secondary' || primary === maxPrimary) {
      secondary.push(drawn.button);
    } else {
      primary += 1;
      buttons.append(drawn.button, ...menuOf(context, drawn, bar));
    }
  });
  if (secondary.length) buttons.append(overflow(secondary, context, 'More…'));
  if (all.length > maxActions) {
    bar.element.append(context.placeholder(`${all.length - maxActions} actions`, `a card has at most ${maxActions}`));
  }
  return bar.element;
}

/** The action that stands at a place, or its fallback: {node, pointer}, {placeholder}, or null for nothing. */
export function resolved(context, node, pointer, levels = 20) {
  const type = typeOf(node);
  if (isRecord(node) && kindOf(type) && isMet(node.requires)) return { node, pointer };
  const { fallback } = record(node);
  if (isRecord(fallback) && levels > 0) return resolved(context, fallback, `${pointer}/fallback`, levels - 1);
  if (text(fallback).toLowerCase() === 'drop') return null;
  if (context.place.catches) throw new Fallback();
  const reason = isRecord(node) && kindOf(type) ? 'what it requires is not known here' : 'Teams knows no such action';
  return { placeholder: context.marked(context.placeholder(type || 'Action', reason), pointer) };
}

/** An action's button, or that of its fallback where what it shows cannot be drawn: {button, node, pointer}. */
function drawAction(context, node, pointer, bar) {
  const found = resolved(context, node, pointer);
  if (!found?.node) return found;
  if (context.place.level > maxLevel) {
    return { placeholder: context.placeholder(found.node.type, 'it lies too deep in the card') };
  }
  const { fallback } = found.node;
  const hasFallback = isRecord(fallback) || text(fallback).toLowerCase() === 'drop';
  const before = context.shared.mark();
  try {
    const inside = hasFallback ? context.at({ catches: true, level: context.place.level + 1 }) : context;
    return { ...found, button: actionButton(inside, found, bar) };
  } catch (error) {
    if (!(error instanceof Fallback) || !hasFallback) throw error;
    context.shared.rewind(before);
    if (!isRecord(fallback)) return null;
    return drawAction(context.at({ level: context.place.level + 1 }), fallback, `${found.pointer}/fallback`, bar);
  }
}

/** The button of an action. */
export function actionButton(context, { node, pointer }, bar) {
  const kind = kindOf(node.type);
  const title = lineOf(node.title);
  const style = choice(node.style, ['default', 'positive', 'destructive']);
  const button = h(
    'button',
    { type: 'button', class: `ac-button ac-action-${style}`, title: lineOf(node.tooltip) || null, data: { pointer } },
    picture(context, node),
    title ? h('span', { class: 'ac-button-title' }, title) : null,
  );
  if (!title) button.setAttribute('aria-label', lineOf(node.tooltip) || lineOf(node.id) || names[kind]);
  if (style !== 'default') button.dataset.style = style;
  if (typeof node.id === 'string') context.shared.named.push({ id: node.id, element: button });
  context.shared.shows(button, { visible: true });
  if (kind === 'show') return showCard(context, node, pointer, button, bar);
  if (kind === 'popover') button.setAttribute('aria-expanded', 'false');
  return register(context, node, pointer, button, bar.answer);
}

const names = {
  send: 'Send',
  open: 'Open',
  show: 'Show',
  toggle: 'Show or hide',
  reset: 'Reset',
  popover: 'More',
  elsewhere: 'Insert picture',
};

/** The menu of the actions that a button carries, in a list that is empty without any. */
function menuOf(context, { node, pointer }, bar) {
  const more = list(node.menuActions).slice(0, 20).flatMap((each, index) => {
    const drawn = isRecord(each) && drawAction(context, each, `${pointer}/menuActions/${index}`, bar);
    return drawn?.button ? [drawn.button] : [];
  });
  return more.length ? [overflow(more, context, `More of ${lineOf(node.title, 'this')}…`, '⌄')] : [];
}

function picture(context, { iconUrl, style }) {
  if (typeof iconUrl !== 'string' || !iconUrl) return null;
  const name = /^icon:([A-Za-z0-9]{1,60})(?:,(regular|filled))?$/i.exec(iconUrl);
  const drawn = name
    ? context.icon(name[1], { size: 'xxsmall', style: name[2] ?? 'regular', color: style })
    : context.picture({ url: iconUrl, alt: '', className: 'ac-button-picture' });
  drawn.setAttribute('aria-hidden', 'true');
  return drawn;
}

/** A button that shows a card below the bar, one at a time. */
function showCard(context, node, pointer, button, bar) {
  const id = context.uid('shown');
  const panel = h('div', {
    class: 'ac-shown',
    role: 'group',
    'aria-label': lineOf(node.title, 'Card'),
    id,
    hidden: true,
  });
  const inside = context.at({
    level: context.place.level + 1,
    pointer: `${pointer}/card`,
    scope: { parent: context.scope },
    edges: { start: true, end: true },
  });
  if (context.place.level > maxLevel) panel.append(context.placeholder('AdaptiveCard', 'it lies too deep in the card'));
  else if (isRecord(node.card)) drawCard(panel, node.card, inside, `${pointer}/card`);
  else panel.append(context.placeholder('Card', 'its JSON is no object'));
  bar.panels.append(panel);
  button.setAttribute('aria-expanded', 'false');
  button.setAttribute('aria-controls', id);
  const shown = { panel, button };
  const set = (one, isOpen) => {
    one.panel.hidden = !isOpen;
    one.button.setAttribute('aria-expanded', String(isOpen));
  };
  const { options, shared } = context;
  if (options.disabled || !isEnabled(node)) button.disabled = true;
  shared.buttons.push({ button, isOff: () => false });
  button.addEventListener('click', () => {
    if (shared.busy) return;
    const isOpen = panel.hidden;
    if (bar.open && bar.open !== shown) set(bar.open, false);
    set(shown, isOpen);
    bar.open = isOpen ? shown : null;
  });
  return button;
}
