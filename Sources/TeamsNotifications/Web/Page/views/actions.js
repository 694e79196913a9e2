// What can be done with a notification, each after a dialog that says how many people it touches.

import { parsed } from '../base/audience.js';
import { openDialog } from '../base/dialog.js';
import { button, h, write } from '../base/dom.js';
import { textArea } from '../base/fields.js';
import { form } from '../base/form.js';
import { live } from '../base/live.js';
import { consequence, isOver, kindOf, progressOf } from '../base/words.js';
import { drawCard } from './card.js';

const names = {
  pause: 'Pause',
  resume: 'Resume',
  cancel: 'Cancel',
  retry: 'Retry',
  edit: 'Edit',
  recall: 'Recall',
};

/** A button that asks first; `changed` is called when something was done. */
export function actionButton(action, api, id, changed) {
  return button(names[action], () => ask(action, api, id, changed), {
    class: ['cancel', 'recall'].includes(action) ? 'danger' : null,
    data: { action },
  });
}

function ask(action, api, id, changed) {
  const words = h('p', { id: 'consequence' }, 'Counting…');
  const title = h('p', { class: 'row-line theirs' });
  const place = h('div');
  let request;
  let planned;
  const count = live(async () => {
    const notification = await api.notification(id);
    request ??= await api.request(id);
    const reasons = action === 'retry' ? await api.reasons(id) : { items: [] };
    const again = reasons.items.reduce((sum, reason) => sum + (reason.retried ? reason.count : 0), 0);
    const none = !progressOf(notification).all && !isOver(notification);
    if (none) planned ??= await meant(api, request);
    write(title, `${notification.title} – to ${notification.audience}`);
    words.className = '';
    write(words, consequence(action, none ? planned : notification, kindOf(request.audience), again));
    if (!place.hasChildNodes()) offer();
    return 2000;
  }, (error) => {
    words.className = 'problem';
    write(words, error.message);
  });
  const dialog = openDialog(`${names[action]} this notification?`, () => [title, words, place], {
    wide: action === 'edit',
    closed: count.stop,
  });

  /** The way to do it, once it is said how many it touches. */
  function offer() {
    const done = () => {
      dialog.close();
      changed();
    };
    place.append(
      ...action === 'edit' ? editForm(api, id, request.content, done) : [confirmation(action, api, id, done, dialog)],
    );
    const first = place.querySelector('textarea, button');
    first?.setAttribute('aria-describedby', words.id);
    first?.focus();
  }
}

/** As many as a dry run counts, for a notification that has not been planned yet. */
async function meant(api, { audience, content, category }) {
  try {
    const { recipients } = await api.plan({ audience, content, ...(category ? { category } : {}) });
    return { counts: { planned: recipients } };
  } catch {
    return { counts: {}, isUnknown: true };
  }
}

function confirmation(action, api, id, done, dialog) {
  const element = form(`${names[action]} this notification`, [], [
    {
      name: action === 'cancel' ? 'Cancel it' : action === 'pause' ? 'Pause it' : `${names[action]} it`,
      kind: ['cancel', 'recall'].includes(action) ? 'danger' : 'primary',
      run: async () => {
        await (action === 'recall' ? api.recall(id) : api.steer(id, action));
        done();
      },
    },
  ]);
  element.querySelector('.buttons').append(button('Leave it', () => dialog.close()));
  return element;
}

function editForm(api, id, content, done) {
  const isText = content.text !== undefined;
  const field = isText
    ? textArea('New text', 'text', { rows: 5, value: content.text })
    : textArea('New content as JSON', 'content', {
      rows: 14,
      class: 'code',
      value: JSON.stringify(content, null, 2),
    });
  const seen = h('div', { 'aria-live': 'polite' });
  const given = ({ text, content: json }) => isText ? { ...content, text } : parsed(json, 'content', 'The content');
  const element = form('New content', [
    field,
    isText ? null : h(
      'p',
      { class: 'note' },
      'Data of single recipients are not shown here. What is given here stands in place of all that was.',
    ),
  ], [
    {
      name: 'Save',
      kind: 'primary',
      run: async (values) => {
        await api.edit(id, given(values));
        done();
      },
    },
    {
      name: 'Preview',
      run: async (values) => {
        const { card, text, language } = await api.preview({ content: given(values) });
        seen.replaceChildren(...card ? drawCard(card, language) : [h('p', { class: 'content theirs' }, text)]);
        return '';
      },
    },
  ], {
    fieldOf: (error) => error.field ?? (error.pointer === undefined ? null : isText ? 'text' : 'content'),
    wordsOf: ({ pointer, message }) => pointer && !isText ? `${pointer}: ${message}` : message,
  });
  // Beside the form: what is typed into a card is no part of it.
  return [element, seen];
}
