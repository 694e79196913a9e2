// The markdown that Teams shows in cards, to a tree: bold, italic, links, lists. Pure, and in time that grows with the
// text alone: what nests deeper than sixteen levels is shown as written.
//
// A tree is an array of blocks: {type: 'paragraph', children} and {type: 'list', ordered, start, children: [item]} with
// {type: 'item', children, lists}. What stands in a line is a string, {type: 'strong' | 'em', children},
// {type: 'link', href, children}, {type: 'mention', name} or {type: 'clock', written, kind, time, style}.

import { cardLink } from './cardaddress.js';

const maxDepth = 16;
const maxIndent = 8; // levels of lists in lists

export function parseCardMarkdown(text) {
  const blocks = [];
  let paragraph = [];
  let lists = []; // those that are open, the innermost last: {indent, list}
  const close = () => {
    if (paragraph.length) blocks.push({ type: 'paragraph', children: inline(paragraph.join(' ')) });
    paragraph = [];
  };
  for (const line of text.split(/\r\n|\r|\n/)) {
    const bullet = bulletOf(line);
    if (bullet) {
      close();
      lists = listed(blocks, lists, bullet);
    } else if (!line.trim()) {
      close();
    } else if (lists.length && /^\s{2,}/.test(line)) {
      lists.at(-1).list.children.at(-1).children.push(' ', ...inline(line.trim()));
    } else {
      lists = [];
      paragraph.push(line.trim());
    }
  }
  close();
  return blocks;
}

function bulletOf(line) {
  const found = /^(\s{0,40})(?:([-*+])|(\d{1,9})[.)])\s+(?=\S)/.exec(line);
  if (!found) return null;
  return {
    indent: found[1].length,
    ordered: !found[2],
    start: Number(found[3] ?? 1),
    text: line.slice(found[0].length),
  };
}

/** Puts an item in its place. Gives the lists that are open after it. */
function listed(blocks, lists, { indent, ordered, start, text }) {
  const open = lists.filter((each) => each.indent < indent || each === lists[0]).slice(0, maxIndent);
  const same = lists.find((each) => Math.abs(each.indent - indent) < 2 && each.list.ordered === ordered);
  if (same) open.splice(lists.indexOf(same), open.length, same);
  else {
    const parent = open.filter((each) => each.indent + 2 <= indent).at(-1);
    const list = { type: 'list', ordered, start, children: [] };
    (parent ? parent.list.children.at(-1).lists : blocks).push(list);
    open.splice(parent ? open.indexOf(parent) + 1 : 0, open.length, { indent, list });
  }
  open.at(-1).list.children.push({ type: 'item', children: inline(text), lists: [] });
  return open;
}

// MARK: In a line

const clock = /\{\{(DATE|TIME)\(([^(){},]{1,40})(?:, ?(COMPACT|SHORT|LONG))?\)\}\}/y;
const mention = /<at>([^<>]{1,256})<\/at>/y;
const types = { 1: 'em', 2: 'strong' };

/** The nodes of one line. Marks that never close are text, and so is what surrounds them. */
export function inline(text) {
  const root = { nodes: [] };
  const open = []; // marks that wait for their end, the innermost last: {mark, nodes}
  let plain = '';
  const top = () => open.at(-1) ?? root;
  const flush = () => {
    if (plain) top().nodes.push(plain);
    plain = '';
  };
  const push = (node) => {
    flush();
    top().nodes.push(node);
  };
  const begin = (mark) => {
    flush();
    if (open.length === maxDepth) {
      const oldest = open.shift();
      append(root.nodes, oldest);
    }
    open.push({ mark, nodes: [] });
  };
  /** Takes the frame at a place off, with those above it as text in it. */
  const end = (place) => {
    flush();
    while (open.length > place + 1) {
      const inner = open.pop();
      append(open.at(-1).nodes, inner);
    }
    return open.pop();
  };
  const paren = finder(text, ')');
  for (let at = 0; at < text.length;) {
    const character = text[at];
    if (character === '\\' && /[\\`*_{}[\]()#+\-.!<>~|]/.test(text[at + 1] ?? '')) {
      plain += text[at + 1];
      at += 2;
    } else if (character === '*' || character === '_') {
      let run = 1;
      while (text[at + run] === character) run += 1;
      marks(character, run, text[at - 1] ?? ' ', text[at + run] ?? ' ');
      at += run;
    } else if (character === '[') {
      begin('[');
      at += 1;
    } else if (character === ']') {
      const place = open.findLastIndex((each) => each.mark === '[');
      const target = place >= 0 && text[at + 1] === '(' ? targetAt(text, at + 2, paren) : null;
      if (target) {
        const frame = end(place);
        const href = cardLink(target.address);
        if (href && !frame.hasLink) {
          for (const each of open) each.hasLink = true;
          push({ type: 'link', href, children: frame.nodes });
        } else top().nodes.push(...frame.nodes);
      } else plain += character;
      at = target ? target.end : at + 1;
    } else {
      const found = character === '{' ? sticky(clock, text, at) : character === '<' ? sticky(mention, text, at) : null;
      if (found && character === '<') push({ type: 'mention', name: found[1] });
      else if (found) push({ type: 'clock', written: found[0], kind: found[1], time: found[2], style: found[3] });
      else plain += character;
      at += found ? found[0].length : 1;
    }
  }
  while (open.length) {
    flush();
    const inner = open.pop();
    append(top().nodes, inner);
  }
  flush();
  return joined(root.nodes);

  function marks(character, run, before, after) {
    const isWord = (each) => /[\p{L}\p{N}]/u.test(each);
    const inWord = character === '_';
    const canOpen = !/\s/.test(after) && !(inWord && isWord(before));
    const canClose = !/\s/.test(before) && !(inWord && isWord(after));
    let left = run > 3 ? 0 : run;
    if (!left) plain += character.repeat(run);
    while (left > 0) {
      const place = canClose
        ? open.findLastIndex((each) => each.mark[0] === character && each.mark.length <= left)
        : -1;
      if (place >= 0 && (open[place].nodes.length || plain || place < open.length - 1)) {
        const { mark } = open[place];
        const children = joined(end(place).nodes);
        top().nodes.push({ type: types[mark.length], children });
        left -= mark.length;
      } else {
        const mark = character.repeat(Math.min(2, left));
        if (canOpen) begin(mark);
        else plain += mark;
        left -= mark.length;
      }
    }
  }
}

function append(nodes, { mark, nodes: more }) {
  nodes.push(mark);
  for (const each of more) nodes.push(each);
}

/** The nodes with texts that follow each other as one. */
function joined(nodes) {
  const result = [];
  let texts = [];
  const flush = () => {
    if (texts.length) result.push(texts.join(''));
    texts = [];
  };
  for (const each of nodes) {
    if (typeof each === 'string') texts.push(each);
    else {
      flush();
      result.push(each);
    }
  }
  flush();
  return result;
}

function sticky(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** The next place of a character, found once for all places before it. */
function finder(text, character) {
  let next = -1;
  return (at) => {
    if (next !== null && next < at) {
      next = text.indexOf(character, at);
      if (next < 0) next = null;
    }
    return next;
  };
}

/** The address in parentheses that begins at a place, and where it ends. It may hold parentheses of its own. */
function targetAt(text, at, paren) {
  const first = paren(at);
  if (first === null || first - at > 8_192) return null;
  const inner = text.slice(at, first);
  const last = inner.includes('(') && text[first + 1] === ')' ? first + 1 : first;
  const found = /^\s*<?([^\s<>]+)>?(?:\s+["'(][^"']{0,1000}["')])?\s*$/.exec(text.slice(at, last));
  return found ? { address: found[1], end: last + 1 } : null;
}
