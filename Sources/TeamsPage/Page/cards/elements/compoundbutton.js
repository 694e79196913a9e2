// A button with a title, a description, an icon and a badge.

import { h } from '../../base/dom.js';
import { isRecord, record } from '../../base/shape.js';
import { words } from '../cardshape.js';
import { fluentIcon } from '../fluenticon.js';

export function compoundButton(node, context) {
  const [title, description, badge] = [words(node.title), words(node.description), words(node.badge)];
  const icon = record(typeof node.icon === 'string' ? { name: node.icon } : node.icon);
  const element = h(
    'div',
    { class: 'ac-compound' },
    h(
      'div',
      { class: 'ac-compound-head' },
      icon.name ? fluentIcon(words(icon.name), { size: 'small', ...icon }) : null,
      h('span', { class: 'ac-compound-title' }, title),
      badge ? h('span', { class: 'ac-badge ac-is-accent ac-is-tint ac-is-rounded' }, badge) : null,
    ),
    description ? h('div', { class: 'ac-compound-text' }, description) : null,
  );
  const name = [title, badge, description].filter(Boolean).join(', ');
  if (isRecord(node.selectAction)) {
    context.select(element, node.selectAction, `${context.pointer}/selectAction`, name || 'Button');
    // Its name is what one reads on it, whatever its action is called.
    if (name) element.querySelector('.ac-select')?.setAttribute('aria-label', name);
  }
  return element;
}
