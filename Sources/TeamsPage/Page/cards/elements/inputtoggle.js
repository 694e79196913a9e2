import { h } from '../../base/dom.js';
import { isNo, isYes, words } from '../cardshape.js';
import { toggleValues } from '../inputs.js';
import { field } from './field.js';

export function toggleInput(node, context) {
  const { on, off, isOn } = toggleValues(node);
  const input = h('input', { type: 'checkbox', class: 'ac-check', checked: isOn });
  const title = words(node.title);
  if (title && isNo(node.showTitle)) input.setAttribute('aria-label', title);
  const line = h(
    'label',
    { class: 'ac-choice' },
    input,
    isNo(node.showTitle) ? null : h('span', null, context.inlineText(title)),
  );
  if (!isYes(node.wrap)) line.classList.add('ac-choice-line');
  const toggle = field({ ...node, label: title ? undefined : node.label }, context, {
    target: input,
    element: line,
    read: () => input.checked ? on : off,
    reset: () => {
      input.checked = isOn;
    },
    focus: () => input.focus(),
  });
  const label = words(node.label);
  if (label && title) {
    const look = isYes(node.isRequired) ? 'ac-label ac-required' : 'ac-label';
    toggle.prepend(h('div', { class: look, id: context.uid('label') }, label));
    input.setAttribute('aria-label', `${label} ${title}`);
  } else if (isYes(node.isRequired)) line.classList.add('ac-required');
  return toggle;
}
