// Modal dialogs and forms, with the browser's own <dialog>: focus is kept inside and comes back.

import { button, h } from './dom.js';

let number = 0;

/** Opens a dialog; `content` is called with a function that closes it. `closed` hears that it is closed. */
export function openDialog(title, content, { wide, closed } = {}) {
  number += 1;
  const id = `dialog-${number}`;
  const before = document.activeElement;
  const dialog = h('dialog', {
    class: wide ? 'wide' : null,
    'aria-labelledby': id,
    on: {
      close: () => {
        dialog.remove();
        closed?.();
        if (before?.isConnected) before.focus();
      },
    },
  });
  const close = () => dialog.close();
  dialog.append(
    h('header', null, h('h2', { id }, title), button('×', close, { class: 'close', 'aria-label': 'Close' })),
    ...[content(close)].flat(Infinity).filter(Boolean),
  );
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** What is wrong with a field, for a form to say beside it. */
export class FieldError extends Error {
  constructor(field, message) {
    super(message);
    this.field = field;
  }
}

/**
 * A form: fields, buttons, and a line that says what came of it. `actions` are {name, run, kind}; `run` gets the values
 * by name, and returns that line. What it throws is shown beside the field that `fieldOf(error)` names, else there.
 */
export function form(label, fields, actions, { fieldOf = (error) => error.field } = {}) {
  const status = h('p', { class: 'status', role: 'status' });
  const buttons = actions.map(({ name, kind }) => h('button', { type: 'submit', class: kind }, name));
  const element = h('form', { class: 'form', 'aria-label': label, novalidate: true });
  element.addEventListener('submit', async (event) => {
    event.preventDefault();
    const chosen = actions[Math.max(buttons.indexOf(event.submitter), 0)];
    for (const each of buttons) each.disabled = true;
    status.classList.remove('problem');
    status.textContent = '';
    forgive(element);
    try {
      status.textContent = (await chosen.run(values(element))) ?? '';
    } catch (error) {
      const name = fieldOf(error);
      const field = name && element.querySelector(`[name="${CSS.escape(name)}"]`);
      if (field && !field.closest('[hidden]')) blame(field, error.message);
      else {
        status.classList.add('problem');
        status.textContent = error.message;
      }
    } finally {
      for (const each of buttons) each.disabled = false;
    }
  });
  element.append(...fields.flat().filter(Boolean), h('div', { class: 'buttons' }, buttons), status);
  return element;
}

function values(element) {
  const found = {};
  for (const [name, value] of new FormData(element)) found[name] = value.trim?.() ?? value;
  return found;
}

function forgive(element) {
  for (const each of element.querySelectorAll('.field-problem')) each.remove();
  for (const each of element.querySelectorAll('[aria-invalid]')) {
    each.removeAttribute('aria-invalid');
    each.removeAttribute('aria-describedby');
  }
}

/** Says beside a field what is wrong with it. */
function blame(field, message) {
  number += 1;
  const id = `problem-${number}`;
  field.setAttribute('aria-invalid', 'true');
  field.setAttribute('aria-describedby', id);
  (field.closest('label') ?? field).after(h('p', { id, class: 'field-problem problem' }, message));
  field.closest('details')?.setAttribute('open', '');
  field.focus();
}

export function textField(label, name, more = {}) {
  return h('label', null, h('span', null, label), h('input', { name, type: 'text', autocomplete: 'off', ...more }));
}

export function textArea(label, name, more = {}) {
  return h('label', null, h('span', null, label), h('textarea', { name, rows: 3, spellcheck: 'false', ...more }));
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
