// How a text looks: colour, size, weight, family.

import { choice, isYes } from '../cardshape.js';

export const colors = ['default', 'dark', 'light', 'accent', 'good', 'warning', 'attention'];
const sizes = ['default', 'small', 'medium', 'large', 'extralarge'];

/** Gives an element the classes of a text; `otherwise` holds what the node leaves open. */
export function dressText(element, node, otherwise = {}) {
  const color = choice(node.color, colors, otherwise.color ?? '');
  if (color) element.classList.add(`ac-color-${color}`);
  if (isYes(node.isSubtle)) element.classList.add('ac-subtle');
  const size = choice(node.size, sizes, otherwise.size ?? '');
  if (size) element.classList.add(`ac-size-${size}`);
  const weight = choice(node.weight, ['default', 'lighter', 'bolder'], otherwise.weight ?? '');
  if (weight) element.classList.add(`ac-weight-${weight}`);
  if (choice(node.fontType, ['default', 'monospace']) === 'monospace') element.classList.add('ac-mono');
  return element;
}
