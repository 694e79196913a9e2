import { h } from '../../base/dom.js';
import { list, record } from '../../base/shape.js';
import { cardLink } from '../cardaddress.js';
import { words } from '../cardshape.js';

/** Says what would play, with its picture and where it is: the page plays nothing itself. */
export function media(node, context) {
  const alt = words(node.altText);
  const box = context.placeholder('Media', `${alt ? `“${alt}”` : 'it'} plays in Teams alone`);
  if (typeof node.poster === 'string' && node.poster) {
    box.append(context.picture({ url: node.poster, alt: alt || 'Media', className: 'ac-poster' }));
  }
  const links = list(node.sources).slice(0, 20).map(record).flatMap((each) => {
    const href = cardLink(each.url);
    if (!href) return [];
    const name = words(each.mimeType).slice(0, 80) || 'source';
    return [h('li', null, h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, `Open ${name}`))];
  });
  if (links.length) box.append(h('ul', null, links));
  return box;
}
