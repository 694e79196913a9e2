// The buttons of cards that are no Adaptive Cards, and their `tap`. What opens an address is a link, so that the
// browser says where it leads; the others are pressed.

import { safeAddress } from '../../base/address.js';
import { button, h } from '../../base/dom.js';
import { list, name, record, text } from '../../base/shape.js';
import { otherPicture } from './otherpicture.js';

export const mostButtons = 6; // of a card: Teams leaves the rest out

const opening = new Set(['openurl', 'signin', 'call', 'playaudio', 'playvideo', 'showimage', 'downloadfile']);
const telling = new Set(['imback', 'messageback', 'postback', 'invoke']);

/** The buttons of a card, which stand there as the member `pointer` names. */
export function cardButtons(actions, pointer, context) {
  const given = list(actions);
  const shown = given.slice(0, mostButtons).map((each, index) => cardButton(each, `${pointer}/${index}`, context));
  if (given.length > mostButtons) {
    shown.push(h('p', { class: 'note' }, `${given.length - mostButtons} more: Teams shows ${mostButtons} buttons.`));
  }
  return shown.length ? h('div', { class: 'card-buttons' }, shown) : null;
}

/** One button; `title` is what it is called when it does not say so itself. */
export function cardButton(given, pointer, context, { title = 'Open', className = 'card-button' } = {}) {
  const action = record(given);
  const label = name(action.title, title);
  const type = text(action.type).toLowerCase();
  const properties = { class: className, data: { pointer } };
  const face = action.image
    ? [otherPicture({ url: action.image, alt: name(action.imageAltText), className: 'button-picture' }, context), label]
    : label;
  if (opening.has(type)) {
    const href = safeAddress(text(action.value));
    if (href && !context.disabled && (type !== 'signin' || href.startsWith('http'))) {
      return h('a', { ...properties, href, target: '_blank', rel: 'noopener noreferrer' }, face);
    }
    return useless(label, properties, href ? 'nothing can be pressed here' : 'its address cannot be opened');
  }
  if (!telling.has(type)) return useless(label, properties, `Teams does not know the type “${name(action.type)}”`);
  if (!context.press) return useless(label, properties, 'nothing can be pressed here');
  const element = button(label, () => context.press({ pointer, action }), properties);
  element.replaceChildren(...[face].flat());
  return element;
}

function useless(label, properties, why) {
  return h('button', { ...properties, type: 'button', disabled: true, title: `${label}: ${why}` }, label);
}

/**
 * `content` with the action that a press anywhere on it means: a button or link that lies behind what is in it, so that
 * the links within can be pressed too.
 */
export function tappable(content, tap, pointer, context, title) {
  if (!tap) return content;
  const label = name(record(tap).title, title || 'Open');
  const behind = cardButton({ ...record(tap), title: label, image: null }, pointer, context, { className: 'card-tap' });
  return h('div', { class: 'tappable' }, content, behind);
}
