// A short word in a coloured shape.

import { h } from '../../base/dom.js';
import { choice, words } from '../cardshape.js';
import { fluentIcon } from '../fluenticon.js';

const styles = ['default', 'subtle', 'informative', 'accent', 'good', 'attention', 'warning'];

export function badge(node) {
  const text = words(node.text);
  const tip = words(node.tooltip);
  const style = choice(node.style, styles);
  const look = choice(node.appearance, ['filled', 'tint']);
  const shape = choice(node.shape, ['circular', 'rounded', 'square']);
  const size = choice(node.size, ['medium', 'large', 'extralarge']);
  const isAfter = choice(node.iconPosition, ['before', 'after']) === 'after';
  const icon = node.icon
    ? fluentIcon(words(node.icon), { size: size === 'medium' ? 12 : 16, label: text ? '' : tip || words(node.icon) })
    : null;
  const parts = [icon, text ? h('span', null, text) : null];
  return h(
    'div',
    { class: 'ac-badge-line' },
    h(
      'span',
      {
        class: ['ac-badge', ...[style, look, shape, size].map((each) => `ac-is-${each}`)].join(' '),
        title: tip || null,
      },
      isAfter ? parts.reverse() : parts,
    ),
  );
}
