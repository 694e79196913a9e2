// A picture of a card that is no Adaptive Card. From elsewhere it is fetched only if the reader has said so.

import { cardPicture } from '../cardaddress.js';
import { h } from '../../base/dom.js';
import { name } from '../../base/shape.js';

/** `context.images` is `all` when pictures of other machines may be fetched. */
export function otherPicture({ url, alt, className }, { images }) {
  const { href, refused } = cardPicture(url, images, location.origin);
  const label = name(alt);
  if (!href) return withheld(label, className, refused);
  const image = h('img', { class: className, alt: label, loading: 'lazy', referrerpolicy: 'no-referrer' });
  image.addEventListener('error', () => image.replaceWith(withheld(label, className, 'it could not be loaded')));
  image.src = href;
  return image;
}

/** What stands for a picture that is not fetched. */
function withheld(label, className, why) {
  const said = `${label || 'Picture'}: not shown, ${why}`;
  return h(
    'span',
    { class: `${className} withheld`, role: 'img', 'aria-label': said, title: said },
    label || 'Picture',
  );
}
