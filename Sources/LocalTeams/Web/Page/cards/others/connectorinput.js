// What can be typed in and chosen in a connector card's form.

import { h } from '../../base/dom.js';
import { list, name, record, text, whole } from '../../base/shape.js';

let count = 0;

/** An input as {id, element, read(), check(), focus()}: `check` says beside it what is missing. */
export function connectorInput(given) {
  count += 1;
  const label = name(given.title, name(given.id));
  const required = !!given.isRequired;
  const problem = h('p', { class: 'field-problem problem', id: `connector-problem-${count}` });
  const { fields, shown, read } = make(given, label);
  for (const each of fields) {
    each.setAttribute('aria-describedby', problem.id);
    if (required && each.type !== 'checkbox') each.setAttribute('aria-required', 'true');
  }
  return {
    id: text(given.id).slice(0, 200),
    element: h('div', { class: 'connector-input' }, shown, problem),
    read,
    focus: () => fields[0]?.focus(),
    check() {
      const missing = required && !read();
      problem.textContent = missing ? `${label} is required.` : '';
      for (const each of fields) {
        if (missing) each.setAttribute('aria-invalid', 'true');
        else each.removeAttribute('aria-invalid');
      }
      return !missing;
    },
  };
}

function make(given, label) {
  const start = text(given.value);
  switch (text(given['@type']).toLowerCase()) {
    case 'multichoiceinput':
      return choices(given, label, start);
    case 'dateinput': {
      const field = h('input', { type: given.includeTime ? 'datetime-local' : 'date', value: start });
      return one(field, label);
    }
    default: {
      const most = { maxlength: whole(given.maxLength) || null };
      const field = given.isMultiline ? h('textarea', { rows: 3, ...most }) : h('input', { type: 'text', ...most });
      field.value = start;
      return one(field, label);
    }
  }
}

function one(field, label) {
  return {
    fields: [field],
    shown: h('label', null, h('span', null, label), field),
    read: () => field.value,
  };
}

function choices(given, label, start) {
  const options = list(given.choices).slice(0, 200).map(record).map((each) => [text(each.value), name(each.display)]);
  const many = !!given.isMultiSelect;
  if (!many && text(given.style) !== 'expanded') {
    const field = h(
      'select',
      null,
      h('option', { value: '' }, ''),
      options.map(([value, title]) => h('option', { value }, title)),
    );
    field.value = start;
    return one(field, label);
  }
  count += 1;
  const set = new Set(start.split(/[,;]/).map((each) => each.trim()));
  const fields = options.map(([value]) =>
    h('input', { type: many ? 'checkbox' : 'radio', name: `connector-choice-${count}`, value, checked: set.has(value) })
  );
  return {
    fields,
    shown: h(
      'fieldset',
      null,
      h('legend', null, label),
      fields.map((each, index) => h('label', { class: 'check' }, each, h('span', null, options[index][1]))),
    ),
    read: () => fields.filter((each) => each.checked).map((each) => each.value).join(';'),
  };
}
