// Animation, audio and video cards: the Bot Framework has them and Teams shows none, so that they say what they hold.

import { safeAddress } from '../../base/address.js';
import { h } from '../../base/dom.js';
import { list, name, record, text } from '../../base/shape.js';
import { cardButtons } from './cardbuttons.js';
import { cardHead, cardWords } from './herocard.js';

export function mediaCard(content, context, kind) {
  const links = list(content.media).slice(0, 10).flatMap((each, index) => {
    const href = safeAddress(text(record(each).url));
    const title = name(record(each).profile, `${kind} ${index + 1}`);
    return href ? [h('li', null, h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, title))] : [];
  });
  return h(
    'div',
    { class: 'hero-card' },
    h('p', { class: 'note', role: 'note' }, `Teams shows no ${kind} cards. This is what it holds.`),
    h('div', { class: 'hero-words' }, cardHead(content), cardWords(content.text)),
    links.length > 0 && h('ul', null, links),
    cardButtons(content.buttons, '/buttons', context),
  );
}
