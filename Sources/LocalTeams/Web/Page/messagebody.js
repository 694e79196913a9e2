// What a message shows, from its avatar to the small print under it.

import { attachmentList } from './attachments.js';
import { avatar } from './avatar.js';
import { deliveryNotes } from './deliveries.js';
import { button, h } from './dom.js';
import { clockTime, fullTime } from './format.js';
import { icon } from './icons.js';
import { contentTree } from './preview.js';
import { quoteView } from './quote.js';
import { reactionPicker, reactionRow } from './reactionviews.js';
import { render } from './richtext.js';
import { sender } from './store.js';

export function messageBody({ message, mine, sent, conversation, deliveries, state }, { actions, react, picking, editing, tools }) {
  const bot = message.from?.kind === 'bot';
  const name = sender(message);
  return [
    avatar(name, bot ? 'bot' : 'person'),
    h('div', { class: 'bubble' },
      h('div', { class: 'meta' },
        h('span', { class: 'who' }, name), bot && h('span', { class: 'badge' }, 'Bot'),
        h('time', { datetime: message.sentAt, title: fullTime(sent) }, clockTime(sent)),
        message.edited && !message.deleted && h('span', { class: 'note' }, 'Edited'),
        message.alert && h('span', { class: 'note alert' }, icon('bell'), 'Notification'),
        message.streaming && h('span', { class: 'note' }, 'Streaming…')),
      message.onlyYou && h('p', { class: 'private' }, icon('eye'), 'Only you can see this message'),
      h('div', { class: 'said' },
        message.deleted ? gone(message, mine, actions) : [
          message.quoted && quoteView(message.quoted, actions),
          editing ? editing.element : h('div', { class: 'content' }, render(contentTree(message))),
          attachmentList(message),
          suggestions(message, actions),
        ],
        h('div', { class: 'tools', role: 'group', 'aria-label': 'Message actions' }, tools, picking && reactionPicker({ message, state, react }))),
      !message.onlyYou && !message.deleted && reactionRow({ message, state, react, concealed: picking }),
      conversation?.kind === 'channel' && !conversation.root && !message.onlyYou && threadLink(message, actions),
      message.warnings?.length > 0 && h('div', { class: 'delivery', role: 'note' }, message.warnings.map((each) => h('p', { class: 'warning' }, `Teams would refuse this: ${each}`))),
      deliveryNotes(deliveries, state)),
  ];
}

function gone({ id }, mine, actions) {
  return h('p', { class: 'gone' }, 'This message has been deleted.', ' ',
    mine && button('Undo', () => actions.undelete(id), { icon: icon('undo'), text: 'Undo', class: 'link', 'data-key': 'Undo' }));
}

function threadLink({ id, replies }, actions) {
  const count = replies ? `${replies} ${replies === 1 ? 'reply' : 'replies'}` : '';
  return button('Open thread', () => actions.openThread(id), { icon: icon('thread'), text: count || 'Open thread', 'aria-label': ['Open thread', count].filter(Boolean).join(', '), class: 'link thread-link', 'data-key': 'Open thread' });
}

function suggestions(message, actions) {
  const offered = message.suggestedActions?.actions ?? message.suggestedActions ?? [];
  if (!offered.length) return null;
  return h('div', { class: 'suggestions', role: 'group', 'aria-label': 'Suggested actions' },
    offered.map((each) => button(each.title, () => actions.suggest(message, each), { class: 'suggestion', 'data-key': `suggest ${each.title}` })));
}
