// What a value from the wire may be taken for. Pure and total: any JSON value goes in, and what comes out has the shape
// that the function's name says. Nothing here throws.

const maxLevels = 64; // of JSON in JSON; a card of Teams has a dozen
const maxName = 200; // characters of a name or a title
const maxSentence = 1000; // characters of what somebody has to say about something
const maxKey = 512; // characters of an id; what is longer names nothing

/** The text, or `otherwise` for anything else. */
export function text(value, otherwise = '') {
  return typeof value === 'string' ? value.toWellFormed() : otherwise;
}

/** A text as it may stand in a label: one line of at most 200 characters. */
export function name(value, otherwise = '') {
  return line(value, maxName) || otherwise;
}

/** A text as it may stand in small print: one line of at most 1,000 characters. */
export function sentence(value) {
  return line(value, maxSentence);
}

function line(value, most) {
  return cut(text(value).slice(0, 2 * most).replaceAll(/\s+/g, ' ').trim(), most);
}

/** An id, a handle or an app id, or `''`. */
export function key(value) {
  return typeof value === 'string' && value.length <= maxKey ? value.toWellFormed() : '';
}

/** The array, or an empty one. */
export function list(value) {
  return Array.isArray(value) ? value : [];
}

/** The ids in an array. */
export function keys(value) {
  return list(value).map(key).filter(Boolean);
}

export function isRecord(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const nothing = Object.freeze(Object.create(null));

/** The object, or one without members. */
export function record(value) {
  return isRecord(value) ? value : nothing;
}

/** A number from 0 on, or null. */
export function amount(value) {
  return typeof value === 'number' && value >= 0 && value < Infinity ? value : null;
}

/** A whole number from 0 on that is exact, or null. */
export function whole(value) {
  return Number.isSafeInteger(value) && value >= 0 ? value : null;
}

/** The time that an ISO 8601 text names, in the years 0 to 9999, or null. */
export function instant(value) {
  return typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]{1,20}(Z|[+-]\d\d:\d\d)$/.test(value)
    ? dated(Date.parse(value))
    : null;
}

/** The time that a message id names, which is milliseconds since 1970 as text, or null. */
export function instantOfID(id) {
  return /^\d{1,15}$/.test(id) ? dated(Number(id)) : null;
}

function dated(milliseconds) {
  return milliseconds >= -62_167_219_200_000 && milliseconds <= 253_402_300_799_999 ? new Date(milliseconds) : null;
}

/** The first characters of a text, whole ones, with an ellipsis if there are more than `most`. */
export function cut(value, most) {
  return value.length > most ? `${value.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` : value;
}

/**
 * The value with what lies deeper than 64 levels replaced by an ellipsis, so that it can be walked through and written.
 */
export function levelled(value, levels = maxLevels) {
  return isWithin(value, levels) ? value : shortened(value, levels);
}

function isWithin(value, levels) {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((each) => isWithin(each, levels - 1));
}

function shortened(value, levels) {
  if (typeof value !== 'object' || value === null) return value;
  if (levels === 0) return '…';
  if (Array.isArray(value)) return value.map((each) => shortened(each, levels - 1));
  return Object.fromEntries(Object.entries(value).map(([member, each]) => [member, shortened(each, levels - 1)]));
}

/** JSON to read, at most 200,000 characters of it. A text is shown as it is. */
export function pretty(value) {
  if (value === undefined || value === null || value === '') return 'empty';
  return cut(typeof value === 'string' ? value : JSON.stringify(value, null, 2), 200_000);
}
