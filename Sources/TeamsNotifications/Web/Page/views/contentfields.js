// The fields for what a notification says, once for each language.

import { fieldName } from '../base/content.js';
import { button, h } from '../base/dom.js';
import { choice, textArea, textField } from '../base/fields.js';

const kinds = [['text', 'Text'], ['card', 'Card'], ['template', 'Template']];

/** `{node, arrange(values)}`; `changed` is called when a language was added or removed. */
export function contentFields(changed) {
  const known = [];
  const first = language(1, known);
  const others = new Map();
  const rest = h('div', { class: 'rows' });
  let last = 1;
  const add = button('Add a language', () => {
    last += 1;
    const number = last;
    const added = language(number, known);
    const group = h(
      'fieldset',
      null,
      h('legend', null, 'In another language'),
      added.nodes,
      h(
        'div',
        { class: 'buttons' },
        button('Remove this language', () => {
          others.delete(number);
          group.remove();
          changed();
          add.focus();
        }),
      ),
    );
    others.set(number, added);
    rest.append(group);
    changed();
    group.querySelector('input').focus();
  });
  return {
    node: h(
      'fieldset',
      null,
      h('legend', null, 'What'),
      first.nodes,
      rest,
      h('div', { class: 'buttons' }, add),
      h(
        'div',
        { class: 'side' },
        choice('Action to opt out, on a card', 'optOut', [
          ['', 'where people may opt out of the category'],
          ['always', 'always'],
          ['never', 'never'],
        ]),
      ),
      h(
        'label',
        { class: 'tick' },
        h('input', { type: 'checkbox', name: 'alert' }),
        h('span', null, 'Teams announces it with a notification of its own'),
      ),
    ),
    arrange: (values) => {
      for (const each of [first, ...others.values()]) each.arrange(values, others.size > 0);
    },
    /** Gives the names of the templates that there are. */
    offer: (names) => {
      known.push(...names);
      for (const each of [first, ...others.values()]) each.offer();
    },
  };
}

function language(number, known) {
  const name = (field) => fieldName(field, number);
  const tag = textField(
    number === 1 ? 'Language of this, and for all whose language is none of these' : 'Language, as sv or en-GB',
    name('tag'),
  );
  const templates = choice('Template', name('template'), []);
  const parts = {
    text: textArea('Text', name('text'), { rows: 5 }),
    card: textArea('Card as JSON', name('card'), { rows: 10, class: 'code' }),
    template: templates,
    data: textArea('Data for the names in the card, as JSON', name('data'), { class: 'code' }),
    people: textArea('Data for single people, by id, as JSON', name('people'), { class: 'code' }),
    summary: textField('Summary: what lists of chats show of a card', name('summary')),
  };
  const kind = h(
    'div',
    { role: 'radiogroup', 'aria-label': 'Kind of content' },
    kinds.map(([value, text], place) =>
      h(
        'label',
        { class: 'tick' },
        h('input', { type: 'radio', name: name('kind'), value, checked: place === 0 }),
        h('span', null, text),
      )
    ),
  );
  const offer = () =>
    templates.querySelector('select').replaceChildren(...known.map((each) => h('option', { value: each }, each)));
  offer();
  return {
    nodes: [tag, kind, Object.values(parts)],
    offer,
    arrange: (values, isOneOfSeveral) => {
      const chosen = values[name('kind')];
      tag.hidden = !isOneOfSeveral;
      for (const [part, node] of Object.entries(parts)) {
        node.hidden = ['text', 'card', 'template'].includes(part) ? part !== chosen : chosen === 'text';
      }
    },
  };
}
