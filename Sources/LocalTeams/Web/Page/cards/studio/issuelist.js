// What the validator says of a card: a button for each, which shows the place.

import { h } from '../../base/dom.js';
import { cut } from '../../base/shape.js';

const words = { error: 'Error', warning: 'Warning', info: 'Hint' };
const most = 200;

/** {element, update}. `show(issue)` is called when someone presses one. */
export function issueList(show) {
  const count = h('p', { class: 'note', role: 'status' });
  const items = h('ul', { class: 'studio-issues' });
  const element = h(
    'section',
    { class: 'studio-field studio-check', 'aria-labelledby': 'studio-issues-title' },
    h('h2', { id: 'studio-issues-title' }, 'Issues'),
    count,
    items,
  );
  return {
    element,
    /** Shows issues, or in words why there are none: `problem`. */
    update(issues, problem = '') {
      const said = problem ||
        (issues.length === 0
          ? 'Nothing to say about this card.'
          : `${issues.length} ${issues.length === 1 ? 'issue' : 'issues'}${
            issues.length > most ? `, ${most} shown` : ''
          }`);
      if (count.textContent !== said) count.textContent = said;
      items.replaceChildren(
        ...issues.slice(0, most).map((issue) =>
          h(
            'li',
            null,
            h(
              'button',
              { type: 'button', class: 'studio-issue', title: issue.rule || null, on: { click: () => show(issue) } },
              h('span', { class: `studio-severity ${issue.severity}` }, words[issue.severity] ?? 'Hint'),
              h('span', { class: 'studio-message' }, cut(issue.message, 1000)),
              h('span', { class: 'studio-pointer' }, cut(issue.pointer, 200) || 'the whole card'),
            ),
          )
        ),
      );
    },
  };
}
