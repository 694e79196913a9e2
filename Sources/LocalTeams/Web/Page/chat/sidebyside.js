// One message as each person of the conversation sees it, side by side: that is how one shows who sees a whisper.

import { avatar } from '../base/avatar.js';
import { openDialog } from '../base/dialog.js';
import { h } from '../base/dom.js';
import { guarded, unshown } from '../base/guard.js';
import { attachmentList } from './attachments.js';
import { nameOf } from '../base/names.js';
import { contentTree } from '../base/preview.js';
import { promptView } from './prompt.js';
import { quoteText } from './quote.js';
import { render } from '../base/richtext.js';

const most = 12; // people shown

/** Opens it. `viewOf(handle)` gives the message as that person's history has it, or null if it is not there. */
export function openSideBySide({ state, conversation, id, viewOf }) {
  const people = conversation.members.slice(0, most);
  const columns = people.map((handle) => {
    const body = h('div', { class: 'seen', 'aria-busy': 'true' }, h('p', { class: 'note' }, 'Loading…'));
    viewOf(handle).then(
      (message) => body.replaceChildren(message ? seen(message, handle) : unseen()),
      (error) => body.replaceChildren(h('p', { class: 'problem' }, error.message)),
    ).finally(() => body.setAttribute('aria-busy', 'false'));
    const name = nameOf(state, handle);
    return h(
      'li',
      { 'aria-label': name },
      h('div', { class: 'seen-by' }, avatar(name), h('strong', null, name), handle === state.me && ' (you)'),
      body,
    );
  });
  openDialog('As each person sees it', () =>
    [
      h('p', { class: 'note' }, `Message ${id} in ${conversation.name}.`),
      h('ul', { class: 'side-by-side', 'aria-label': 'People' }, columns),
      conversation.members.length > most &&
      h('p', { class: 'note' }, `The first ${most} of ${conversation.members.length} people.`),
    ].filter(Boolean), { wide: true });
}

function unseen() {
  return h('p', { class: 'note' }, 'Does not see it.');
}

function seen(message, handle) {
  const { deleted, onlyYou, edited, quoted, prompt, reactions, suggestions } = message;
  if (deleted) return h('p', { class: 'gone' }, 'This message has been deleted.');
  return guarded(
    () =>
      h(
        'div',
        null,
        onlyYou && h('p', { class: 'private' }, 'Only you can see this message'),
        prompt && promptView(prompt, prompt.from.handle === handle),
        quoted && h('p', { class: 'note' }, quoteText(quoted)),
        h('div', { class: 'content' }, render(contentTree(message))),
        attachmentList(message),
        h(
          'p',
          { class: 'note' },
          [
            edited && 'Edited',
            suggestions.length && `Suggested: ${suggestions.map((each) => each.title).join(', ')}`,
            reactions.length && `${reactions.length} kinds of reactions`,
          ].filter(Boolean).join(' · '),
        ),
      ),
    () => unshown('This message'),
  );
}
