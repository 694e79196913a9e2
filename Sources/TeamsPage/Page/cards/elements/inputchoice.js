import { h } from '../../base/dom.js';
import { isRecord, list, record, text } from '../../base/shape.js';
import { choice, isYes, words } from '../cardshape.js';
import { chosen } from '../inputs.js';
import { field } from './field.js';
import { typeahead } from './typeahead.js';

const maxChoices = 500;

export function choiceInput(node, context) {
  const style = choice(node.style, ['compact', 'expanded', 'filtered']);
  const query = record(node['choices.data'] ?? record(node.choices).data);
  const isQuery = text(query.dataset) !== '';
  const choices = choicesOf(node);
  if (style === 'filtered' || isQuery) return typeahead(node, context, choices, isQuery ? query : null);
  const drawn = style === 'expanded' || isYes(node.isMultiSelect)
    ? boxes(node, context, choices.slice(0, maxChoices))
    : drop(node, context, choices);
  if (style !== 'compact' && choices.length > maxChoices) {
    drawn.append(context.placeholder(`${choices.length - maxChoices} choices`, `at most ${maxChoices} are drawn`));
  }
  return drawn;
}

function choicesOf(node) {
  return list(node.choices).filter(isRecord).slice(0, 5_000)
    .map((each) => ({ title: words(each.title) || words(each.value), value: words(each.value) }));
}

/** A list that drops down. */
function drop(node, context, choices) {
  const start = chosen(node)[0] ?? '';
  const isThere = choices.some((each) => each.value === start);
  const empty = h('option', { value: '' }, words(node.placeholder) || (isThere ? '' : 'Choose…'));
  const input = h(
    'select',
    { class: 'ac-input' },
    isThere && start !== '' && !words(node.placeholder) ? null : empty,
    choices.map(({ title, value }) => h('option', { value }, title)),
  );
  const reset = () => {
    input.value = isThere ? start : '';
  };
  reset();
  return field(node, context, {
    target: input,
    element: input,
    read: () => input.value,
    reset,
    focus: () => input.focus(),
  });
}

/** Buttons of which one is chosen, or boxes to tick. */
function boxes(node, context, choices) {
  const isMulti = isYes(node.isMultiSelect);
  const start = chosen(node);
  const name = context.uid('choices');
  const inputs = [];
  const lines = choices.map(({ title, value }) => {
    const input = h('input', { type: isMulti ? 'checkbox' : 'radio', class: 'ac-check', name, value });
    inputs.push(input);
    const line = h('label', { class: 'ac-choice' }, input, h('span', null, context.inlineText(title)));
    if (!isYes(node.wrap)) line.classList.add('ac-choice-line');
    return line;
  });
  const group = h('div', { class: 'ac-choices', role: isMulti ? 'group' : 'radiogroup' }, lines);
  if (isYes(node.useMultipleColumns)) group.classList.add('ac-choices-columns');
  const reset = () => {
    for (const each of inputs) each.checked = false;
    for (const value of start) {
      const found = inputs.find((each) => each.value === value);
      if (found) found.checked = true;
    }
  };
  reset();
  return field(node, context, {
    target: group,
    isGroup: true,
    element: group,
    read: () => inputs.filter((each) => each.checked).map((each) => each.value).join(','),
    reset,
    focus: () => (inputs.find((each) => each.checked) ?? inputs[0] ?? group).focus(),
  });
}
