// Whether what a person put into an input may be sent. Pure, but for the pattern, which is tried by `matches`.

import { isYes, number, words } from './cardshape.js';

export const typeOfInput = (node) => words(node.type).toLowerCase();

/** The limits of an input of numbers, dates or times that its node names rightly. */
export function limits(node) {
  const type = typeOfInput(node);
  if (type === 'input.number') return { min: number(node.min), max: number(node.max) };
  if (type === 'input.date') {
    return { min: isDate(node.min) ? node.min : null, max: isDate(node.max) ? node.max : null };
  }
  if (type === 'input.time') {
    return { min: isTime(node.min) ? node.min : null, max: isTime(node.max) ? node.max : null };
  }
  return { min: null, max: null };
}

export function isDate(value) {
  const found = typeof value === 'string' && /^(\d{4})-(\d\d)-(\d\d)$/.exec(value);
  if (!found) return false;
  const [year, month, day] = found.slice(1).map(Number);
  return year > 0 && month >= 1 && month <= 12 && day >= 1 &&
    day <= new Date(Date.UTC(2000 + year % 400, month, 0)).getUTCDate();
}

export function isTime(value) {
  return typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value);
}

/** The most characters of a text, or null. */
export function maxLength(node) {
  const found = number(node.maxLength);
  return found !== null && found >= 1 ? Math.min(Math.floor(found), 1_000_000) : null;
}

/** Whether an input is required and its value is none: a toggle that is off, a text that is empty. */
export function isMissing(node, value) {
  if (!isYes(node.isRequired)) return false;
  if (typeOfInput(node) === 'input.toggle') return value !== toggleValues(node).on;
  return typeOfInput(node) === 'input.text' ? value === '' : !value.trim();
}

/** The values of a toggle: on, off, and the one at the start. */
export function toggleValues(node) {
  const on = words(node.valueOn) || 'true';
  const off = typeof node.valueOff === 'string' ? words(node.valueOff) : 'false';
  const value = words(node.value);
  return { on, off, isOn: value === on || (node.value === undefined ? false : isYes(node.value) && on === 'true') };
}

/**
 * What is wrong with a value, in words, or null. `matches(pattern, value)` → true, false, or null where the pattern is
 * none or takes too long.
 */
export async function problemWith(node, value, matches) {
  const said = words(node.errorMessage);
  if (isMissing(node, value)) return said || 'This is required.';
  if (value === '') return null;
  const { min, max } = limits(node);
  const have = typeOfInput(node) === 'input.number' ? number(value) ?? Number(value) : value;
  if (min !== null && have < min) return said || `This must be ${min} or more.`;
  if (max !== null && have > max) return said || `This must be ${max} or less.`;
  if (typeOfInput(node) !== 'input.text') return null;
  const most = maxLength(node);
  if (most !== null && value.length > most) return said || `This must have at most ${most} characters.`;
  if (typeof node.regex !== 'string' || !node.regex) return null;
  const found = await matches(node.regex, value);
  if (found === null) return 'This cannot be checked: the card’s pattern takes too long or is none.';
  return found ? null : said || 'This does not have the right form.';
}

/** The choices that a value names: one, or those between its commas. */
export function chosen(node) {
  const value = words(node.value);
  if (!value) return [];
  return isYes(node.isMultiSelect) ? value.split(',').map((each) => each.trim()).filter(Boolean) : [value];
}
