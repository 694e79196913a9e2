// What a message shows, from its avatar to the small print under it.

import { attachmentList } from './attachments.js';
import { avatar } from './avatar.js';
import { deliveryNotes } from './deliveries.js';
import { button, h, reconcile } from './dom.js';
import { clockTime, fullTime } from './format.js';
import { icon } from './icons.js';
import { nameOf } from './names.js';
import { contentTree } from './preview.js';
import { quoteView } from './quote.js';
import { reactionPicker, reactionRow } from './reactionviews.js';
import { render } from './richtext.js';
import { sender } from './store.js';

/**
 * The inside of a message's article. Each part is built anew only if what it shows has changed, so that a reaction that
 * arrives takes no button from under the pointer and closes nothing that is open.
 */
export function messageBody(element, actions) {
  const said = h('div', { class: 'said' });
  const bubble = h('div', { class: 'bubble' });
  const parts = new Map();
  const part = (name, shows, build) => {
    const key = JSON.stringify([shows]);
    if (parts.get(name)?.key !== key) parts.set(name, { key, node: build() });
    return parts.get(name).node;
  };

  return { update({ message, mine, sent, conversation, deliveries, state }, { react, picking, editing, tools }) {
    const bot = message.from?.kind === 'bot';
    const name = sender(message);
    const { deleted, onlyYou, quoted, attachments, suggestedActions, reactions, replies, warnings } = message;
    const people = (reactions ?? []).flatMap((each) => each.users).map((each) => nameOf(state, each));
    const inThread = conversation?.kind === 'channel' && !conversation.root && !onlyYou;
    reconcile(said, [
      deleted && part('gone', mine, () => gone(message, mine, actions)),
      !deleted && quoted && part('quoted', quoted, () => quoteView(quoted, actions)),
      !deleted && (editing ? editing.element : part('content', [message.text, message.textFormat], () => h('div', { class: 'content' }, render(contentTree(message))))),
      !deleted && attachments?.length && part('attachments', attachments, () => attachmentList(message)),
      !deleted && suggestedActions && part('suggestions', suggestedActions, () => suggestions(message, actions)),
      part('tools', [tools.map((each) => each.key), picking && reactions], () => h('div', { class: 'tools', role: 'group', 'aria-label': 'Message actions' },
        tools.map(({ key, icon: picture, click, ...more }) => button(key, click, { icon: icon(picture), class: 'icon-button', 'data-key': key, ...more })),
        picking && reactionPicker({ message, state, react }))),
    ].filter(Boolean));
    reconcile(bubble, [
      part('meta', [name, bot, sent, message.edited, deleted, message.alert, message.streaming], () => meta(message, name, bot, sent)),
      onlyYou && part('private', '', () => h('p', { class: 'private' }, icon('eye'), 'Only you can see this message')),
      said,
      !onlyYou && !deleted && reactions?.length && part('reactions', [reactions, people, picking], () => reactionRow({ message, state, react, concealed: picking })),
      inThread && part('thread', replies, () => threadLink(message, actions)),
      warnings?.length && part('warnings', warnings, () => h('div', { class: 'delivery', role: 'note' }, warnings.map((each) => h('p', { class: 'warning' }, `Teams would refuse this: ${each}`)))),
      deliveries && part('deliveries', deliveries, () => deliveryNotes(deliveries, state)),
    ].filter(Boolean));
    reconcile(element, [part('avatar', [name, bot], () => avatar(name, bot ? 'bot' : 'person')), bubble]);
  } };
}

function meta(message, name, bot, sent) {
  return h('div', { class: 'meta' },
    h('span', { class: 'who' }, name), bot && h('span', { class: 'badge' }, 'Bot'),
    h('time', { datetime: message.sentAt, title: fullTime(sent) }, clockTime(sent)),
    message.edited && !message.deleted && h('span', { class: 'note' }, 'Edited'),
    message.alert && h('span', { class: 'note alert' }, icon('bell'), 'Notification'),
    message.streaming && h('span', { class: 'note' }, 'Streaming…'));
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
