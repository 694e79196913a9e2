// Forms, and the parts of dialogs.

import { h } from './dom.js';
import { blame, forgive } from './fields.js';

/**
 * A small form: fields, a button or more, and a line that says what came of it. `submit` gets the values by name and
 * returns that line; what it throws is shown as the problem. With `actions`, [name, submit] each, there is a button a
 * name. After a success the form says so with an event `done` that bubbles.
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
          let done = null;
          busy(true);
          status.classList.remove('problem');
          status.textContent = '';
          forgive(element);
          try {
            status.textContent = (await chosen(given)) ?? 'Done.';
            done = event.submitter?.textContent ?? '';
          } catch (error) {
            status.classList.add('problem');
            const field = fieldOf(element, error);
            if (field) blame(field, error.message);
            else status.textContent = error.message;
          } finally {
            busy(false);
          }
          if (done !== null) element.dispatchEvent(new CustomEvent('done', { bubbles: true, detail: done }));
        },
      },
    },
    fields,
    h('div', { class: 'row-of-buttons start' }, buttons),
    status,
  );
  return element;
}

/** The field that an error is about: its own `field`, or what the service points at: `The body's /status must be …`. */
function fieldOf(element, { field, message }) {
  const name = field ?? /'s \/([A-Za-z]+)/.exec(message)?.[1];
  return name
    ? element.querySelector(`:is(input, select, textarea)[name="${CSS.escape(name)}"]:not([type=hidden])`)
    : null;
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

/** A part of a dialog, with a heading that names it. */
export function section(title, ...content) {
  return h('section', { 'aria-label': title }, h('h3', null, title), content);
}

/** A box to tick. `on` says whether it is ticked at first. */
export function tick(label, name, on, more = {}) {
  return h(
    'label',
    { class: 'check' },
    h('input', { type: 'checkbox', name, checked: !!on, ...more }),
    h('span', null, label),
  );
}

export function checkboxes(label, name, options) {
  return h(
    'fieldset',
    { data: { many: name } },
    h('legend', null, label),
    options.map(([value, text, on]) =>
      h(
        'label',
        { class: 'check' },
        h('input', { type: 'checkbox', name, value, checked: !!on }),
        h('span', null, text),
      )
    ),
  );
}
