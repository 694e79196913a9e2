// A picture of a card, fetched by the browser alone and only from where the reader allows.

import { h } from '../base/dom.js';
import { cardPicture } from './cardaddress.js';
import { words } from './cardshape.js';

/** The picture, or in its place its words. It never asks another machine unless `images` is 'all'. */
export function pictureOf({ url, alt, className }, images) {
  const found = cardPicture(url, images, location.origin);
  const name = words(alt);
  if (!found.href) return instead(name, found.refused, className);
  const image = h('img', {
    class: className,
    src: found.href,
    alt: name,
    referrerpolicy: 'no-referrer',
    decoding: 'async',
    on: { error: () => image.replaceWith(instead(name, 'it could not be loaded', className)) },
  });
  return image;
}

function instead(name, reason, className) {
  const label = name || 'Picture';
  return h(
    'span',
    { class: ['ac-no-picture', className].filter(Boolean).join(' '), role: 'img', 'aria-label': label, title: reason },
    h('span', { 'aria-hidden': 'true' }, label),
  );
}
