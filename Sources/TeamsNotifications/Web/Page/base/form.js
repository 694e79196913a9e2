// Forms that say beside a field what is wrong with it.

import { h } from './dom.js';
import { blame, forgive } from './fields.js';

/**
 * A form: fields, buttons, and a line that says what came of it. `actions` are {name, run, kind}; `run` gets the values
 * by name, and returns that line. What it throws is shown beside the field that `fieldOf(error)` names, else there, as
 * `wordsOf(error)`.
 */
export function form(
  label,
  fields,
  actions,
  { fieldOf = ({ field }) => field, wordsOf = ({ message }) => message } = {},
) {
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
      if (field && !field.closest('[hidden]')) blame(field, wordsOf(error));
      else {
        status.classList.add('problem');
        status.textContent = wordsOf(error);
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
