// Rings, discs and dials: what is drawn, what the legend says, and the table. Pure.

import { needlePath, parts, ringPath } from './chartarcs.js';
import { colourNamed, colourOf } from './chartcolours.js';
import { limits, list, slicesOf, word } from './chartdata.js';
import { numberOf } from './chartnumbers.js';
import { fitted, path, words } from './chartshapes.js';

const lower = (value) => String(value ?? '').toLowerCase();

/** A ring (`Chart.Donut`) or a disc (`Chart.Pie`) in parts. */
export function roundChart(node, { width, write, isRing }) {
  const slices = slicesOf(node.data);
  const size = Math.max(120, Math.min(width, 220));
  const middle = word(node.value);
  const height = size + (middle && !isRing ? 26 : 0);
  const centre = [width / 2, size / 2];
  const outer = size / 2 - 4;
  const inner = isRing ? outer * (lower(node.thickness) === 'thin' ? 0.8 : 0.62) : 0;
  const colours = slices.map((each, index) => colourOf(each.wanted, node.colorSet, index));
  const shapes = parts(slices.map((each) => each.value)).map(({ from, to }, index) =>
    path(ringPath(centre, outer, inner, from, to), {
      fill: colours[index],
      class: node.showOutlines === false ? '' : 'ac-chart-outlined',
    })
  ).filter((each) => each.attributes.d);
  if (!shapes.length) shapes.push(path(ringPath(centre, outer, inner || outer - 3, 0, 1), { class: 'ac-chart-empty' }));
  if (middle) {
    const text = fitted(middle, (isRing ? inner * 2 - 12 : width) / 1.6);
    const y = isRing ? centre[1] + 7 : size + 18;
    shapes.push({ ...words(text, centre[0], y, 'middle', 'ac-chart-value'), fill: colourNamed(node.valueColor) });
  }
  const sum = slices.reduce((total, each) => total + Math.max(0, each.value), 0);
  const share = (value) => (sum > 0 && value > 0 ? write.percent(value / sum) : write.percent(0));
  return {
    width,
    height,
    shapes,
    legend: slices.map(({ name, value }, index) => ({ name, colour: colours[index], value: write.full(value) })),
    table: {
      columns: ['Part', 'Value', 'Share'],
      rows: slices.map(({ name, value }) => [name, write.full(value), share(value)]),
    },
  };
}

/** A needle over segments (`Chart.Gauge`). */
export function gauge(node, { width, write }) {
  const segments = slicesOf(list(node.segments).slice(0, limits.slices), (each) => each.size);
  const sum = segments.reduce((total, each) => total + Math.max(0, each.value), 0);
  const low = numberOf(node.min) ?? 0;
  const asked = numberOf(node.max) ?? (sum > 0 ? low + sum : 100);
  const high = asked > low ? asked : low + (Math.abs(low) || 1);
  const value = numberOf(node.value) ?? low;
  const part = Math.max(0, Math.min(1, (value - low) / (high - low)));
  const radius = Math.max(60, Math.min(width / 2 - 30, 110));
  const centre = [width / 2, radius + 6];
  const inner = radius * 0.72;
  const colours = segments.map((each, index) => colourOf(each.wanted, node.colorSet, index));
  const needed = node.showNeedle !== false;
  // Without segments the dial is filled as far as the value.
  const pieces = sum > 0
    ? parts(segments.map((each) => each.value), -0.25, 0.25)
    : [{ from: -0.25, to: -0.25 + part / 2 }];
  const shapes = [path(ringPath(centre, radius, inner, -0.25, 0.25), { class: 'ac-chart-empty' })];
  for (const [index, { from, to }] of pieces.entries()) {
    const d = ringPath(centre, radius, inner, from, to);
    const look = node.showOutlines === false ? '' : 'ac-chart-outlined';
    if (d) shapes.push(path(d, { fill: colours[index] ?? colourOf(null, node.colorSet, 0), class: look }));
  }
  if (needed) shapes.push(path(needlePath(centre, radius * 0.9, 4, part / 2 - 0.25), { class: 'ac-chart-needle' }));
  const isFraction = lower(node.valueFormat) === 'fraction';
  const said = isFraction ? `${write.full(value)}/${write.full(high)}` : write.percent((value - low) / (high - low));
  const label = word(node.subLabel);
  const bottom = centre[1] + (needed ? 34 : -8);
  shapes.push(words(said, centre[0], bottom, 'middle', 'ac-chart-value'));
  if (label) shapes.push(words(fitted(label, width), centre[0], bottom + 20, 'middle'));
  if (node.showMinMax !== false) {
    const side = (radius + inner) / 2;
    shapes.push(words(write.short(low), centre[0] - side, centre[1] + 16, 'middle'));
    shapes.push(words(write.short(high), centre[0] + side, centre[1] + 16, 'middle'));
  }
  return {
    width,
    height: Math.max(bottom, centre[1] + 12) + (label ? 28 : 10),
    shapes,
    legend: segments.map(({ name, value: size }, index) => ({ name, colour: colours[index], value: write.full(size) })),
    table: {
      columns: ['What', 'Value'],
      rows: [
        [label || 'Value', said],
        ['From', write.full(low)],
        ['To', write.full(high)],
        ...segments.map(({ name, value: size }) => [name, write.full(size)]),
      ],
    },
    summary: said,
  };
}
