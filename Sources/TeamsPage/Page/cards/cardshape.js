// What the values of a card may be taken for. Pure and total: any JSON value goes in, nothing here throws.

import { isRecord, text } from '../base/shape.js';

export const maxText = 50_000; // characters of one text; a whole message of Teams is not longer

/** The words that a value stands for: a text, a number or a truth value; `''` for all else. */
export function words(value) {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return text(value).slice(0, maxText);
}

/** The one of `names` that the value means, whatever its case, or `otherwise`. */
export function choice(value, names, otherwise = names[0]) {
  if (typeof value !== 'string' || value.length > 40) return otherwise;
  const wanted = value.toLowerCase();
  return names.includes(wanted) ? wanted : otherwise;
}

/** Whether a value says yes: `true`, or the text of it, as cards of templates have it. */
export function isYes(value) {
  return value === true || (typeof value === 'string' && value.toLowerCase() === 'true');
}

/** Whether a value says no. */
export function isNo(value) {
  return value === false || (typeof value === 'string' && value.toLowerCase() === 'false');
}

/** The pixels of `"50px"`, from 0 to 4,000, or null. */
export function pixels(value) {
  const found = typeof value === 'string' && /^\s*(\d{1,6}(?:\.\d{1,6})?)px\s*$/i.exec(value);
  return found ? Math.min(Number(found[1]), 4_000) : null;
}

/** A finite number, also from a text, or null. */
export function number(value) {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !/^-?\d{1,15}(\.\d{1,15})?$/.test(value)) return null;
  return Number(value);
}

/** A whole number from `least` to `most`, or null. */
export function count(value, least, most) {
  const found = number(value);
  return found === null || found < least ? null : Math.min(Math.floor(found), most);
}

/** Whether a text is a colour as cards write it: `#rgb`, `#rrggbb` or `#aarrggbb`; then as CSS writes it, or null. */
export function color(value) {
  const found = typeof value === 'string' && /^#([0-9a-f]{3}|[0-9a-f]{6}|[0-9a-f]{8})$/i.exec(value);
  if (!found) return null;
  return found[1].length === 8 ? `#${found[1].slice(2)}${found[1].slice(0, 2)}` : value;
}

/** The step of a JSON pointer for a member or an index. */
export function step(member) {
  return `/${String(member).replaceAll('~', '~0').replaceAll('/', '~1')}`;
}

/** The type that a node names, or `implied`. */
export function typeOf(node, implied = '') {
  return isRecord(node) && typeof node.type === 'string' && node.type.length <= 100 ? node.type : implied;
}

const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });

/** A language as the attribute `lang` takes it, or null for what is none. */
export function language(value) {
  if (typeof value !== 'string' || !/^[a-z]{2,3}(-[a-z0-9]{1,8}){0,4}$/i.test(value)) return null;
  try {
    return languages.of(value.split('-')[0].toLowerCase()) ? value : null;
  } catch {
    return null;
  }
}
