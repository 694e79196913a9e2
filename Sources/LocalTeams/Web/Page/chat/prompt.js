// The private message that an answer is about, above the answer. Who wrote it reads it; the others learn only who
// asked.

import { h } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { preview } from '../base/preview.js';

export function promptView(prompt, isMine) {
  const words = prompt.text ? preview(prompt, 160) : '';
  const line = isMine ? 'You asked in private' : `${prompt.from.name} asked in private`;
  return h(
    'p',
    { class: 'prompt', role: 'note', 'aria-label': words ? `${line}: ${words}` : line },
    icon('lock'),
    h('span', { class: 'who' }, line),
    words && h('span', { class: 'quoted-text' }, words),
  );
}
