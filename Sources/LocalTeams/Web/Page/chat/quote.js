// The message that another one answers.

import { h } from '../base/dom.js';
import { preview } from '../base/preview.js';

/** `In reply to Bo Ek: high water at six` */
export function quoteText(quoted) {
  return `In reply to ${quoted.name}: ${preview(quoted, 160)}`;
}

export function quoteView(quoted, actions) {
  const text = preview(quoted, 160);
  return h(
    'button',
    {
      type: 'button',
      class: 'quoted',
      'aria-label': quoteText(quoted),
      'data-key': 'quoted',
      on: { click: () => actions.show(quoted.id) },
    },
    h('span', { class: 'who' }, quoted.name),
    h('span', { class: 'quoted-text' }, text),
  );
}
