// Who cannot be reached, since when and why.

import { h } from '../base/dom.js';
import { instant } from '../base/format.js';
import { table } from '../base/parts.js';
import { pages } from './pages.js';

export function unreachableView({ api }) {
  const box = table('Who cannot be reached', ['Who or where', 'Reason', 'Since', 'Found out by'], []);
  const list = pages((page) => api.unreachable(page), box.querySelector('tbody'), (items) => items.map(row), {
    empty: 'Everybody can be reached.',
  });
  list.restart();
  return {
    title: 'Unreachable',
    node: [
      h(
        'p',
        { class: 'note' },
        'Nothing more is sent there until somebody writes to the bot there, or installs the app again.',
      ),
      h('section', { class: 'panel', 'aria-label': 'Who cannot be reached' }, box, list.nodes),
    ],
  };
}

function row(item) {
  return h(
    'tr',
    null,
    h(
      'th',
      { scope: 'row', class: 'id theirs' },
      item.user ? h('a', { href: `#/preferences/${encodeURIComponent(item.user)}` }, item.user) : item.conversation,
      item.user ? h('p', { class: 'note' }, item.conversation) : null,
    ),
    h('td', null, item.reason),
    h('td', { class: 'number' }, instant(item.since)),
    h(
      'td',
      { class: 'id theirs' },
      item.notification
        ? h('a', { href: `#/notifications/${encodeURIComponent(item.notification)}` }, item.notification)
        : '',
    ),
  );
}
