// List cards: files, results and people under headings.

import { avatar } from '../../base/avatar.js';
import { h } from '../../base/dom.js';
import { icon } from '../../base/icons.js';
import { list, name, record, text } from '../../base/shape.js';
import { cardButtons, tappable } from './cardbuttons.js';
import { otherPicture } from './otherpicture.js';

const mostItems = 100;

export function listCard(content, context) {
  const given = list(content.items);
  const rows = given.slice(0, mostItems).map((each, index) => {
    const item = record(each);
    const title = name(item.title, name(item.id));
    if (text(item.type) === 'section') return h('li', { class: 'list-section' }, title);
    const row = h(
      'div',
      { class: 'list-item' },
      pictureOf(item, title, context),
      h(
        'div',
        null,
        h('p', { class: 'card-title' }, title || 'Without a title'),
        name(item.subtitle) && h('p', { class: 'note' }, name(item.subtitle)),
      ),
    );
    return h('li', null, tappable(row, item.tap, `/items/${index}/tap`, context, title));
  });
  return h(
    'div',
    { class: 'hero-card' },
    name(content.title) && h('p', { class: 'card-title' }, name(content.title)),
    h('ul', { class: 'list-items', 'aria-label': name(content.title, 'List') }, rows),
    given.length > mostItems && h('p', { class: 'note' }, `${given.length - mostItems} more items are not shown.`),
    cardButtons(content.buttons, '/buttons', context),
  );
}

function pictureOf(item, title, context) {
  if (item.icon) return otherPicture({ url: item.icon, alt: '', className: 'list-picture' }, context);
  if (text(item.type) === 'person') return avatar(title || '?');
  return text(item.type) === 'file' ? icon('attach') : null;
}
