// What can be learnt of a card, below it: its JSON, the validator's issues, the design tool, and whether pictures come
// from elsewhere.

import { h } from '../base/dom.js';
import { pretty } from '../base/shape.js';
import { cardIssues } from './cardissues.js';
import { cardPictures, showPictures } from './cardpictures.js';

/** Closed at first, and made when it is opened. `desk` knows the message; `root()` is the card as it is drawn. */
export function cardFoot(attachment, desk, root) {
  const foot = h('details', { class: 'card-foot' }, h('summary', null, 'Card'));
  foot.addEventListener('toggle', () => {
    if (foot.open && foot.childElementCount === 1) foot.append(inside(attachment, desk, root));
    for (const each of foot.querySelectorAll('input')) each.checked = cardPictures() === 'all';
    if (foot.open) foot.scrollIntoView({ block: 'nearest' });
  });
  return foot;
}

function inside(attachment, desk, root) {
  const isAdaptive = /\.card\.adaptive$/i.test(attachment.contentType);
  const pictures = h('input', {
    type: 'checkbox',
    checked: cardPictures() === 'all',
    on: { change: () => showPictures(pictures.checked) },
  });
  return h(
    'div',
    { class: 'card-tools' },
    desk && isAdaptive && h('a', { href: desk.studio(attachment.index), target: '_blank' }, 'Open in design tool'),
    desk && isAdaptive && cardIssues({ check: () => desk.check(attachment.content), root }),
    desk && h('label', { class: 'check' }, pictures, h('span', null, 'Show pictures from elsewhere')),
    h(
      'details',
      null,
      h('summary', null, 'JSON of the card'),
      h('pre', { tabindex: 0, class: 'json' }, pretty(attachment.content)),
    ),
  );
}
