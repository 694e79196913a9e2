// The tree of a card's markdown as DOM nodes.

import { h } from '../base/dom.js';
import { clockText } from './carddates.js';
import { parseCardMarkdown } from './cardmarkdown.js';

/** The nodes for a text: those of a line where it is one paragraph, else paragraphs and lists. */
export function textNodes(markdown, place) {
  const blocks = parseCardMarkdown(markdown);
  if (blocks.length === 1 && blocks[0].type === 'paragraph') return inlineNodes(blocks[0].children, place);
  return blocks.map((each) => block(each, place));
}

function block(node, place) {
  if (node.type === 'paragraph') return h('p', null, inlineNodes(node.children, place));
  return h(
    node.ordered ? 'ol' : 'ul',
    { start: node.ordered && node.start !== 1 ? node.start : null },
    node.children.map((item) =>
      h('li', null, inlineNodes(item.children, place), item.lists.map((each) => block(each, place)))
    ),
  );
}

function inlineNodes(nodes, place) {
  return nodes.map((node) => {
    if (typeof node === 'string') return document.createTextNode(node);
    switch (node.type) {
      case 'link':
        return h(
          'a',
          { href: node.href, target: '_blank', rel: 'noopener noreferrer' },
          inlineNodes(node.children, place),
        );
      case 'mention': {
        const name = place.mentions.get(node.name);
        return h('span', { class: name === undefined ? null : 'ac-mention' }, name ?? node.name);
      }
      case 'clock':
        return document.createTextNode(clockText(node, place.locale, place.timeZone));
      default:
        return h(node.type, null, inlineNodes(node.children, place));
    }
  });
}
