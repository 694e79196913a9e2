// The message that another one answers.

import { h } from './dom.js';
import { preview } from './preview.js';

export function quoteView(quoted, actions) {
  const id = quoted.id ?? quoted.messageId;
  const name = quoted.name ?? quoted.senderName ?? quoted.from?.name ?? 'Someone';
  const gone = quoted.deleted || quoted.isReplyDeleted;
  const text = gone ? 'This message has been deleted.' : preview({ text: quoted.text ?? quoted.preview ?? '' }, 160);
  return h('button', { type: 'button', class: 'quoted', 'aria-label': `In reply to ${name}: ${text}`, 'data-key': 'quoted', on: { click: () => actions.show(id) } },
    h('span', { class: 'who' }, name), h('span', { class: 'quoted-text' }, text));
}
