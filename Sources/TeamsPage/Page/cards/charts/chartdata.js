// What a chart says, out of whatever its JSON is. Pure; never more than the limits below, however much there is.

import { numberOf } from './chartnumbers.js';

export const limits = { slices: 60, bars: 200, lying: 60, series: 20, points: 6000, pieces: 600, rows: 200 };

export const list = (value) => (Array.isArray(value) ? value : []);
export const record = (value) => (value && typeof value === 'object' && !Array.isArray(value) ? value : {});
/** A word of a card: texts and numbers count, cut at a length that a chart can show. */
export function word(value, instead = '') {
  const text = typeof value === 'string' ? value : Number.isFinite(value) ? String(value) : '';
  return text.trim() ? text.slice(0, 200) : instead;
}

/** [{name, value, wanted}] of slices; those past the limit are one slice of the rest. */
export function slicesOf(data, valueOf = (each) => each.value, most = limits.slices) {
  const all = list(data);
  const slices = all.slice(0, most).map((each, index) => {
    const slice = record(each);
    return {
      name: word(slice.legend, `Part ${index + 1}`),
      value: numberOf(valueOf(slice)) ?? 0,
      wanted: slice.color,
    };
  });
  const rest = all.slice(most);
  if (rest.length) {
    const value = rest.reduce((sum, each) => sum + (numberOf(valueOf(record(each))) ?? 0), 0);
    slices.push({ name: `${rest.length} more`, value, wanted: 'neutral' });
  }
  return slices;
}

/** [{name, value, wanted}] of bars, and how many are left out. A bar without a number is an empty one. */
export function barsOf(data, most = limits.bars) {
  const all = list(data);
  const bars = all.slice(0, most).map((each, index) => {
    const bar = record(each);
    return { name: word(bar.x, String(index + 1)), value: numberOf(bar.y) ?? 0, wanted: bar.color };
  });
  return { bars, more: all.length - bars.length };
}

/** Groups by name: {names, series: [{name, wanted, values: [number or null]}], more}, a value for each name. */
export function groupsOf(data) {
  const places = new Map();
  let more = 0;
  const most = Math.min(
    limits.bars,
    Math.floor(limits.pieces / Math.max(1, Math.min(limits.series, list(data).length))),
  );
  const series = list(data).slice(0, limits.series).map((each, index) => {
    const group = record(each);
    const values = [];
    for (const one of list(group.values).slice(0, limits.pieces)) {
      const name = word(record(one).x, '–');
      if (!places.has(name)) {
        if (places.size === most) {
          more += 1;
          continue;
        }
        places.set(name, places.size);
      }
      values[places.get(name)] = numberOf(record(one).y);
    }
    return { name: word(group.legend, `Series ${index + 1}`), wanted: group.color, values };
  });
  const names = [...places.keys()];
  for (const each of series) each.values = names.map((_, index) => each.values[index] ?? null);
  return { names, series, more };
}

/**
 * Lines: {kind, names, series: [{name, wanted, points: [[x, y]]}]}. `kind` is number or day when every x is one, and x
 * is that number or those milliseconds; else name, and x is the place in `names`.
 */
export function linesOf(data) {
  const given = list(data).slice(0, limits.series).map((each) => record(each));
  const most = Math.floor(limits.points / Math.max(1, given.length));
  const pointsOf = (each) => list(each.values).slice(0, most).map(record);
  let kind = null;
  for (const each of given) for (const { x } of pointsOf(each)) kind = joined(kind, kindOf(x));
  const places = new Map();
  const xOf = (x) => {
    if (kind === 'number') return numberOf(x);
    if (kind === 'day') return Date.parse(x);
    const name = word(x, '–');
    if (!places.has(name)) places.set(name, places.size);
    return places.get(name);
  };
  const series = given.map((each, index) => {
    const points = pointsOf(each).map(({ x, y }) => [xOf(x), numberOf(y)]).filter(([, y]) => y !== null);
    if (kind !== 'name') points.sort((one, other) => one[0] - other[0]);
    return { name: word(each.legend, `Line ${index + 1}`), wanted: each.color, points };
  });
  return { kind: kind ?? 'name', names: [...places.keys()], series };
}

function kindOf(x) {
  if (numberOf(x) !== null) return 'number';
  if (typeof x === 'string' && /^\d{4}-\d\d(-\d\d([T ].*)?)?$/.test(x) && !Number.isNaN(Date.parse(x))) return 'day';
  return 'name';
}
const joined = (one, other) => (one === null || one === other ? other : 'name');
