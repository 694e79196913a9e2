// Message markup (`text/html`, `textFormat` xml) to the tree of markdown.js, through a strict list of what may stand
// in a message. The parser's document is inert: nothing in it runs or loads.

import { safeAddress } from './address.js';

const kept = {
  P: 'paragraph', DIV: 'paragraph', B: 'strong', STRONG: 'strong', I: 'em', EM: 'em', U: 'underline', S: 'strike',
  STRIKE: 'strike', DEL: 'strike', CODE: 'code', PRE: 'pre', BLOCKQUOTE: 'quote', LI: 'item', AT: 'mention', BR: 'break',
  H1: 'heading', H2: 'heading', H3: 'heading', TABLE: 'table', TR: 'row', TD: 'cell', TH: 'header', HR: 'rule',
};
const dropped = new Set([
  'SCRIPT', 'STYLE', 'IFRAME', 'OBJECT', 'EMBED', 'TEMPLATE', 'NOSCRIPT', 'SVG', 'MATH', 'HEAD', 'TITLE', 'LINK', 'META',
  'BASE', 'FORM', 'INPUT', 'BUTTON', 'SELECT', 'TEXTAREA', 'AUDIO', 'VIDEO', 'CANVAS', 'XMP', 'PLAINTEXT', 'NOEMBED', 'NOFRAMES',
]);
const maxDepth = 48;

/** The tree of a piece of markup. An element that is not on the list gives way to what is in it, or is dropped. */
export function parseHTML(markup) {
  const parsed = new DOMParser().parseFromString(String(markup), 'text/html');
  return children(parsed.body, 0);
}

function children(node, depth) {
  return depth > maxDepth ? [] : [...node.childNodes].flatMap((child) => tree(child, depth));
}

function tree(node, depth) {
  if (node.nodeType === Node.TEXT_NODE) return node.data ? [node.data] : [];
  if (node.nodeType !== Node.ELEMENT_NODE) return [];
  const name = node.tagName.toUpperCase();
  if (dropped.has(name)) return [];
  const inner = children(node, depth + 1);
  switch (name) {
    case 'A': {
      const href = safeAddress(node.getAttribute('href') ?? '');
      return href ? [{ type: 'link', href, children: inner }] : inner;
    }
    case 'IMG':
      return [{ type: 'picture', src: node.getAttribute('src') ?? '', alt: node.getAttribute('alt') ?? '', width: length(node, 'width'), height: length(node, 'height'), children: [] }];
    case 'UL': case 'OL':
      return [{ type: 'list', ordered: name === 'OL', start: Number.parseInt(node.getAttribute('start') ?? '1', 10) || 1, children: inner.filter((each) => each.type === 'item') }];
    default:
      return Object.hasOwn(kept, name) ? [{ type: kept[name], children: inner }] : inner;
  }
}

function length(node, name) {
  const value = Number.parseInt(node.getAttribute(name) ?? '', 10);
  return value > 0 ? Math.min(value, 1024) : null;
}
