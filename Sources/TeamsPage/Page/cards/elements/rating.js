// Stars that show a rating.

import { h } from '../../base/dom.js';
import { choice, count, number } from '../cardshape.js';

const outline = 'M10 2.6l2.2 4.7 5.1.6-3.8 3.5 1 5.1L10 14l-4.5 2.5 1-5.1-3.8-3.5 5.1-.6z';

export function rating(node, { locale } = {}) {
  const most = count(node.max, 1, 20) ?? 5;
  const value = Math.max(0, Math.min(most, number(node.value) ?? 0));
  const people = count(node.count, 0, 1e12);
  const isCompact = choice(node.style, ['default', 'compact']) === 'compact';
  const large = choice(node.size, ['medium', 'large']) === 'large';
  const colour = choice(node.color, ['neutral', 'marigold']);
  const write = (each) => each.toLocaleString(known(locale), { maximumFractionDigits: 2 });
  const said = `${write(value)} of ${write(most)} stars${people === null ? '' : `, ${write(people)} ratings`}`;
  const drawn = isCompact ? [star(value > 0 ? 1 : 0)] : Array.from({ length: most }, (_, at) => star(value - at));
  return h(
    'div',
    { class: `ac-rating ac-is-${colour}${large ? ' ac-is-large' : ''}` },
    h('span', { class: 'ac-rate-stars', role: 'img', 'aria-label': said }, drawn),
    h('span', { class: 'ac-rating-value', 'aria-hidden': 'true' }, write(value)),
    people === null ? null : h('span', { class: 'ac-rating-count', 'aria-hidden': 'true' }, `(${write(people)})`),
  );
}

function known(locale) {
  try {
    return Intl.getCanonicalLocales(locale)[0];
  } catch {
    return undefined;
  }
}

/** A star that is full, empty, or in part. */
export function star(part) {
  const share = Math.max(0, Math.min(1, part));
  const full = h('span', { class: 'ac-rate-full' }, drawing());
  full.style.width = `${Math.round(share * 100)}%`;
  return h('span', { class: 'ac-rate-star' }, drawing(), share > 0 ? full : null);
}

function drawing() {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', outline);
  svg.append(path);
  return svg;
}
