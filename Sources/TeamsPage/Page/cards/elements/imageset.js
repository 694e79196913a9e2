import { h } from '../../base/dom.js';
import { choice } from '../cardshape.js';
import { drawImage } from './cardimage.js';

export function imageSet(node, context) {
  const size = choice(node.imageSize, ['medium', 'auto', 'stretch', 'small', 'large']);
  const style = choice(node.style, ['default', 'stacked', 'grid']);
  const element = h('div', { class: `ac-image-set ac-image-set-${style}` });
  const among = new Map([['image', (each, inside) => drawImage(each, inside, size === 'stretch' ? 'auto' : size)]]);
  context.items(node.images, `${context.pointer}/images`, element, { in: 'ImageSet', type: 'Image', among });
  return element;
}
