// The text of one's own message, open for a change in its place.

import { button, h } from '../base/dom.js';
import { mentionable } from '../base/names.js';
import { decodeMentions, encodeMentions } from '../base/mentions.js';
import { writingField } from './writing.js';

export function editor({ message, conversation, state, save, cancel }) {
  const candidates = () => mentionable(state, conversation);
  const finish = () => {
    const text = writing.text.trim();
    if (text && text !== decodeMentions(message.text).trim()) save(encodeMentions(text, candidates()).text);
    else cancel();
  };
  const writing = writingField({
    label: 'Edit text',
    candidates,
    submit: finish,
    key: (event) => {
      if (event.key === 'Escape') {
        event.preventDefault();
        event.stopPropagation();
        cancel();
      }
    },
  });
  writing.text = decodeMentions(message.text);
  writing.field.dataset.key = 'editor';
  const element = h(
    'div',
    { class: 'editor' },
    writing.element,
    h(
      'div',
      { class: 'row-of-buttons' },
      button('Cancel', cancel, { class: 'quiet' }),
      button('Save', finish, { class: 'primary' }),
    ),
  );
  return {
    element,
    focus() {
      writing.focusEnd();
      writing.grow();
    },
  };
}
