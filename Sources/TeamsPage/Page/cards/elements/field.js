// What stands around every input: its label, the mark that it is required, what is wrong with it.

import { h } from '../../base/dom.js';
import { isRecord, name as lineOf } from '../../base/shape.js';
import { choice, isYes, words } from '../cardshape.js';
import { press } from '../pressing.js';

/**
 * The input with its label, and its entry among the card's inputs. `control`: {element, read, reset, focus, problem?,
 * beside?}; `target` is what the label names, `isGroup` where that is no control but holds some.
 */
export function field(node, context, { target, isGroup = false, beside = null, ...control }) {
  const label = words(node.label);
  const isRequired = isYes(node.isRequired);
  const errorID = context.uid('error');
  target.id ||= context.uid('input');
  const error = h('div', { class: 'ac-error', id: errorID, hidden: true });
  const element = h(
    'div',
    { class: 'ac-field' },
    label ? labelOf(label, isRequired, target, isGroup, context) : null,
    h('div', { class: 'ac-control' }, control.element, beside),
    error,
  );
  if (choice(node.labelPosition, ['above', 'inline']) === 'inline') element.classList.add('ac-field-inline');
  if (!label && !target.hasAttribute('aria-label') && !target.labels?.length) {
    target.setAttribute('aria-label', lineOf(node.placeholder) || lineOf(node.title) || lineOf(node.id) || 'Input');
  }
  if (isRequired && target.getAttribute('role') !== 'group') target.setAttribute('aria-required', 'true');
  if (context.options.disabled) {
    for (const each of [target, ...element.querySelectorAll('input, select, textarea, button')]) each.disabled = true;
  }
  const entry = context.input(node.id, node, { ...control, element });
  entry.showProblem = (words) => {
    error.textContent = words ?? '';
    error.hidden = !words;
    element.classList.toggle('ac-invalid', Boolean(words));
    const described = isGroup ? [target, ...target.querySelectorAll('input')] : [target];
    for (const each of described) {
      if (words) each.setAttribute('aria-describedby', errorID);
      else each.removeAttribute('aria-describedby');
      if (each.getAttribute('role') === 'group') continue;
      if (words) each.setAttribute('aria-invalid', 'true');
      else each.removeAttribute('aria-invalid');
    }
  };
  element.addEventListener('input', () => entry.showProblem(null));
  if (isRecord(node.valueChangedAction)) {
    const place = { context, pointer: `${context.pointer}/valueChangedAction`, button: element, answer: () => {} };
    element.addEventListener('change', () => press({ ...node.valueChangedAction, type: 'Action.ResetInputs' }, place));
  }
  return element;
}

function labelOf(label, isRequired, target, isGroup, context) {
  const look = isRequired ? 'ac-label ac-required' : 'ac-label';
  if (!isGroup) return h('label', { class: look, for: target.id }, label);
  const id = context.uid('label');
  target.setAttribute('aria-labelledby', id);
  return h('div', { class: look, id }, label);
}
