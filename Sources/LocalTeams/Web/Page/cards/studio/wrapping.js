// The card in what someone pastes: the card itself, an attachment that holds it, or a message with one. Pure.

import { isRecord, list } from '../../base/shape.js';

const adaptive = 'application/vnd.microsoft.card.adaptive';
const isCard = (each) =>
  isRecord(each) && String(each.contentType).toLowerCase() === adaptive && isRecord(each.content);

/** {card, prefix}: the card and where it stands. */
export function unwrapped(value) {
  if (isCard(value)) return { card: value.content, prefix: '/content' };
  if (isRecord(value) && !('body' in value)) {
    const index = list(value.attachments).findIndex(isCard);
    if (index >= 0) return { card: value.attachments[index].content, prefix: `/attachments/${index}/content` };
  }
  return { card: value, prefix: '' };
}

/** The pointer into the card for one into what it stands in. */
export function inside(pointer, prefix) {
  if (prefix === '') return pointer;
  return pointer === prefix || pointer.startsWith(`${prefix}/`) ? pointer.slice(prefix.length) : '';
}
