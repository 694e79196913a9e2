// What became of a notification in each conversation, with a filter, page by page.

import { button, h } from '../base/dom.js';
import { instant } from '../base/format.js';
import { table } from '../base/parts.js';
import { deliveryStates } from '../base/words.js';
import { pages } from './pages.js';
import { stateBadge } from './progress.js';

export function deliveriesPanel(api, id) {
  const choice = h(
    'select',
    { on: { change: () => list.restart() } },
    [['', 'All'], ['failed,unknown,skipped', 'did not arrive'], ...deliveryStates.map((state) => [state, state])].map((
      [value, text],
    ) => h('option', { value }, text)),
  );
  const box = table('Deliveries', ['Recipient', 'State', 'Reason', 'Attempts', 'Read or acted'], []);
  const problem = h('p', { class: 'problem', role: 'alert' });
  const list = pages((page) => api.deliveries(id, { state: choice.value, ...page }), box.querySelector('tbody'), draw);
  const node = h(
    'section',
    { class: 'panel', 'aria-label': 'Deliveries' },
    h('h2', null, 'Deliveries'),
    h(
      'div',
      { class: 'filters' },
      h('label', null, h('span', null, 'State of the deliveries'), choice),
      button('Refresh', () => list.restart()),
      button('Download as CSV', async () => {
        problem.textContent = '';
        try {
          download(await api.table(id, { state: choice.value }), `${id}.csv`);
        } catch (error) {
          problem.textContent = error.message;
        }
      }),
    ),
    problem,
    box,
    list.nodes,
  );
  list.restart();
  return {
    node,
    /** Shows those of a state. */
    filter: (state) => {
      choice.value = state;
      list.restart();
      choice.focus();
    },
  };
}

function draw(items) {
  return items.map((item) =>
    h(
      'tr',
      null,
      h(
        'td',
        { class: 'id theirs' },
        item.user
          ? h('a', { href: `#/preferences/${encodeURIComponent(item.user)}` }, item.user)
          : item.conversation ?? 'a chat to be opened',
      ),
      h('td', null, stateBadge(item.state)),
      h('td', { class: 'theirs' }, item.code ?? ''),
      h('td', { class: 'number' }, attemptsWords(item.attempts)),
      h(
        'td',
        { class: 'number' },
        [item.readAt && `read ${instant(item.readAt)}`, item.actedAt && `acted ${instant(item.actedAt)}`].filter(
          Boolean,
        ).join(', '),
      ),
    )
  );
}

/** `201 at 28 Nov 2026, 09:41:07, after 2 attempts` */
function attemptsWords(attempts) {
  const last = attempts.at(-1);
  if (!last) return '';
  const status = last.status ?? 'no answer';
  return `${status} at ${instant(last.at)}${attempts.length > 1 ? `, after ${attempts.length} attempts` : ''}`;
}

function download(blob, name) {
  const address = URL.createObjectURL(blob);
  const link = h('a', { href: address, download: name, hidden: true });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60_000); // the browser reads it a little later
}
