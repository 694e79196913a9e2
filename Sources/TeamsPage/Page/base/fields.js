// The fields of forms, and what is wrong with them.

import { h } from './dom.js';

let count = 0;

/** What is wrong with a field, for a form to say beside it. */
export class FieldError extends Error {
  constructor(field, message) {
    super(message);
    this.field = field;
  }
}

/** Says beside a field what is wrong with it. */
export function blame(field, message) {
  count += 1;
  const id = `problem-${count}`;
  field.setAttribute('aria-invalid', 'true');
  field.setAttribute('aria-describedby', id);
  (field.closest('label') ?? field).after(h('p', { id, class: 'field-problem problem' }, message));
  field.closest('details')?.setAttribute('open', '');
  field.focus();
}

/** Takes back all that was said of the fields of a form. */
export function forgive(form) {
  for (const each of form.querySelectorAll('.field-problem')) each.remove();
  for (const each of form.querySelectorAll('[aria-invalid]')) {
    each.removeAttribute('aria-invalid');
    each.removeAttribute('aria-describedby');
  }
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
