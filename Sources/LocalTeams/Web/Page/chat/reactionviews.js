// Reactions under a message, and the picker of those that can be given. Each button is called by the reaction's name.

import { button, h } from '../base/dom.js';
import { listed } from '../base/format.js';
import { reactionPicture } from '../base/icons.js';
import { nameOf } from '../base/names.js';
import { offered, reactionCharacter, reactionName } from './reactions.js';

/** The reactions that a message has. While the picker is open they make way for it, so that each name stands once. */
export function reactionRow({ message, state, react, concealed }) {
  return h(
    'div',
    { class: `reactions${concealed ? ' concealed' : ''}`, role: 'group', 'aria-label': 'Reactions' },
    message.reactions.map(({ type, users }) => {
      const mine = users.includes(state.me);
      const who = listed(users.map((each) => (each === state.me ? 'you' : nameOf(state, each))), 4);
      return h(
        'button',
        {
          type: 'button',
          class: 'reaction',
          'aria-label': reactionName(type),
          'aria-pressed': String(mine),
          'aria-description': `${users.length}: ${who}`,
          title: `${reactionName(type)}: ${who}`,
          'data-key': `reaction ${type}`,
          on: { click: () => react(type) },
        },
        face(type),
        h('span', { class: 'count' }, String(users.length)),
      );
    }),
  );
}

export function reactionPicker({ message, state, react }) {
  const mine = (type) => message.reactions.some((each) => each.type === type && each.users.includes(state.me));
  return h(
    'div',
    { class: 'picker', role: 'group', 'aria-label': 'Reactions to give' },
    offered.map((type) =>
      button(reactionName(type), () => react(type), {
        icon: face(type),
        class: 'icon-button',
        'aria-pressed': String(mine(type)),
        'data-key': `pick ${type}`,
      })
    ),
  );
}

function face(type) {
  return reactionPicture(type) ?? h('span', { 'aria-hidden': 'true' }, reactionCharacter(type) ?? reactionName(type));
}
