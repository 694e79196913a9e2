// Lines over numbers, days or names. Pure.

import { colourOf } from './chartcolours.js';
import { limits, linesOf, word } from './chartdata.js';
import { everyWhich, extent, numberOf, scale, thinned, ticks } from './chartnumbers.js';
import { below, bounds, dot, fitted, frame, path, roomOf, rows } from './chartshapes.js';

const dashes = ['', '6 3', '2 3', '8 3 2 3', '10 4', '4 2 1 2']; // lines differ not by their colour alone
const most = 400; // points of a line that are drawn

/** `Chart.Line`. */
export function lineChart(node, { width, write, writeDay }) {
  const { kind, names, series } = linesOf(node.data);
  const height = Math.round(Math.max(180, Math.min(260, width * 0.6)));
  const all = series.flatMap((each) => each.points);
  const [low, high] = bounds(extent(values(all, 1)), numberOf(node.yMin), numberOf(node.yMax));
  const marks = ticks(low, high, 5);
  const { plot, titles } = frame({
    width,
    height,
    marks,
    write: write.short,
    xTitle: word(node.xAxisTitle),
    yTitle: word(node.yAxisTitle),
  });
  const y = scale([marks[0], marks.at(-1)], [plot.bottom, plot.top]);
  const across = extent(values(all, 0)) ?? [0, 1];
  const [first, last] = across[0] < across[1] ? across : [across[0] - 1, across[1] + 1];
  const x = scale([first, last], [plot.left + 8, plot.right - 8]);
  const shapes = rows(plot, marks, y, write.short);
  const writeX = { number: write.short, day: writeDay, name: (each) => names[each] ?? '' }[kind];
  for (const { at, room } of written(kind, [first, last], names, plot)) {
    shapes.push(below(fitted(writeX(at), room), x(at), plot.bottom + 16, width));
  }
  const colours = series.map((each, index) => colourOf(each.wanted ?? node.color, node.colorSet, index));
  const dashOf = (index) => dashes[index % dashes.length];
  for (const [index, { points }] of series.entries()) {
    const drawn = thinned(points, most);
    const d = drawn.map((each, place) => `${place ? 'L' : 'M'}${near(x(each[0]))} ${near(y(each[1]))}`).join('');
    if (drawn.length > 1) {
      const attributes = { d, 'stroke-dasharray': dashOf(index) || null };
      shapes.push(path(d, { stroke: colours[index], class: 'ac-chart-line', attributes }));
    }
    if (drawn.length <= 40) {
      for (const each of drawn) shapes.push(dot(x(each[0]), y(each[1]), 3, { fill: colours[index] }));
    }
  }
  return {
    width,
    height,
    shapes: [...shapes, ...titles],
    legend: series.map(({ name }, index) => ({ name, colour: colours[index], dash: dashOf(index), isLine: true })),
    table: tableOf(series, { node, write, writeX }),
  };
}

const near = (number) => Math.round(number * 10) / 10;

function* values(points, side) {
  for (const each of points) yield each[side];
}

/** Where something is written below the plot, and how much room it has. */
function written(kind, [first, last], names, plot) {
  const wide = plot.right - plot.left;
  if (kind === 'name') {
    const each = everyWhich(names.length, wide, roomOf(names));
    const room = Math.max(20, (wide / Math.max(1, names.length)) * each - 4);
    return names.map((_, at) => ({ at, room })).filter(({ at }) => at % each === 0);
  }
  if (kind === 'number') {
    const inside = ticks(first, last, Math.max(2, Math.floor(wide / 45)));
    return inside.filter((at) => at >= first && at <= last).map((at) => ({ at, room: 42 }));
  }
  const count = Math.max(1, Math.floor(wide / 90));
  return Array.from({ length: count + 1 }, (_, index) => ({
    at: first + ((last - first) * index) / count,
    room: 90,
  }));
}

/** A row for each x, as far as a table goes. */
function tableOf(series, { node, write, writeX }) {
  const places = new Map();
  for (const [index, { points }] of series.entries()) {
    for (const [x, y] of points) {
      if (!places.has(x)) places.set(x, []);
      places.get(x)[index] = y;
    }
  }
  const ordered = [...places].sort(([one], [other]) => one - other).slice(0, limits.rows);
  return {
    columns: [word(node.xAxisTitle, 'At'), ...series.map((each) => each.name)],
    rows: ordered.map(([x, row]) => [
      writeX(x),
      ...series.map((_, index) => (row[index] === undefined ? '–' : write.full(row[index]))),
    ]),
    all: places.size,
  };
}
