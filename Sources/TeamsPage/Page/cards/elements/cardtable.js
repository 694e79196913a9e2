// Tables, as a grid with the roles of one: its columns may have weights beside pixels, which a <table> cannot mix.

import { h } from '../../base/dom.js';
import { list, record } from '../../base/shape.js';
import { choice, isNo, pixels } from '../cardshape.js';
import { flexFor, trackOf } from '../layout.js';
import { align } from '../visibility.js';
import { contents, dressBox, styles } from './box.js';

const maxRows = 300;
const maxColumns = 60;

export function table(node, context) {
  const rows = list(node.rows);
  const columns = list(node.columns).slice(0, maxColumns).map(record);
  const most = Math.max(1, columns.length, ...rows.slice(0, maxRows).map((each) => list(record(each).cells).length));
  const across = Math.min(most, maxColumns);
  const grid = h('div', { class: 'ac-table', role: 'table' });
  const tracks = Array.from({ length: across }, (_, index) => trackOf(columns[index]?.width));
  grid.style.gridTemplateColumns = tracks.join(' ');
  grid.classList.add(`ac-lines-${choice(node.gridStyle, styles)}`);
  if (!isNo(node.showGridLines)) grid.classList.add('ac-grid-lines');
  const element = h('div', { class: 'ac-table-box' }, grid);
  dressBox(element, { ...node, style: undefined }, context);
  const minWidth = pixels(node.minWidth);
  if (minWidth !== null) grid.style.minWidth = `${minWidth}px`;
  if (minWidth !== null || columns.some((each) => pixels(each.width) !== null)) {
    element.style.overflowX = 'auto'; // it may be wider than the card
    element.tabIndex = 0;
  }
  const hasHead = !isNo(node.firstRowAsHeaders ?? node.firstRowAsHeader);
  let index = 0;
  const row = (each, inside) => {
    const isHead = hasHead && index === 0;
    index += 1;
    return drawRow(each, inside, { table: node, columns, across, isHead });
  };
  const among = new Map([['tablerow', row]]);
  context.items(rows.slice(0, maxRows), `${context.pointer}/rows`, grid, { in: 'Table', type: 'TableRow', among });
  if (!grid.querySelector('[role="row"]')) grid.removeAttribute('role');
  for (const each of grid.children) {
    if (!each.hasAttribute('role') || each.matches('.ac-placeholder')) inRow(each, grid);
  }
  if (rows.length > maxRows) {
    element.append(context.placeholder(`${rows.length - maxRows} rows`, `at most ${maxRows} are drawn`));
  }
  return element;
}

/** What stands for a row that is none: it takes the table's whole width. */
function inRow(element, grid) {
  element.classList.add('ac-whole-row');
  if (!grid.hasAttribute('role') || element.getAttribute('role') === 'row') return;
  const cell = h('div', { role: 'cell' });
  const row = h('div', { role: 'row', class: 'ac-whole-row' }, cell);
  element.replaceWith(row);
  cell.append(element);
}

function drawRow(node, context, place) {
  const element = h('div', { class: 'ac-row', role: 'row' });
  dressBox(element, { style: node.style }, context);
  element.classList.remove('ac-padded');
  if (place.isHead) element.classList.add('ac-head');
  let index = 0;
  const among = new Map([['tablecell', (each, inside) => {
    index += 1;
    return drawCell(each, inside, { ...place, row: node, column: place.columns[index - 1] ?? {} });
  }]]);
  const cells = list(node.cells).slice(0, place.across);
  context.items(cells, `${context.pointer}/cells`, element, { in: 'TableRow', type: 'TableCell', among });
  for (const each of [...element.children]) {
    if (/cell|columnheader/.test(each.getAttribute('role') ?? '')) continue;
    const cell = h('div', { role: 'cell', class: 'ac-cell' });
    each.replaceWith(cell);
    cell.append(each);
  }
  if (!element.childElementCount) element.append(h('div', { role: 'cell' }));
  return element;
}

function drawCell(node, context, { table, row, column, isHead }) {
  const inner = h('div', { class: 'ac-box ac-cell-box' });
  const element = h('div', { class: 'ac-cell', role: isHead ? 'columnheader' : 'cell' }, inner);
  const across = row.horizontalCellContentAlignment ?? column.horizontalCellContentAlignment ??
    table.horizontalCellContentAlignment;
  align(inner, across);
  const down = node.verticalContentAlignment ?? row.verticalCellContentAlignment ??
    column.verticalCellContentAlignment ?? table.verticalCellContentAlignment;
  dressBox(element, { ...node, verticalContentAlignment: undefined }, context);
  element.classList.remove('ac-padded');
  contents(inner, node.items, `${context.pointer}/items`, context, { ...node, verticalContentAlignment: down });
  if (choice(down, ['top', 'center', 'bottom'], '')) inner.style.justifyContent = flexFor(down);
  const isNamed = inner.textContent.trim() || inner.querySelector('[aria-label], img[alt]:not([alt=""])');
  if (isHead && !isNamed) element.setAttribute('role', 'cell');
  return context.select(element, node.selectAction);
}
