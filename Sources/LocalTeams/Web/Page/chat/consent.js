// A bot asks whether it may bring a file. The person says yes or no, once; what they said stands there afterwards.

import { button, h } from '../base/dom.js';
import { name, record, whole } from '../base/shape.js';
import { sized } from './filerules.js';

export const consentType = 'application/vnd.microsoft.teams.card.file.consent';

/** `answer(accept)` is what the buttons do. Without it, and once it was answered, there are none. */
export function consentCard(attachment, answer) {
  const content = record(attachment.content);
  const file = attachment.name || 'A file';
  const size = whole(content.sizeInBytes);
  const asks = name(content.description);
  const says = (title, accept) =>
    button(title, () => answer(accept), { class: 'quiet', 'data-key': title, 'aria-label': `${title} ${file}` });
  return h(
    'figure',
    { class: 'card', 'aria-label': `File consent: ${file}` },
    h('figcaption', null, 'The bot wants to send a file'),
    h('p', { class: 'card-title' }, file, size !== null && ` (${sized(size)})`),
    asks && h('p', null, asks),
    attachment.consent
      ? h('p', { class: 'note' }, attachment.consent === 'accepted' ? 'You accepted it.' : 'You declined it.')
      : answer && h('div', { class: 'row-of-buttons start' }, says('Accept', true), says('Decline', false)),
  );
}
