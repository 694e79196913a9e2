// Message text to a tree: the markdown that Teams shows in messages, and `<at>` mentions. Pure.
//
// A tree is an array of strings and of nodes {type, children}: paragraph, list {ordered, start}, item, quote, pre,
// strong, em, strike, code, link {href}, mention, break. richtext.js turns it into elements. Every part takes time in
// proportion to the text: what is looked for ahead is found once for the whole text, and nesting ends at sixteen
// levels.

import { safeAddress } from './address.js';
import { mentionPattern } from './mentions.js';

const maxDepth = 16;

/** The tree of a markdown text. */
export function parseMarkdown(text) {
  return blocks(linesOf(text), 0);
}

/** The tree of a plain text: its lines and its mentions, all else as written. */
export function parsePlain(text) {
  const paragraph = lines(linesOf(text), (line) => mentions(line));
  return [{ type: 'paragraph', children: paragraph }];
}

function linesOf(text) {
  return text.replaceAll(/\r\n?/g, '\n').split('\n');
}

/** Whether markdown would show anything of `text` other than as written. */
export function isFormatted(text) {
  const special = (node) =>
    typeof node !== 'string' &&
    (!['paragraph', 'break', 'mention'].includes(node.type) ||
      (node.type === 'paragraph' && node.children.some(special)));
  return parseMarkdown(text).some(special);
}

// MARK: Blocks

/** A line that begins a list's item: {indent, mark, text}, or null. */
function bulletOf(line) {
  const found = /^(\s*)([-*+]|\d{1,9}[.)])(?=\s)/.exec(line);
  const text = found && line.slice(found[0].length).trimStart();
  return found && { indent: found[1].length, mark: found[2], text };
}

function blocks(input, depth) {
  const output = [];
  for (let at = 0; at < input.length;) {
    const line = input[at];
    if (!line.trim()) {
      at += 1;
      continue;
    }
    if (/^\s*```/.test(line)) {
      let end = at + 1;
      while (end < input.length && !/^\s*```\s*$/.test(input[end])) end += 1;
      output.push({ type: 'pre', children: [input.slice(at + 1, end).join('\n')] });
      at = end + 1;
    } else if (/^\s*>/.test(line) && depth < maxDepth) {
      let end = at;
      while (end < input.length && /^\s*>/.test(input[end])) end += 1;
      output.push({
        type: 'quote',
        children: blocks(input.slice(at, end).map((each) => each.replace(/^\s*>\s?/, '')), depth + 1),
      });
      at = end;
    } else if (depth < maxDepth && bulletOf(line)) {
      const [list, end] = listAt(input, at, depth);
      output.push(list);
      at = end;
    } else {
      let end = at;
      while (
        end < input.length && input[end].trim() && !/^\s*(```|>)/.test(input[end]) &&
        !(end > at && bulletOf(input[end]))
      ) end += 1;
      if (end === at) end += 1;
      output.push({ type: 'paragraph', children: lines(input.slice(at, end), (each) => inline(each, 0)) });
      at = end;
    }
  }
  return output;
}

function listAt(input, start, depth) {
  const { indent, mark } = bulletOf(input[start]);
  const ordered = /\d/.test(mark);
  const list = { type: 'list', ordered, start: ordered ? Number.parseInt(mark, 10) : 1, children: [] };
  let at = start;
  while (at < input.length) {
    const found = bulletOf(input[at]);
    if (!found || found.indent < indent || /\d/.test(found.mark) !== ordered) break;
    let end = at + 1;
    while (
      end < input.length && input[end].trim() && /^\s/.test(input[end]) && !(bulletOf(input[end])?.indent <= indent)
    ) end += 1;
    const rest = input.slice(at + 1, end);
    const more = !rest.length
      ? []
      : bulletOf(rest[0])
      ? blocks(rest, depth + 1)
      : [{ type: 'break', children: [] }, ...lines(rest.map((each) => each.trim()), (each) => inline(each, 0))];
    list.children.push({ type: 'item', children: inline(found.text, 0).concat(more) });
    at = end;
  }
  return [list, at];
}

function lines(input, parse) {
  return input.flatMap((line, index) => (index ? [{ type: 'break', children: [] }, ...parse(line)] : parse(line)));
}

// MARK: Inline

const marks = new Map([['**', 'strong'], ['__', 'strong'], ['~~', 'strike'], ['*', 'em'], ['_', 'em']]);

function inline(text, depth) {
  const output = [];
  const ahead = lookahead(text);
  let plain = 0; // where the text begins that is not in the output yet
  const push = (node, from, to) => {
    if (from > plain) output.push(unescaped(text.slice(plain, from)));
    if (node) output.push(node);
    plain = to;
  };
  for (let at = 0; at < text.length;) {
    const found = depth < maxDepth ? spanAt(text, at, depth, ahead) : null;
    if (found?.node) push(found.node, at, found.end);
    at = found ? found.end : at + (text[at] === '\\' && isEscape(text[at + 1]) ? 2 : 1);
  }
  push(null, text.length, text.length);
  return output;
}

function isEscape(character) {
  return character !== undefined && '\\`*_~[]<>'.includes(character);
}

function unescaped(text) {
  return text.replaceAll(/\\([\\`*_~[\]<>])/g, '$1');
}

/** What begins at a place: {node, end}, without a node if the characters stand for themselves; or null. */
function spanAt(text, at, depth, ahead) {
  switch (text[at]) {
    case '`':
      return codeAt(text, at, ahead);
    case '<': {
      const rest = text.slice(at, at + longestSpan);
      const tag = mentionHere.exec(rest);
      if (tag) return { node: { type: 'mention', children: [entities(tag[1])] }, end: at + tag[0].length };
      const line = /^<br\s*\/?>/i.exec(rest);
      return line && { node: { type: 'break', children: [] }, end: at + line[0].length };
    }
    case '[':
      return linkAt(text, at, depth, ahead);
    case 'h': {
      const bare = !/\w/.test(text[at - 1] ?? '') && /^https?:\/\/[^\s<>"]+/.exec(text.slice(at, at + longestSpan));
      if (!bare) return null;
      const shown = withoutEnd(bare[0]);
      const href = safeAddress(shown);
      return { node: href && { type: 'link', href, children: [shown] }, end: at + shown.length };
    }
    case '*':
    case '_':
    case '~':
      return emphasisAt(text, at, depth, ahead);
    default:
      return null;
  }
}

const longestSpan = 4096;
const mentionHere = new RegExp(`^${mentionPattern.source}`, 'i');

/** What is looked for again and again while a text is read, each found once. */
function lookahead(text) {
  const closers = new Map();
  const targets = new Map();
  let bracket = -1;
  let ticks = null;
  return {
    /** The first `]` from a place on, or -1. */
    bracket(at) {
      if (bracket !== null && bracket < at) {
        bracket = text.indexOf(']', at);
        if (bracket < 0) bracket = null;
      }
      return bracket ?? -1;
    },
    /** The address in the parentheses after the `]` at a place: {href, end}, or null. */
    target(at) {
      if (!targets.has(at)) targets.set(at, targetAfter(text, at));
      return targets.get(at);
    },
    /** Where the first run of so many backticks begins from a place on, or -1. */
    ticks(count, at) {
      ticks ??= runsOfTicks(text);
      return firstFrom(ticks.get(count) ?? [], at);
    },
    /** Where an emphasis that began before a place may end, or -1. */
    closer(mark, at) {
      if (!closers.has(mark)) closers.set(mark, closersOf(text, mark));
      return firstFrom(closers.get(mark), at);
    },
  };
}

/** The first of ascending numbers that is not less than `least`, or -1. */
function firstFrom(numbers, least) {
  let [low, high] = [0, numbers.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < least) low = middle + 1;
    else high = middle;
  }
  return numbers[low] ?? -1;
}

function runsOfTicks(text) {
  const runs = new Map();
  for (let at = text.indexOf('`'); at >= 0; at = text.indexOf('`', at)) {
    const start = at;
    while (text[at] === '`') at += 1;
    if (!runs.has(at - start)) runs.set(at - start, []);
    runs.get(at - start).push(start);
  }
  return runs;
}

/** Code stands between two runs of equally many backticks. */
function codeAt(text, at, ahead) {
  let start = at;
  while (text[start] === '`') start += 1;
  const end = ahead.ticks(start - at, start);
  if (end < 0) return { node: null, end: start };
  const code = text.slice(start, end);
  return { node: { type: 'code', children: [code.trim() || code] }, end: end + start - at };
}

function linkAt(text, at, depth, ahead) {
  const close = ahead.bracket(at + 1);
  const found = close > at + 1 ? ahead.target(close) : null;
  return found &&
    {
      node: { type: 'link', href: found.href, children: inline(text.slice(at + 1, close), depth + 1) },
      end: found.end,
    };
}

function targetAfter(text, close) {
  const rest = text.slice(close + 1, close + 1 + longestSpan);
  const found = /^\(\s*<?([^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*)>?(?:\s+"[^"]*")?\s*\)/.exec(rest);
  const href = found && safeAddress(found[1]);
  return href && { href, end: close + 1 + found[0].length };
}

/** A bare address without the punctuation of the sentence around it. */
function withoutEnd(address) {
  let end = address.length;
  while (end > 0 && ".,;:!?)]}'*_".includes(address[end - 1])) end -= 1;
  return address.slice(0, end);
}

/** Emphasis opens before a letter and closes after one; `_` and `__` do neither inside a word. */
function emphasisAt(text, at, depth, ahead) {
  const mark = text[at + 1] === text[at] ? text[at] + text[at] : text[at];
  const start = at + mark.length;
  if (!marks.has(mark) || start >= text.length || /\s/.test(text[start])) return null;
  if (mark[0] === '_' && /\w/.test(text[at - 1] ?? '')) return null;
  const end = ahead.closer(mark, start + 1);
  return end < 0
    ? null
    : { node: { type: marks.get(mark), children: inline(text.slice(start, end), depth + 1) }, end: end + mark.length };
}

/** Where a mark can close: at the end of a run of its character, of which a single one takes what pairs leave over. */
function closersOf(text, mark) {
  const found = [];
  for (let at = text.indexOf(mark[0]); at >= 0; at = text.indexOf(mark[0], at)) {
    const start = at;
    while (text[at] === mark[0]) at += 1;
    const length = at - start;
    if (mark.length === 2 ? length < 2 : length % 2 === 0) continue;
    if (mark[0] === '_' && /\w/.test(text[at] ?? '')) continue;
    if (!/\s/.test(text[at - mark.length - 1] ?? ' ')) found.push(at - mark.length);
  }
  return found;
}

function mentions(text) {
  const output = [];
  let last = 0;
  for (const found of text.matchAll(mentionPattern)) {
    if (found.index > last) output.push(text.slice(last, found.index));
    output.push({ type: 'mention', children: [entities(found[1])] });
    last = found.index + found[0].length;
  }
  if (last < text.length) output.push(text.slice(last));
  return output;
}

function entities(text) {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
