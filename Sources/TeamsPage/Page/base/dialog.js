// Modal dialogs, with the browser's own <dialog>: focus is kept inside and comes back.

import { button, h } from './dom.js';
import { icon } from './icons.js';

let count = 0;

/** Opens a dialog; `content` is called with a function that closes it. `closed` hears that it is closed. */
export function openDialog(title, content, { wide, closed } = {}) {
  count += 1;
  const id = `dialog-${count}`;
  const before = document.activeElement;
  const dialog = h('dialog', {
    class: wide ? 'wide' : null,
    'aria-labelledby': id,
    on: {
      close: () => {
        dialog.remove();
        closed?.();
        if (before?.isConnected && document.activeElement === document.body) before.focus();
      },
    },
  });
  const close = () => dialog.close();
  dialog.append(
    h('header', null, h('h2', { id }, title), button('Close', close, { icon: icon('close'), class: 'icon-button' })),
    ...[content(close)].flat(Infinity).filter(Boolean),
  );
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector('input, select, textarea')?.focus();
  return dialog;
}
