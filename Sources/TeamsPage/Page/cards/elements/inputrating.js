import { h } from '../../base/dom.js';
import { choice, count, isYes, number } from '../cardshape.js';
import { field } from './field.js';

/** Stars to choose from: radio buttons, each drawn as the star that it fills. */
export function ratingInput(node, context) {
  const max = count(node.max, 1, 20) ?? 5;
  const step = isYes(node.allowHalfSteps) ? 0.5 : 1;
  const start = Math.min(Math.max(number(node.value) ?? 0, 0), max);
  const name = context.uid('rating');
  const radios = [];
  for (let value = step; value <= max; value += step) {
    radios.push(h('input', {
      type: 'radio',
      name,
      class: Number.isInteger(value) ? 'ac-star-radio' : 'ac-star-radio ac-half-star',
      value: String(value),
      'aria-label': value === 1 ? '1 star' : `${value} stars`,
    }));
  }
  const group = h('div', { role: 'radiogroup', class: 'ac-rating-input' }, radios);
  group.classList.add(`ac-rating-${choice(node.size, ['medium', 'large'])}`);
  if (choice(node.color, ['neutral', 'marigold']) === 'marigold') group.classList.add('ac-rating-marigold');
  const value = () => radios.find((each) => each.checked)?.value ?? '';
  const paint = () => {
    for (const each of radios) each.classList.toggle('ac-filled', Number(each.value) <= Number(value() || 0));
  };
  const reset = () => {
    for (const each of radios) each.checked = Number(each.value) === start;
    paint();
  };
  reset();
  group.addEventListener('change', paint);
  return field(node, context, {
    target: group,
    isGroup: true,
    element: group,
    read: value,
    reset,
    focus: () => (radios.find((each) => each.checked) ?? radios[0]).focus(),
  });
}
