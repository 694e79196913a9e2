// Receipt cards: facts, what was bought, and what it comes to.

import { h } from '../../base/dom.js';
import { list, name, record } from '../../base/shape.js';
import { cardButtons, tappable } from './cardbuttons.js';
import { cardHead, cardWords } from './herocard.js';
import { otherPicture } from './otherpicture.js';

const most = 100; // items and facts

export function receiptCard(content, context) {
  const sums = [['VAT', content.vat], ['Tax', content.tax], ['Total', content.total]];
  return h(
    'div',
    { class: 'hero-card' },
    tappable(
      h(
        'div',
        { class: 'receipt' },
        cardHead(content),
        pairs(list(content.facts).slice(0, most).map(record).map((each) => [each.key, each.value])),
        h('ul', { class: 'list-items' }, list(content.items).slice(0, most).map((each, index) => item(each, index))),
        pairs(sums.filter(([, value]) => value !== undefined && value !== null)),
      ),
      content.tap,
      '/tap',
      context,
      name(content.title),
    ),
    cardButtons(content.buttons, '/buttons', context),
  );

  function item(given, index) {
    const { title, subtitle, text, image, price, quantity, tap } = record(given);
    const url = record(image).url;
    const row = h(
      'div',
      { class: 'list-item' },
      url && otherPicture({ url, alt: record(image).alt, className: 'list-picture' }, context),
      h('div', null, cardHead({ title, subtitle }), cardWords(text)),
      h('p', { class: 'price' }, [amount(quantity) && `${amount(quantity)} × `, amount(price)]),
    );
    return h('li', null, tappable(row, content.tap ? null : tap, `/items/${index}/tap`, context, name(title)));
  }
}

/** A price as it was written. */
function amount(value) {
  return typeof value === 'number' ? String(value) : name(value);
}

function pairs(given) {
  const rows = given.flatMap(([key, value]) => [h('dt', null, name(key)), h('dd', null, amount(value))]);
  return rows.length ? h('dl', { class: 'receipt-facts' }, rows) : null;
}
