import { h } from '../../base/dom.js';
import { number, words } from '../cardshape.js';
import { isDate, isTime, limits } from '../inputs.js';
import { field } from './field.js';

export const numberInput = (node, context) => measured(node, context, 'number', number(node.value) ?? '');
export const dateInput = (node, context) => measured(node, context, 'date', isDate(node.value) ? node.value : '');
export const timeInput = (node, context) => measured(node, context, 'time', isTime(node.value) ? node.value : '');

/** An input of the browser for numbers, dates or times. It gets no value that it would complain of. */
function measured(node, context, type, value) {
  const { min, max } = limits(node);
  const start = String(value);
  const input = h('input', {
    class: 'ac-input',
    type,
    min,
    max,
    step: type === 'number' ? 'any' : null,
    placeholder: words(node.placeholder) || null,
    value: start,
    autocomplete: 'off',
  });
  return field(node, context, {
    target: input,
    element: input,
    read: () => input.value,
    reset: () => {
      input.value = start;
    },
    focus: () => input.focus(),
    problem: () => input.validity.badInput ? words(node.errorMessage) || `This is no ${type}.` : null,
  });
}
