import { h } from '../../base/dom.js';
import { choice, count, isYes, words } from '../cardshape.js';
import { dressText } from './textlook.js';

export function textBlock(node, context) {
  if (!words(node.text).trim()) return null; // as Teams: it takes no room
  const inner = h('div', { class: 'ac-text-lines' }, context.inlineText(node.text));
  const element = h('div', { class: 'ac-text' }, inner);
  const style = choice(node.style, ['default', 'heading', 'columnheader']);
  dressText(element, node, style === 'default' ? {} : { size: 'large', weight: 'bolder' });
  if (style === 'heading') {
    element.setAttribute('role', 'heading');
    element.setAttribute('aria-level', '2');
  }
  if (!isYes(node.wrap)) element.classList.add('ac-one-line');
  const lines = count(node.maxLines, 1, 1_000);
  if (lines !== null && isYes(node.wrap)) {
    inner.classList.add('ac-clamped');
    inner.style.webkitLineClamp = String(lines);
  }
  return element;
}
