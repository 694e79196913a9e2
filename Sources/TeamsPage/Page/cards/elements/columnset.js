import { h } from '../../base/dom.js';
import { list } from '../../base/shape.js';
import { choice, pixels } from '../cardshape.js';
import { columnFlex, flexFor } from '../layout.js';
import { contents, dressBox, within } from './box.js';

const maxColumns = 60;

export function columnSet(node, context) {
  const row = h('div', { class: 'ac-columns' });
  const element = h('div', { class: 'ac-column-set' }, row);
  dressBox(element, node, context);
  const minWidth = pixels(node.minWidth);
  if (minWidth !== null) {
    row.style.minWidth = `${minWidth}px`;
    element.style.overflowX = 'auto';
    element.tabIndex = 0;
  }
  if (choice(node.horizontalAlignment, ['left', 'center', 'right'], '')) {
    row.style.justifyContent = flexFor(node.horizontalAlignment);
  }
  const all = list(node.columns);
  const { edges } = within(element, context).place;
  const last = Math.min(all.length, maxColumns) - 1;
  const draw = (each, inside) => {
    const index = Number(/\/columns\/(\d+)/.exec(inside.pointer.slice(context.pointer.length))?.[1]);
    return column(each, inside.at({ edges: { start: edges.start && index === 0, end: edges.end && index === last } }));
  };
  const among = new Map([['column', draw]]);
  context.items(all.slice(0, maxColumns), `${context.pointer}/columns`, row, {
    in: 'ColumnSet',
    type: 'Column',
    among,
  });
  if (all.length > maxColumns) {
    element.append(context.placeholder(`${all.length - maxColumns} columns`, `at most ${maxColumns} are drawn`));
  }
  return context.select(element, node.selectAction);
}

function column(node, context) {
  const element = h('div', { class: 'ac-column ac-box' });
  element.style.flex = columnFlex(node.width);
  dressBox(element, node, context);
  contents(element, node.items, `${context.pointer}/items`, context, node);
  return context.select(element, node.selectAction);
}
