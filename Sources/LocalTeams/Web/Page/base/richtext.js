// The tree of markdown.js and html.js as elements, and as the words of a label.

import { h } from './dom.js';
import { picture } from './picture.js';

const elements = new Map(Object.entries({
  paragraph: 'p',
  strong: 'strong',
  em: 'em',
  underline: 'u',
  strike: 's',
  code: 'code',
  pre: 'pre',
  quote: 'blockquote',
  item: 'li',
  break: 'br',
  heading: 'h3',
  table: 'table',
  row: 'tr',
  cell: 'td',
  header: 'th',
  rule: 'hr',
}));

const mostElements = 2000; // of one text; what comes after them shows as words alone

/** The elements of a tree. */
export function render(tree) {
  let left = mostElements;
  const shown = (nodes) => {
    const output = [];
    for (const [index, node] of nodes.entries()) {
      if (left <= 0) return [...output, words(nodes.slice(index))];
      left -= 1;
      output.push(typeof node === 'string' ? node : element(node, shown));
    }
    return output;
  };
  return shown(tree);
}

function element(node, shown) {
  switch (node.type) {
    case 'link':
      return h('a', { href: node.href, target: '_blank', rel: 'noopener noreferrer' }, shown(node.children));
    case 'mention':
      return h('span', { class: 'mention' }, shown(node.children));
    case 'list':
      return node.ordered
        ? h('ol', { start: node.start === 1 ? null : node.start }, shown(node.children))
        : h('ul', null, shown(node.children));
    case 'picture':
      return picture({ address: node.src, name: node.alt, width: node.width, height: node.height });
    case 'break':
    case 'rule':
      return h(elements.get(node.type));
    default:
      return h(elements.get(node.type), null, shown(node.children));
  }
}

/** The words of a tree, for labels and previews. */
export function words(tree) {
  return tree.map((node) => {
    if (typeof node === 'string') return node;
    const inside = node.type === 'picture' ? node.alt : words(node.children);
    return ['paragraph', 'item', 'break', 'pre', 'quote', 'heading', 'row', 'cell', 'header'].includes(node.type)
      ? `${inside} `
      : inside;
  }).join('').replaceAll(/\s+/g, ' ');
}
