// Message markup (`text/html`, `textFormat` xml) to the tree of markdown.js, through a strict list of what may stand in
// a message. Pure: the browser's parser never sees the markup, so nothing in it can run, load or complain.

import { safeAddress } from './address.js';

const kept = new Map(Object.entries({
  p: 'paragraph',
  div: 'paragraph',
  b: 'strong',
  strong: 'strong',
  i: 'em',
  em: 'em',
  u: 'underline',
  s: 'strike',
  strike: 'strike',
  del: 'strike',
  code: 'code',
  pre: 'pre',
  blockquote: 'quote',
  ul: 'list',
  ol: 'list',
  li: 'item',
  at: 'mention',
  a: 'link',
  h1: 'heading',
  h2: 'heading',
  h3: 'heading',
  table: 'table',
  tr: 'row',
  td: 'cell',
  th: 'header',
}));
const single = new Set(['br', 'hr', 'img', 'input', 'link', 'meta', 'base', 'embed', 'source', 'wbr', 'area', 'col']);
/** These go with all that is in them; of any other unknown element what is in it stays. */
const dropped = new Set([
  'script',
  'style',
  'iframe',
  'object',
  'template',
  'noscript',
  'svg',
  'math',
  'head',
  'title',
  'form',
  'button',
  'select',
  'textarea',
  'audio',
  'video',
  'canvas',
  'xmp',
  'plaintext',
  'noembed',
  'noframes',
  'frameset',
  'applet',
]);
/** A tag closes those of the same kind that were left open: `<li>a<li>b`. */
const closes = new Map(
  Object.entries({ li: ['li'], p: ['p'], tr: ['tr', 'td', 'th'], td: ['td', 'th'], th: ['td', 'th'] }),
);
const scopes = new Set(['ul', 'ol', 'table', 'blockquote', 'div']);
const maxDepth = 48;

/** The tree of a piece of markup. */
export function parseHTML(markup) {
  const root = { name: '', children: [] };
  const open = [root];
  let skipped = null; // the element that is being dropped, and how deep it is nested in itself
  for (const { text, name, closing, rest } of pieces(markup)) {
    if (skipped) {
      if (name === skipped.name) skipped.depth += closing ? -1 : 1;
      if (skipped.depth === 0) skipped = null;
    } else if (!name) {
      open.at(-1).children.push(characters(text));
    } else if (closing) {
      const at = open.findLastIndex((each) => each.name === name);
      if (at > 0) open.length = at;
    } else if (dropped.has(name)) {
      skipped = { name, depth: 1 };
    } else if (single.has(name)) {
      open.at(-1).children.push(...standalone(name, rest));
    } else {
      for (const other of closes.get(name) ?? []) closeTo(open, other);
      if (open.length > maxDepth) continue;
      const element = { name, attributes: rest, children: [] };
      open.at(-1).children.push(element);
      open.push(element);
    }
  }
  return merged(root.children.flatMap(finished));
}

/**
 * The markup as texts and tags; comments and declarations are left out. What does not end as a tag is text. No
 * character is looked at twice.
 */
function* pieces(markup) {
  let from = 0;
  for (let at = markup.indexOf('<'); at >= 0; at = markup.indexOf('<', at)) {
    const { end, stopped } = markup[at + 1] === '!' ? { end: declarationEnd(markup, at) } : tagEnd(markup, at);
    if (end === undefined) {
      at = stopped;
      continue;
    }
    if (at > from) yield { text: markup.slice(from, at) };
    const tag = /^<(\/?)([a-z][a-z0-9:-]*)/i.exec(markup.slice(at, at + 40));
    if (tag) {
      yield {
        name: tag[2].toLowerCase(),
        closing: tag[1] === '/',
        rest: markup.slice(at + tag[0].length, Math.min(end, at + 8192)),
      };
    }
    from = at = end + 1;
  }
  if (from < markup.length) yield { text: markup.slice(from) };
}

function declarationEnd(markup, at) {
  const comment = markup.startsWith('<!--', at);
  const end = markup.indexOf(comment ? '-->' : '>', at);
  return end < 0 ? markup.length : end + (comment ? 2 : 0);
}

/**
 * Where the tag that begins at `at` has its `>`: {end}, or {stopped}, where it turned out to be none. A quoted value
 * may hold any character.
 */
function tagEnd(markup, at) {
  if (!/[a-z]/i.test(markup[at + 1] === '/' ? (markup[at + 2] ?? '') : (markup[at + 1] ?? ''))) {
    return { stopped: at + 1 };
  }
  for (let index = at + 1; index < markup.length; index += 1) {
    const character = markup[index];
    if (character === '>') return { end: index };
    if (character === '<') return { stopped: index };
    if ((character === '"' || character === "'") && markup[index - 1] === '=') {
      const close = markup.indexOf(character, index + 1);
      if (close < 0) return { stopped: index };
      index = close;
    }
  }
  return { stopped: markup.length };
}

function closeTo(open, name) {
  const at = open.findLastIndex((each) => each.name === name || scopes.has(each.name));
  if (at > 0 && open[at].name === name) open.length = at;
}

/** An element as a node of the tree, or what is in it if it may not stand there itself. */
function finished(node) {
  if (typeof node === 'string' || node.type) return [node];
  const children = merged(node.children.flatMap(finished));
  const type = kept.get(node.name);
  if (type === 'link') {
    const href = safeAddress(attribute(node.attributes, 'href') ?? '');
    return href ? [{ type, href, children }] : children;
  }
  if (type === 'list') {
    return [{
      type,
      ordered: node.name === 'ol',
      start: Number.parseInt(attribute(node.attributes, 'start') ?? '1', 10) || 1,
      children: children.filter((each) => each.type === 'item'),
    }];
  }
  return type ? [{ type, children }] : children;
}

function standalone(name, attributes) {
  if (name === 'br') return [{ type: 'break', children: [] }];
  if (name === 'hr') return [{ type: 'rule', children: [] }];
  if (name !== 'img') return [];
  return [{
    type: 'picture',
    src: attribute(attributes, 'src') ?? '',
    alt: attribute(attributes, 'alt') ?? '',
    width: length(attributes, 'width'),
    height: length(attributes, 'height'),
    children: [],
  }];
}

function attribute(text, name) {
  for (const [, found, value] of text.matchAll(/([^\s"'>/=]{1,64})\s{0,8}=\s{0,8}("[^"]*"|'[^']*'|[^\s"'>]*)/g)) {
    if (found.toLowerCase() === name) return characters(/^["']/.test(value) ? value.slice(1, -1) : value);
  }
  return null;
}

function length(attributes, name) {
  const value = Number.parseInt(attribute(attributes, name) ?? '', 10);
  return value > 0 ? Math.min(value, 1024) : null;
}

/** Neighbouring texts as one. */
function merged(nodes) {
  return nodes.reduce((list, node) => {
    if (typeof node === 'string' && typeof list.at(-1) === 'string') list[list.length - 1] += node;
    else list.push(node);
    return list;
  }, []);
}

const named = new Map(
  Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: '\u00a0',
    copy: '©',
    reg: '®',
    hellip: '…',
    mdash: '—',
    ndash: '–',
    euro: '€',
    laquo: '«',
    raquo: '»',
    ldquo: '“',
    rdquo: '”',
    lsquo: '‘',
    rsquo: '’',
    bull: '•',
    middot: '·',
    times: '×',
    deg: '°',
  }),
);

function characters(text) {
  return text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));/gi, (whole, decimal, hex, name) => {
    if (name) return named.get(name.toLowerCase()) ?? whole;
    const point = decimal ? Number(decimal) : Number.parseInt(hex, 16);
    return point > 0 && point <= 0x10ffff && (point < 0xd800 || point > 0xdfff)
      ? String.fromCodePoint(point)
      : '\ufffd';
  });
}
