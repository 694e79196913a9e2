// Sign-in and OAuth cards: each button opens the page where one signs in.

import { h } from '../../base/dom.js';
import { list, name, record, sentence } from '../../base/shape.js';
import { cardButtons } from './cardbuttons.js';

export function signInCard(content, context) {
  const connection = name(content.connectionName);
  return h(
    'div',
    { class: 'hero-card' },
    name(content.text) && h('p', { class: 'card-title' }, sentence(content.text)),
    connection && h('p', { class: 'note' }, `Connection: ${connection}`),
    cardButtons(list(content.buttons).map((each) => ({ title: 'Sign in', ...record(each) })), '/buttons', context),
  );
}
