// A dialog of a bot (`task/fetch`): a card with its form, or the address of a web page. What the bot answers to the
// form takes the dialog's place: another dialog, words, or nothing, and then it closes.

import { renderCard } from '../cards/renderer.js';
import { safeAddress } from '../base/address.js';
import { openDialog } from '../base/dialog.js';
import { button, h } from '../base/dom.js';
import { dialogData, dialogSide } from './cardanswer.js';

/**
 * `submit(id, data)` gives what came of it, `search(id, given)` the choices; `said(words)` shows what the bot said once
 * the dialog is closed.
 */
export function openTaskDialog(given, { submit, search, options, said }) {
  const body = h('div', { class: 'task-body' });
  const dialog = openDialog(given.title, () => [body]);
  dialog.classList.add('task');

  const show = (task) => {
    dialog.querySelector('h2').textContent = task.title;
    const [width, height] = [dialogSide(task.width, 'width'), dialogSide(task.height, 'height')];
    dialog.style.width = width ? `min(${width}px, 94vw)` : '';
    body.style.minHeight = height ? `min(${height}px, 70vh)` : '';
    body.replaceChildren(task.card ? card(task) : page(task));
    (body.querySelector('input, select, textarea, button, a[href]') ?? dialog.querySelector('button'))?.focus();
  };

  const card = (task) =>
    renderCard(task.card, {
      ...options,
      search: (asked) => search(task.id, asked),
      press: async ({ action, inputs }) => {
        const outcome = await submit(task.id, dialogData(action, inputs));
        if (outcome.error) return { error: outcome.error };
        setTimeout(() => {
          if (!dialog.open) return;
          if (outcome.dialog) show(outcome.dialog);
          else if (outcome.said) words(outcome.said);
          else dialog.close();
        });
        return {};
      },
    });

  const words = (text) => {
    const close = button('Close', () => dialog.close(), { class: 'primary' });
    body.style.minHeight = '';
    body.replaceChildren(h('p', { role: 'status' }, text), h('div', { class: 'row-of-buttons' }, close));
    close.focus();
    said?.(text);
  };

  show(given);
  return dialog;
}

/** Local Teams opens no page by itself: it says where it lies. */
function page({ url }) {
  const href = safeAddress(url);
  if (!href) return h('p', { class: 'problem' }, 'This dialog is a web page whose address cannot be opened.');
  return h(
    'div',
    null,
    h('p', null, 'This dialog is a web page, which Teams shows in a frame of its own.'),
    h('p', null, h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, href)),
  );
}
