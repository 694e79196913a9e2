import { h } from '../../base/dom.js';
import { isRecord } from '../../base/shape.js';
import { actionButton, resolved } from '../actionbar.js';
import { choice, isYes, words } from '../cardshape.js';
import { maxLength } from '../inputs.js';
import { kindOf } from '../actions.js';
import { rootAnswer } from '../pressing.js';
import { field } from './field.js';

export function textInput(node, context) {
  const isMultiline = isYes(node.isMultiline);
  const style = choice(node.style, ['text', 'tel', 'url', 'email', 'password']);
  const start = words(node.value);
  const input = h(isMultiline ? 'textarea' : 'input', {
    class: 'ac-input',
    type: isMultiline ? null : style,
    rows: isMultiline ? 4 : null,
    placeholder: words(node.placeholder) || null,
    maxlength: maxLength(node),
    value: start,
    // The page fills in nothing of its own, and what an address looks like is for the card to say.
    autocomplete: style === 'password' ? 'new-password' : 'off',
    spellcheck: 'false',
  });
  return field(node, context, {
    target: input,
    element: input,
    beside: inlineAction(node, context, input),
    read: () => input.value,
    reset: () => {
      input.value = start;
    },
    focus: () => input.focus(),
  });
}

/** The button beside the input, which Enter presses too. */
function inlineAction(node, context, input) {
  const action = node.inlineAction;
  if (!isRecord(action)) return null;
  const found = resolved(context, action, `${context.pointer}/inlineAction`);
  if (!found) return null;
  if (found.placeholder) return found.placeholder;
  if (kindOf(found.node.type) === 'show') return context.placeholder('Action.ShowCard', 'no input can show a card');
  const button = actionButton(context, found, { answer: rootAnswer(context.shared) });
  button.classList.add('ac-inline-action');
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || input.matches('textarea')) return;
    event.preventDefault();
    button.click();
  });
  return button;
}
