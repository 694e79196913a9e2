// Message text to a tree: the markdown that Teams shows in messages, and `<at>` mentions. Pure.
//
// A tree is an array of strings and of nodes {type, children}: paragraph, list {ordered, start}, item, quote, pre,
// strong, em, strike, code, link {href}, mention, break. richtext.js turns it into elements.

import { safeAddress } from './address.js';

const maxDepth = 16;

/** The tree of a markdown text. */
export function parseMarkdown(text) {
  return blocks(String(text).replaceAll(/\r\n?/g, '\n').split('\n'), 0);
}

/** The tree of a plain text: its lines and its mentions, all else as written. */
export function parsePlain(text) {
  const paragraph = lines(String(text).replaceAll(/\r\n?/g, '\n').split('\n'), (line) => mentions(line));
  return [{ type: 'paragraph', children: paragraph }];
}

/** Whether markdown would show anything of `text` other than as written. */
export function isFormatted(text) {
  const special = (node) => typeof node !== 'string'
    && (!['paragraph', 'break', 'mention'].includes(node.type) || (node.type === 'paragraph' && node.children.some(special)));
  return parseMarkdown(text).some(special);
}

// MARK: Blocks

const bullet = /^(\s*)([-*+]|\d{1,9}[.)])\s+(.*)$/;

function blocks(input, depth) {
  const output = [];
  for (let at = 0; at < input.length;) {
    const line = input[at];
    if (!line.trim()) { at += 1; continue; }
    if (/^\s*```/.test(line)) {
      let end = at + 1;
      while (end < input.length && !/^\s*```\s*$/.test(input[end])) end += 1;
      output.push({ type: 'pre', children: [input.slice(at + 1, end).join('\n')] });
      at = end + 1;
    } else if (/^\s*>/.test(line) && depth < maxDepth) {
      let end = at;
      while (end < input.length && /^\s*>/.test(input[end])) end += 1;
      output.push({ type: 'quote', children: blocks(input.slice(at, end).map((each) => each.replace(/^\s*>\s?/, '')), depth + 1) });
      at = end;
    } else if (bullet.test(line) && depth < maxDepth) {
      const [list, end] = listAt(input, at, depth);
      output.push(list);
      at = end;
    } else {
      let end = at;
      while (end < input.length && input[end].trim() && !/^\s*(```|>)/.test(input[end]) && !(end > at && bullet.test(input[end]))) end += 1;
      if (end === at) end += 1;
      output.push({ type: 'paragraph', children: lines(input.slice(at, end), (each) => inline(each, 0)) });
      at = end;
    }
  }
  return output;
}

function listAt(input, start, depth) {
  const [, indent, mark] = bullet.exec(input[start]);
  const ordered = /\d/.test(mark);
  const list = { type: 'list', ordered, start: ordered ? Number.parseInt(mark, 10) : 1, children: [] };
  let at = start;
  while (at < input.length) {
    const found = bullet.exec(input[at]);
    if (!found || found[1].length < indent.length || /\d/.test(found[2]) !== ordered) break;
    let end = at + 1;
    while (end < input.length && input[end].trim() && /^\s/.test(input[end])
      && !(bullet.test(input[end]) && bullet.exec(input[end])[1].length <= indent.length)) end += 1;
    const children = inline(found[3], 0);
    if (end > at + 1) {
      const rest = input.slice(at + 1, end);
      if (bullet.test(rest[0])) children.push(...blocks(rest, depth + 1));
      else children.push({ type: 'break', children: [] }, ...lines(rest.map((each) => each.trim()), (each) => inline(each, 0)));
    }
    list.children.push({ type: 'item', children });
    at = end;
  }
  return [list, at];
}

function lines(input, parse) {
  return input.flatMap((line, index) => (index ? [{ type: 'break', children: [] }, ...parse(line)] : parse(line)));
}

// MARK: Inline

const marks = [
  { open: '**', type: 'strong' }, { open: '__', type: 'strong' }, { open: '~~', type: 'strike' },
  { open: '*', type: 'em' }, { open: '_', type: 'em' },
];

function inline(text, depth) {
  const output = [];
  let plain = '';
  const push = (node) => {
    if (plain) output.push(plain);
    plain = '';
    if (node) output.push(node);
  };
  for (let at = 0; at < text.length;) {
    const found = depth < maxDepth ? spanAt(text, at, depth) : null;
    if (found) {
      push(found.node);
      at = found.end;
    } else if (text[at] === '\\' && /[\\`*_~[\]<>]/.test(text[at + 1] ?? '')) {
      plain += text[at + 1];
      at += 2;
    } else {
      plain += text[at];
      at += 1;
    }
  }
  push(null);
  return output;
}

function spanAt(text, at, depth) {
  const rest = text.slice(at, at + 4096);
  switch (text[at]) {
    case '`': {
      const code = /^(`+)(.+?)\1(?!`)/s.exec(rest);
      return code && { node: { type: 'code', children: [code[2].trim() || code[2]] }, end: at + code[0].length };
    }
    case '<': {
      const tag = /^<at(?:\s[^<>]*)?>([^<]*)<\/at>/i.exec(rest);
      if (tag) return { node: { type: 'mention', children: [entities(tag[1])] }, end: at + tag[0].length };
      const line = /^<br\s*\/?>/i.exec(rest);
      return line && { node: { type: 'break', children: [] }, end: at + line[0].length };
    }
    case '[': {
      const link = /^\[([^\]\n]+)\]\(\s*<?([^\s()<>]+(?:\([^\s()]*\)[^\s()<>]*)*)>?(?:\s+"[^"]*")?\s*\)/.exec(rest);
      const href = link && safeAddress(link[2]);
      return href && { node: { type: 'link', href, children: inline(link[1], depth + 1) }, end: at + link[0].length };
    }
    case 'h': {
      const bare = !/\w/.test(text[at - 1] ?? '') && /^https?:\/\/[^\s<>"]+/.exec(rest);
      const shown = bare && bare[0].replace(/[.,;:!?)\]}'*_]+$/, '');
      const href = shown && safeAddress(shown);
      return href && { node: { type: 'link', href, children: [shown] }, end: at + shown.length };
    }
    case '*': case '_': case '~': {
      const mark = marks.find((each) => text.startsWith(each.open, at));
      return mark && emphasis(text, at, mark, depth);
    }
    default: return null;
  }
}

/** Emphasis opens before a letter and closes after one; `_` and `__` do neither inside a word. */
function emphasis(text, at, { open, type }, depth) {
  const start = at + open.length;
  if (start >= text.length || /\s/.test(text[start])) return null;
  if (open[0] === '_' && /\w/.test(text[at - 1] ?? '')) return null;
  let tries = 32; // bounds the work on text that opens and never closes
  for (let end = text.indexOf(open, start + 1); end > 0 && tries > 0; end = text.indexOf(open, end + 1), tries -= 1) {
    if (open.length === 1 && text[end + 1] === open) { end += 1; continue; }
    while (open.length === 2 && text[end + 2] === open[0]) end += 1;
    if (/\s/.test(text[end - 1])) continue;
    if (open[0] === '_' && /\w/.test(text[end + open.length] ?? '')) continue;
    return { node: { type, children: inline(text.slice(start, end), depth + 1) }, end: end + open.length };
  }
  return null;
}

function mentions(text) {
  const output = [];
  let last = 0;
  for (const found of text.matchAll(/<at(?:\s[^<>]*)?>([^<]*)<\/at>/gi)) {
    if (found.index > last) output.push(text.slice(last, found.index));
    output.push({ type: 'mention', children: [entities(found[1])] });
    last = found.index + found[0].length;
  }
  if (last < text.length) output.push(text.slice(last));
  return output;
}

function entities(text) {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&');
}
