// Reads JSON as people write it: the value, where each part of it stands in the text, and what is wrong where. Pure.

const deepest = 200;
const longest = 2_000_000; // characters

class Wrong extends Error {
  constructor(message, offset) {
    super(message);
    this.offset = offset;
  }
}

/**
 * {value, places, error}: `places` has for each JSON pointer {start, end} in the text; `error` is {message, line,
 * column, offset} or null, and then there is no value.
 */
export function readJSON(text) {
  const places = new Map();
  try {
    if (text.length > longest) throw new Wrong('this is longer than a card can be', longest);
    const end = scan({ text, places }, skip(text, 0), '', 0);
    const rest = skip(text, end);
    if (rest < text.length) throw new Wrong(`${shown(text, rest)} follows the end of the value`, rest);
    return { value: JSON.parse(text), places, error: null };
  } catch (error) {
    const offset = Math.min(error.offset ?? 0, text.length);
    return { value: undefined, places, error: { message: error.message, offset, ...placeOf(text, offset) } };
  }
}

/** {line, column} of an offset, both from 1. */
export function placeOf(text, offset) {
  const before = text.slice(0, offset);
  const start = before.lastIndexOf('\n') + 1;
  return { line: before.split('\n').length, column: [...before.slice(start)].length + 1 };
}

/** The place of a pointer, or of the nearest part around it that stands in the text. */
export function nearestPlace(places, pointer) {
  let at = typeof pointer === 'string' ? pointer : '';
  while (at && !places.has(at)) at = at.slice(0, Math.max(0, at.lastIndexOf('/')));
  return places.get(at) ?? null;
}

// MARK: The scanner. Each function takes where something begins, and gives where it ends.

const blank = /[ \t\r\n]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /[A-Za-z_$][\w$]*/y;
const plain = /[^"\\\u0000-\u001f]*/y;
const escape = /\\(?:["\\/bfnrt]|u[0-9A-Fa-f]{4})/y;

function match(expression, text, at) {
  expression.lastIndex = at;
  const found = expression.exec(text);
  return found ? at + found[0].length : -1;
}

const skip = (text, at) => match(blank, text, at);
const shown = (
  text,
  at,
) => (at < text.length ? `“${String.fromCodePoint(text.codePointAt(at))}”` : 'the end of the text');

function scan(reader, at, pointer, depth) {
  const { text, places } = reader;
  if (depth > deepest) throw new Wrong(`values stand in values over ${deepest} levels deep`, at);
  const first = text[at];
  let end;
  if (first === '{') end = members(reader, at, pointer, depth);
  else if (first === '[') end = items(reader, at, pointer, depth);
  else if (first === '"') end = string(text, at);
  else {
    end = match(number, text, at);
    if (end < 0) end = name(text, at);
  }
  places.set(pointer, { start: at, end });
  return end;
}

function name(text, at) {
  const end = match(word, text, at);
  const found = end < 0 ? '' : text.slice(at, end);
  if (['true', 'false', 'null'].includes(found)) return end;
  if (found) throw new Wrong(`“${found.slice(0, 40)}” is no JSON: texts stand in double quotes`, at);
  if (text[at] === "'") throw new Wrong('texts stand in double quotes, not in single ones', at);
  if (at >= text.length) throw new Wrong('a value is missing: the text ends here', at);
  throw new Wrong(`a value is missing before ${shown(text, at)}`, at);
}

function string(text, start) {
  let at = start + 1;
  while (true) {
    at = match(plain, text, at);
    if (text[at] === '"') return at + 1;
    if (at >= text.length || text[at] === '\n' || text[at] === '\r') {
      throw new Wrong('a text has no closing quote', start);
    }
    if (text[at] !== '\\') throw new Wrong('a control character stands in a text: write it as \\u00…', at);
    const end = match(escape, text, at);
    if (end < 0) throw new Wrong(`“\\${text[at + 1] ?? ''}” is no escape: write \\\\ for a backslash`, at);
    at = end;
  }
}

function items(reader, start, pointer, depth) {
  const { text } = reader;
  let at = skip(text, start + 1);
  if (text[at] === ']') return at + 1;
  for (let index = 0;; index += 1) {
    at = skip(text, scan(reader, at, `${pointer}/${index}`, depth + 1));
    if (text[at] === ']') return at + 1;
    at = comma(text, at, ']', 'list');
  }
}

function members(reader, start, pointer, depth) {
  const { text } = reader;
  let at = skip(text, start + 1);
  if (text[at] === '}') return at + 1;
  while (true) {
    if (text[at] !== '"') throw new Wrong(`the name of a member is missing before ${shown(text, at)}`, at);
    const end = string(text, at);
    const step = JSON.parse(text.slice(at, end)).replaceAll('~', '~0').replaceAll('/', '~1');
    at = skip(text, end);
    if (text[at] !== ':') throw new Wrong(`a colon is missing before ${shown(text, at)}`, at);
    at = skip(text, scan(reader, skip(text, at + 1), `${pointer}/${step}`, depth + 1));
    if (text[at] === '}') return at + 1;
    at = comma(text, at, '}', 'object');
  }
}

function comma(text, at, closing, kind) {
  if (text[at] !== ',') throw new Wrong(`a comma or “${closing}” is missing before ${shown(text, at)}`, at);
  const next = skip(text, at + 1);
  if (text[next] === closing) throw new Wrong(`a comma stands before the end of the ${kind}`, at);
  return next;
}
