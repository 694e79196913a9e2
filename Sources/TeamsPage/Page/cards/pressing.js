// What a press does: checks the inputs and tells the bot, or opens, shows, hides and resets what is on the page.

import { h } from '../base/dom.js';
import { cut, isRecord, list, name as lineOf, text } from '../base/shape.js';
import { inputsOf, isEnabled, kindOf, merged, valuesOf } from './actions.js';
import { cardLink } from './cardaddress.js';
import { isNo, isYes, words } from './cardshape.js';
import { showErrors } from './fielderrors.js';
import { isMissing } from './inputs.js';
import { openPopover } from './popover.js';

/** Does what an action says. `place`: {context, pointer, button, answer}, where `answer(words)` shows an error. */
export async function press(action, place) {
  const { context: { shared, options }, button, answer } = place;
  if (shared.busy || options.disabled || button.getAttribute('aria-disabled') === 'true') return;
  answer('');
  switch (kindOf(action.type)) {
    case 'open':
      return open(action, answer);
    case 'toggle':
      return toggle(action, shared);
    case 'reset':
      return reset(action, shared);
    case 'popover':
      return openPopover(action, place);
    case 'send':
      return await send(action, place);
    default:
      return answer('Teams does nothing in a chat when this is pressed.');
  }
}

function open(action, answer) {
  const href = cardLink(action.url);
  if (!href) return answer(`This address is not opened: ${cut(words(action.url), 100) || 'it is missing'}.`);
  h('a', { href, target: '_blank', rel: 'noopener noreferrer' }).click();
}

function toggle(action, shared) {
  for (const each of list(action.targetElements).slice(0, 1_000)) {
    const id = isRecord(each) ? each.elementId : each;
    const visible = isRecord(each) && (isYes(each.isVisible) || isNo(each.isVisible))
      ? isYes(each.isVisible)
      : undefined;
    for (const { element } of shared.named.filter((one) => one.id === id)) shared.toggle(element, visible);
  }
}

function reset(action, shared) {
  const ids = Array.isArray(action.targetInputIds) ? action.targetInputIds : null;
  for (const each of shared.inputs) {
    if (ids && !ids.includes(each.id)) continue;
    each.reset();
    each.showProblem?.(null);
  }
  shared.inputsChanged();
}

async function send(action, { context, pointer, button, answer, scope }) {
  const { shared, options } = context;
  const inputs = inputsOf(action, scope, shared.inputs);
  shared.busy = true; // while the inputs are checked too: a second press is not a second answer
  try {
    if (!await showErrors(inputs)) return;
    const values = valuesOf(inputs);
    const { data, error } = merged(action, values);
    if (error) return answer(error);
    if (!options.press) return;
    waiting(context, button, true);
    const result = await options.press({ pointer, action, inputs: values, data });
    const said = isRecord(result) ? text(result.error) : '';
    if (said) answer(said);
  } catch (error) {
    answer(`The action could not be sent: ${cut(String(error?.message ?? error), 300)}`);
  } finally {
    waiting(context, button, false);
    shared.busy = false;
  }
}

/** While a bot is asked, its button turns and no action of the card can be pressed; the focus stays where it is. */
function waiting({ shared }, button, isWaiting) {
  if (isWaiting) button.setAttribute('aria-busy', 'true');
  else button.removeAttribute('aria-busy');
  for (const each of shared.buttons) {
    if (isWaiting) each.button.setAttribute('aria-disabled', 'true');
    else if (!each.isOff()) each.button.removeAttribute('aria-disabled');
  }
  shared.root.toggleAttribute('data-waiting', isWaiting);
}

/** Makes an element pressable: a button lies over it, below the controls that it holds. */
export function selectable(context, element, action, pointer, name) {
  const kind = kindOf(action.type);
  if (!kind || kind === 'show') return element;
  const button = h('button', { type: 'button', class: 'ac-select', data: { pointer } });
  const label = lineOf(action.title) || lineOf(action.tooltip) || lineOf(name) || said(element) ||
    (kind === 'open' ? lineOf(action.url) : '') || 'Select';
  button.setAttribute('aria-label', label);
  if (text(action.tooltip)) button.title = lineOf(action.tooltip);
  register(context, action, pointer, button, rootAnswer(context.shared));
  element.classList.add('ac-pressable');
  element.append(button);
  return element;
}

/** The first words in an element. */
function said(element) {
  const parts = [...element.querySelectorAll('.ac-text, .ac-fact, img[alt]')].slice(0, 6);
  const words = parts.map((each) => (each.alt ?? each.textContent).slice(0, 200).trim()).filter(Boolean);
  return lineOf(words.join(', '));
}

/** Joins a button, or what has the role of one, and its action. */
export function register(context, action, pointer, button, answer) {
  const { shared, scope, options } = context;
  const isDisabled = options.disabled || !isEnabled(action);
  if (isDisabled && button.matches('button')) button.disabled = true;
  else if (isDisabled) button.setAttribute('aria-disabled', 'true');
  const isOff = isYes(action.conditionallyEnabled)
    ? () => inputsOf(action, scope, shared.inputs).some(({ node, read }) => isMissing(node, read()))
    : () => isDisabled;
  shared.buttons.push({ button, isOff, isConditional: isYes(action.conditionallyEnabled) });
  const place = { context, pointer, button, answer, scope };
  button.addEventListener('click', (event) => {
    event.stopPropagation();
    press(action, place);
  });
  return button;
}

/** What shows an error at the end of an element, and takes it away again. */
export function answerIn(element) {
  let line = null;
  return (said) => {
    line?.remove();
    line = said ? h('div', { class: 'ac-answer', role: 'alert' }, cut(said, 2_000)) : null;
    if (line) element.append(line);
  };
}

/** The one of a card, for actions that stand in no bar. */
export function rootAnswer(shared) {
  shared.answer ??= answerIn(shared.root);
  return shared.answer;
}

/** Makes a piece of text pressable. It stays in its line, which a button would not. */
export function pressableRun(context, element, action) {
  const kind = isRecord(action) ? kindOf(action.type) : null;
  if (!kind || kind === 'show') return element;
  element.setAttribute('role', kind === 'open' ? 'link' : 'button');
  element.tabIndex = 0;
  element.classList.add('ac-run-action');
  if (text(action.tooltip)) element.title = lineOf(action.tooltip);
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' && event.key !== ' ') return;
    event.preventDefault();
    element.click();
  });
  return register(context, action, `${context.pointer}/selectAction`, element, rootAnswer(context.shared));
}
