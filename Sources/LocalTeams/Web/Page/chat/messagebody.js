// What a message shows, from its avatar to the small print under it.

import { avatar } from '../base/avatar.js';
import { cardDesk } from './carddesk.js';
import { deliveryNotes } from '../base/deliveries.js';
import { button, h, reconcile } from '../base/dom.js';
import { clockTime, fullTime } from '../base/format.js';
import { guarded, unshown } from '../base/guard.js';
import { icon } from '../base/icons.js';
import { nameOf } from '../base/names.js';
import { promptView } from './prompt.js';
import { quoteView } from './quote.js';
import { reactionPicker, reactionRow } from './reactionviews.js';
import { stopButton, streamedContent, streamingNote } from './streaming.js';

/**
 * The inside of a message's article. Each part is built anew only if what it shows has changed, so that a reaction that
 * arrives takes no button from under the pointer and closes nothing that is open. A part that cannot be built says so.
 */
export function messageBody(element, actions, cards) {
  const said = h('div', { class: 'said' });
  const bubble = h('div', { class: 'bubble' });
  const parts = new Map();
  const desk = cardDesk({ element, actions, ...cards });
  const part = (name, shows, build) => {
    const key = JSON.stringify([shows]);
    if (parts.get(name)?.key !== key) {
      parts.set(name, {
        key,
        node: guarded(build, () => unshown('A part of this message')),
      });
    }
    return parts.get(name).node;
  };
  const inspect = (id) => ({ key: 'Inspect', icon: 'inspect', click: () => actions.inspect(id) });
  const toolbar = (tools, ...more) =>
    h(
      'div',
      { class: 'tools', role: 'group', 'aria-label': 'Message actions' },
      tools.map(({ key, icon: picture, click, ...rest }) =>
        button(key, click, { icon: icon(picture), class: 'icon-button', 'data-key': key, ...rest })
      ),
      more,
    );

  return {
    update(given, { react, picking, editing, tools }) {
      const { message, mine, conversation, deliveries, chosen, state } = given;
      const {
        from,
        sent,
        deleted,
        onlyYou,
        quoted,
        prompt,
        attachments,
        suggestions,
        reactions,
        replies,
        warnings,
        faults,
      } = message;
      const bot = from.kind === 'bot';
      const people = reactions.map(({ users }) => users.slice(0, 4).map((each) => nameOf(state, each)));
      const inThread = conversation && !conversation.root && !onlyYou &&
        (conversation.kind === 'channel' || replies > 0);
      reconcile(
        said,
        [
          deleted && part('gone', mine, () => gone(message, mine, actions)),
          !deleted && prompt &&
          part('prompt', prompt, () => promptView(prompt, prompt.from.handle === state.me)),
          !deleted && quoted && part('quoted', quoted, () => quoteView(quoted, actions)),
          !deleted &&
          (editing ? editing.element : part(
            'content',
            [message.text, message.textFormat, message.streaming, message.informative],
            () => streamedContent(message),
          )),
          ...(deleted ? [] : desk.update(given)),
          !deleted && !chosen && suggestions.length > 0 &&
          part('suggestions', suggestions, () => suggested(message, actions)),
          !deleted && faults.length > 0 &&
          part(
            'faults',
            faults,
            () => unshown(message.text || attachments.length ? 'A part of this message' : 'This message', faults),
          ),
          message.streaming && !deleted && part('stop', '', () => stopButton(message, actions)),
          part('tools', [
            tools.map((each) => each.key),
            picking && reactions,
          ], () => toolbar(tools, picking && reactionPicker({ message, state, react }))),
        ].filter(Boolean),
      );
      reconcile(
        bubble,
        [
          part(
            'meta',
            [from.name, bot, sent, message.edited, deleted, message.alert, streamingNote(message)],
            () => meta(message, bot),
          ),
          onlyYou &&
          part('private', '', () => h('p', { class: 'private' }, icon('eye'), 'Only you can see this message')),
          said,
          !onlyYou && !deleted && reactions.length > 0 &&
          part(
            'reactions',
            [reactions, people, picking],
            () => reactionRow({ message, state, react, concealed: picking }),
          ),
          inThread && part('thread', replies, () => threadLink(message, actions)),
          warnings.length > 0 &&
          part('warnings', warnings, () =>
            h(
              'div',
              { class: 'delivery', role: 'note' },
              warnings.map((each) => h('p', { class: 'warning' }, `Warning: ${each}`)),
            )),
          deliveries && part('deliveries', deliveries, () => deliveryNotes(deliveries, state)),
        ].filter(Boolean),
      );
      reconcile(element, [part('avatar', [from.name, bot], () => avatar(from.name, bot ? 'bot' : 'person')), bubble]);
    },
    /** The message as one that cannot be shown: who, when, and the way to its JSON. */
    updateUnshown(message) {
      parts.clear();
      desk.clear();
      said.replaceChildren(unshown('This message'), toolbar([inspect(message.id)]));
      bubble.replaceChildren(
        h(
          'div',
          { class: 'meta' },
          h('span', { class: 'who' }, message.from.name),
          guarded(() => clockTime(message.sent), () => null),
        ),
        said,
      );
      element.replaceChildren(h('span'), bubble);
    },
  };
}

function meta(message, bot) {
  return h(
    'div',
    { class: 'meta' },
    h('span', { class: 'who' }, message.from.name),
    bot && h('span', { class: 'badge' }, 'Bot'),
    message.sent &&
      h('time', { datetime: message.sent.toISOString(), title: fullTime(message.sent) }, clockTime(message.sent)),
    message.edited && !message.deleted && h('span', { class: 'note' }, 'Edited'),
    message.alert && h('span', { class: 'note alert' }, icon('bell'), 'Notification'),
    !message.deleted && streamingNote(message) && h('span', { class: 'note' }, streamingNote(message)),
  );
}

function gone({ id }, mine, actions) {
  return h(
    'p',
    { class: 'gone' },
    'This message has been deleted.',
    ' ',
    mine &&
      button('Undo', () => actions.undelete(id), {
        icon: icon('undo'),
        text: 'Undo',
        class: 'link',
        'data-key': 'Undo',
      }),
  );
}

function threadLink({ id, replies }, actions) {
  const count = replies ? `${replies} ${replies === 1 ? 'reply' : 'replies'}` : '';
  return button('Open thread', () => actions.openThread(id), {
    icon: icon('thread'),
    text: count || 'Open thread',
    'aria-label': ['Open thread', count].filter(Boolean).join(', '),
    class: 'link thread-link',
    'data-key': 'Open thread',
  });
}

function suggested(message, actions) {
  return h(
    'div',
    { class: 'suggestions', role: 'group', 'aria-label': 'Suggested actions' },
    message.suggestions.map((each) =>
      button(each.title, () => actions.suggest(message, each), {
        class: 'suggestion',
        'data-key': `suggest ${each.title}`,
      })
    ),
  );
}
