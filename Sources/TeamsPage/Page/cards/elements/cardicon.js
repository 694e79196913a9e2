// An icon that stands alone. It is an ornament unless it can be pressed: then its action names it.

import { isRecord } from '../../base/shape.js';
import { h } from '../../base/dom.js';
import { words } from '../cardshape.js';
import { fluentIcon } from '../fluenticon.js';

export function cardIcon(node, context) {
  const action = isRecord(node.selectAction) ? node.selectAction : null;
  const picture = fluentIcon(words(node.name), node);
  if (!action) return h('div', { class: 'ac-icon-line' }, picture);
  const holder = h('div', { class: 'ac-icon-press' }, picture);
  const name = words(action.title) || words(action.tooltip) || words(node.name);
  context.select(holder, action, `${context.pointer}/selectAction`, name);
  return h('div', { class: 'ac-icon-line' }, holder);
}
