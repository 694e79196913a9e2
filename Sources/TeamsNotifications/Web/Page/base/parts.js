// The parts of which views are made: panels, facts, tables.

import { h } from './dom.js';

/** A part of a view, with a heading that names it. */
export function panel(title, ...content) {
  return h('section', { class: 'panel', 'aria-label': title }, h('h2', null, title), content);
}

/** Names and values; those without a value are left out. */
export function facts(pairs) {
  const known = pairs.filter(([, value]) => value !== undefined && value !== null && value !== '');
  return h(
    'dl',
    { class: 'facts' },
    known.map(([name, value]) => [h('dt', null, name), h('dd', { class: 'theirs' }, value)]),
  );
}

/** A table that scrolls in a box of its own; the first cell of a row names it. */
export function table(title, heads, rows) {
  return h(
    'div',
    { class: 'table-box', role: 'group', 'aria-label': title, tabindex: '0' },
    h(
      'table',
      { 'aria-label': title },
      h('thead', null, h('tr', null, heads.map((head) => h('th', { scope: 'col' }, head)))),
      h('tbody', null, rows),
    ),
  );
}
