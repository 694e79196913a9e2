// How far something is: a bar, or a ring that turns for as long as it goes on.

import { h } from '../../base/dom.js';
import { choice, number, words } from '../cardshape.js';

export function progressBar(node) {
  const most = number(node.max);
  const end = most !== null && most > 0 ? most : 100;
  const value = number(node.value);
  const at = value === null ? null : Math.max(0, Math.min(end, value));
  const inside = h('div', { class: 'ac-progress-part' });
  if (at !== null) inside.style.width = `${(at / end) * 100}%`;
  return h('div', {
    class: `ac-progress ac-is-${choice(node.color, ['accent', 'good', 'warning', 'attention'])}${
      at === null ? ' ac-is-open' : ''
    }`,
    role: 'progressbar',
    'aria-label': words(node.label) || 'Progress',
    'aria-valuemin': '0',
    'aria-valuemax': String(end),
    'aria-valuenow': at === null ? null : String(at),
    'aria-valuetext': at === null ? null : `${Math.round((at / end) * 100)} %`,
  }, inside);
}

export function progressRing(node) {
  const label = words(node.label);
  const place = choice(node.labelPosition, ['below', 'above', 'before', 'after']);
  const size = choice(node.size, ['medium', 'tiny', 'small', 'large']);
  return h(
    'div',
    { class: `ac-ring-line ac-is-${place}` },
    h('span', { class: `ac-ring ac-is-${size}`, role: 'progressbar', 'aria-label': label || 'In progress' }),
    label ? h('span', { class: 'ac-ring-label', 'aria-hidden': 'true' }, label) : null,
  );
}
