// Where things of a card go: classes of width, the layout that fits, widths of columns. Pure.

import { list, record } from '../base/shape.js';
import { choice, count, number, pixels } from './cardshape.js';

const classes = ['verynarrow', 'narrow', 'standard', 'wide'];
const ends = [164, 347, 767]; // the last pixel of each class but the widest

/** The class of a card's width in pixels. What is not laid out yet is as wide as most. */
export function widthClass(pixels) {
  if (!(pixels > 0)) return 'standard';
  const at = ends.findIndex((end) => pixels <= end);
  return classes[at < 0 ? classes.length - 1 : at];
}

/** Whether what is meant for `targetWidth` shows in a card of that class. What is no target width always shows. */
export function fits(targetWidth, width) {
  const found = typeof targetWidth === 'string' &&
    /^(atLeast:|atMost:)?(veryNarrow|narrow|standard|wide)$/i.exec(targetWidth);
  if (!found) return true;
  const [have, want] = [classes.indexOf(width), classes.indexOf(found[2].toLowerCase())];
  switch (found[1]?.toLowerCase()) {
    case 'atleast:':
      return have >= want;
    case 'atmost:':
      return have <= want;
    default:
      return have === want;
  }
}

/** How exactly a layout names a width: the exact class, then a range, then any. */
const exactness = ({ targetWidth }) => typeof targetWidth !== 'string' ? 0 : targetWidth.includes(':') ? 1 : 2;

/** The one of `layouts` that is to be used at a width, or an empty object for a stack. */
export function layoutFor(layouts, width) {
  let best = {};
  let rank = -1;
  for (const each of list(layouts).slice(0, 20)) {
    const layout = record(each);
    if (!/^Layout\.(Stack|Flow|AreaGrid)$/i.test(layout.type ?? '') || !fits(layout.targetWidth, width)) continue;
    if (exactness(layout) > rank) [best, rank] = [layout, exactness(layout)];
  }
  return best;
}

export const spacings = ['default', 'none', 'extrasmall', 'small', 'medium', 'large', 'extralarge', 'padding'];

/** The CSS of a named spacing. */
export function space(value, otherwise = 'default') {
  const name = choice(value, spacings, otherwise);
  return name === 'none' ? '0px' : `var(--ac-space-${name})`;
}

/** The `flex` of a column, and whether it is only as wide as its content. */
export function columnFlex(width) {
  const fixed = pixels(width);
  if (fixed !== null) return `0 0 ${fixed}px`;
  const weight = number(width);
  if (weight !== null && weight > 0) return `${Math.min(weight, 10_000)} 1 0px`;
  return choice(width, ['stretch', 'auto']) === 'auto' ? '0 1 auto' : '1 1 0px';
}

/** The width of a table's column as its part of a grid. */
export function trackOf(width) {
  const fixed = pixels(width);
  if (fixed !== null) return `${fixed}px`;
  const weight = number(width);
  if (weight !== null && weight > 0) return `minmax(0, ${Math.min(weight, 10_000)}fr)`;
  return choice(width, ['stretch', 'auto']) === 'auto' ? 'auto' : 'minmax(0, 1fr)';
}

/** The tracks of a grid of areas: a number is a percentage of the width, what is missing shares the rest. */
export function areaTracks(layout) {
  const areas = areasOf(layout);
  const most = Math.max(1, ...areas.map((each) => each.column + each.columnSpan - 1));
  const given = list(layout.columns).slice(0, 50).map((width) => {
    const fixed = pixels(width);
    if (fixed !== null) return `${fixed}px`;
    const part = number(width);
    return part !== null && part > 0 ? `minmax(0, ${Math.min(part, 1_000)}fr)` : 'minmax(0, 1fr)';
  });
  const left = list(layout.columns).map(number).filter((each) => each > 0).reduce((sum, each) => sum - each, 100);
  const missing = Math.max(0, most - given.length);
  const share = missing ? Math.max(1, left / missing) : 0;
  return [...given, ...Array(missing).fill(`minmax(0, ${share}fr)`)].join(' ');
}

/** The areas of a grid by name, each with where it begins and how far it goes. */
export function areasOf(layout) {
  return list(layout.areas).slice(0, 200).map(record).map((each) => ({
    name: typeof each.name === 'string' ? each.name : '',
    column: count(each.column, 1, 50) ?? 1,
    row: count(each.row, 1, 200) ?? 1,
    columnSpan: count(each.columnSpan, 1, 50) ?? 1,
    rowSpan: count(each.rowSpan, 1, 200) ?? 1,
  }));
}

const flex = { left: 'flex-start', center: 'center', right: 'flex-end', top: 'flex-start', bottom: 'flex-end' };

/** The alignment of CSS for one of a card. */
export function flexFor(value, otherwise = 'left') {
  return flex[choice(value, Object.keys(flex), otherwise)];
}
