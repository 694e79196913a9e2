// What stands in a paragraph beside text: icons, pictures, and marks that name a source.

import { h } from '../../base/dom.js';
import { list, record } from '../../base/shape.js';
import { choice, count, words } from '../cardshape.js';
import { fluentIcon } from '../fluenticon.js';
import { pressableRun } from '../pressing.js';

const sizes = { default: 16, small: 14, medium: 18, large: 22, extralarge: 28, xxsmall: 12, xsmall: 14, standard: 18 };
sizes.xlarge = 28;
sizes.xxlarge = 32;

const sizeOf = (node) => sizes[choice(node.size, Object.keys(sizes))];

function pressable(element, node, context, name) {
  element.dataset.pointer = context.pointer;
  pressableRun(context, element, node.selectAction);
  if (element.hasAttribute('role')) {
    element.setAttribute('aria-label', words(record(node.selectAction).title) || name || 'Select');
  }
  return element;
}

export function iconRun(node, context) {
  const picture = fluentIcon(words(node.name), { ...node, size: sizeOf(node) });
  return pressable(h('span', { class: 'ac-inline' }, picture), node, context, words(node.name));
}

export function imageRun(node, context) {
  const holder = h('span', { class: 'ac-inline ac-image-run' });
  holder.style.setProperty('--side', `${sizeOf(node)}px`);
  if (choice(node.style, ['default', 'person', 'roundedcorners']) === 'person') holder.classList.add('ac-is-person');
  holder.append(context.picture({ url: node.url, alt: words(node.altText), className: 'ac-inline-picture' }));
  return pressable(holder, node, context, words(node.altText) || 'Picture');
}

/** The text and the number of its source; who points at it reads what the source is. */
export function citationRun(node, context) {
  const at = count(node.referenceIndex, 0, 10_000);
  const source = record(list(record(context.shared?.card).references)[at ?? -1]);
  const name = [words(source.title), words(source.abstract)].filter(Boolean).join(': ').slice(0, 300);
  const mark = at === null ? words(node.text) : words(node.text) || String(at + 1);
  return h('cite', { class: 'ac-citation', title: name || null }, mark);
}
