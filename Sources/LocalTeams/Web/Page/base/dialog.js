// Modal dialogs and their forms, with the browser's own <dialog>: focus is kept inside and comes back.

import { button, h } from './dom.js';
import { icon } from './icons.js';

let count = 0;

/** Opens a dialog; `content` is called with a function that closes it. */
export function openDialog(title, content, { wide } = {}) {
  count += 1;
  const id = `dialog-${count}`;
  const dialog = h('dialog', {
    class: wide ? 'wide' : null,
    'aria-labelledby': id,
    on: { close: () => dialog.remove() },
  });
  const close = () => dialog.close();
  dialog.append(
    h('header', null, h('h2', { id }, title), button('Close', close, { icon: icon('close'), class: 'icon-button' })),
    ...[content(close)].flat(),
  );
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector('input, select, textarea')?.focus();
  return dialog;
}

/**
 * A small form: fields, a button or more, and a line that says what came of it. `submit` gets the values by name and
 * returns that line; what it throws is shown as the problem. With `actions`, [name, submit] each, there is a button a
 * name.
 */
export function form({ label, fields = [], action, submit, actions = [[action, submit]], danger }) {
  const status = h('p', { class: 'status', role: 'status' });
  const buttons = actions.map(([name], place) =>
    h('button', { type: 'submit', class: danger ? 'danger' : place ? 'quiet' : 'primary' }, name)
  );
  const busy = (on) => {
    for (const each of buttons) each.disabled = on;
  };
  const element = h(
    'form',
    {
      class: 'small-form',
      'aria-label': label ?? action,
      on: {
        submit: async (event) => {
          event.preventDefault();
          const [, chosen] = actions[Math.max(buttons.indexOf(event.submitter), 0)];
          const given = values(element);
          busy(true);
          status.classList.remove('problem');
          status.textContent = '';
          try {
            status.textContent = (await chosen(given)) ?? 'Done.';
          } catch (error) {
            status.classList.add('problem');
            status.textContent = error.message;
          } finally {
            busy(false);
          }
        },
      },
    },
    fields,
    h('div', { class: 'row-of-buttons start' }, buttons),
    status,
  );
  return element;
}

function values(element) {
  const data = new FormData(element);
  const found = {};
  for (const name of new Set([...data.keys()])) found[name] = data.get(name).trim?.() ?? data.get(name);
  for (const group of element.querySelectorAll('[data-many]')) {
    found[group.dataset.many] = data.getAll(group.dataset.many);
  }
  return found;
}

export function textField(label, name, more = {}) {
  return h('label', null, h('span', null, label), h('input', { name, type: 'text', autocomplete: 'off', ...more }));
}

/** `options` are [value, text]. */
export function choice(label, name, options, more = {}) {
  return h(
    'label',
    null,
    h('span', null, label),
    h('select', { name, ...more }, options.map(([value, text]) => h('option', { value }, text))),
  );
}

export function checkboxes(label, name, options) {
  return h(
    'fieldset',
    { data: { many: name } },
    h('legend', null, label),
    options.map(([value, text]) =>
      h('label', { class: 'check' }, h('input', { type: 'checkbox', name, value }), h('span', null, text))
    ),
  );
}
