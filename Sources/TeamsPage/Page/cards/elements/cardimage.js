import { h } from '../../base/dom.js';
import { name as lineOf } from '../../base/shape.js';
import { choice, color, pixels, words } from '../cardshape.js';

const sizes = ['auto', 'stretch', 'small', 'medium', 'large'];

export function image(node, context) {
  return drawImage(node, context, choice(node.size, sizes));
}

/** An image of one of the card's sizes; `imageSet` has its own for all. */
export function drawImage(node, context, size) {
  const alt = words(node.altText);
  const picture = context.picture({ url: themed(node, context), alt, className: 'ac-picture' });
  const frame = h('div', { class: `ac-image-frame ac-image-${size}` }, picture);
  const element = h('div', { class: 'ac-image' }, frame);
  const style = choice(node.style, ['default', 'person', 'roundedcorners']);
  if (style !== 'default') frame.classList.add(`ac-image-${style}`);
  const width = pixels(node.width);
  const height = pixels(node.height);
  if (width !== null || height !== null) {
    frame.classList.add('ac-image-sized');
    if (width !== null) frame.style.width = `${width}px`;
    if (height !== null) frame.style.height = `${height}px`;
    if (width !== null && height !== null) frame.classList.add('ac-image-both');
  }
  const fit = choice(node.fitMode, ['fill', 'cover', 'contain'], '');
  if (fit) frame.style.setProperty('--ac-fit', fit);
  const ground = color(node.backgroundColor);
  if (ground) frame.style.backgroundColor = ground;
  context.select(frame, node.selectAction, undefined, alt || lineOf(node.altText));
  return element;
}

/** The address for the card's theme, where the node has one. */
function themed(node, { options }) {
  const found = Array.isArray(node.themedUrls) &&
    node.themedUrls.find((each) => words(each?.theme).toLowerCase() === (options.theme ?? 'light'));
  return found && typeof found.url === 'string' ? found.url : node.url;
}
