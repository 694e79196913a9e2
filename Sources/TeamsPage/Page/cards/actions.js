// What a press of an action sends: which inputs, over which data. Pure.

import { isRecord } from '../base/shape.js';
import { isNo } from './cardshape.js';

/** The kinds of actions, by lower-case type. Who is told: the bot, this page, or nobody. */
const kinds = new Map([
  ['action.submit', 'send'],
  ['action.execute', 'send'],
  ['action.openurldialog', 'send'],
  ['action.openurl', 'open'],
  ['action.showcard', 'show'],
  ['action.togglevisibility', 'toggle'],
  ['action.resetinputs', 'reset'],
  ['action.popover', 'popover'],
  ['action.insertimage', 'elsewhere'],
]);

export function kindOf(type) {
  return kinds.get(typeof type === 'string' ? type.toLowerCase() : '') ?? null;
}

export function isEnabled(action) {
  return !isNo(action.isEnabled);
}

/** The inputs that an action sends: those of its card and of the cards around that one, or none. */
export function inputsOf(action, scope, inputs) {
  if (typeof action.associatedInputs === 'string' && action.associatedInputs.toLowerCase() === 'none') return [];
  if (kindOf(action.type) === 'send' && action.type.toLowerCase() === 'action.openurldialog') return [];
  const around = new Set();
  for (let each = scope; each; each = each.parent) around.add(each);
  return inputs.filter((each) => around.has(each.scope) && each.id);
}

/** The values of inputs, each a text, by id. Of two inputs with one id the last one counts. */
export function valuesOf(inputs) {
  const values = {};
  // Not by assignment: an id may be the name of an accessor.
  for (const { id, read } of inputs) {
    Object.defineProperty(values, id, { value: read(), enumerable: true, configurable: true, writable: true });
  }
  return values;
}

/** The values over the action's data: {data}, or {error} where the two cannot be one. */
export function merged(action, values) {
  const { data } = action;
  if (isRecord(data)) return { data: { ...data, ...values } };
  if (typeof data === 'string' && Object.keys(values).length > 0) {
    return { error: 'Nothing was sent: the data of this action is a text, and inputs need an object to go into.' };
  }
  return { data: { ...values } };
}
