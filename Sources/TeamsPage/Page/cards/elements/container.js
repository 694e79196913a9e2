import { h } from '../../base/dom.js';
import { contents, dressBox } from './box.js';

export function container(node, context) {
  const element = h('div', { class: 'ac-container ac-box' });
  dressBox(element, node, context);
  contents(element, node.items, `${context.pointer}/items`, context, node);
  return context.select(element, node.selectAction);
}
