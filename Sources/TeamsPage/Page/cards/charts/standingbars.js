// Bars that stand: side by side, in groups, or on each other. Pure.

import { colourOf } from './chartcolours.js';
import { barsOf, groupsOf, word } from './chartdata.js';
import { everyWhich, extent, numberOf, scale, ticks } from './chartnumbers.js';
import { below, bounds, fitted, frame, rect, roomOf, rows, words } from './chartshapes.js';

/** `Chart.VerticalBar`: one bar for each name. */
export function verticalBars(node, { width, write }) {
  const { bars, more } = barsOf(node.data);
  const colours = bars.map((each) => colourOf(each.wanted ?? node.color, node.colorSet, 0));
  const stacks = bars.map(({ value }, index) => [{ value, colour: colours[index] }]);
  return {
    ...columns({ node, width, write, names: bars.map((each) => each.name), stacks: stacks.map((each) => [each]) }),
    legend: [],
    more,
    table: {
      columns: [word(node.xAxisTitle, 'Name'), word(node.yAxisTitle, 'Value')],
      rows: bars.map(({ name, value }) => [name, write.full(value)]),
    },
  };
}

/** `Chart.VerticalBar.Grouped`: a bar of each series for each name, side by side or `stacked`. */
export function groupedBars(node, { width, write }) {
  const { names, series, more } = groupsOf(node.data);
  const colours = series.map((each, index) => colourOf(each.wanted ?? node.color, node.colorSet, index));
  const pieces = (place) => series.map(({ values }, index) => ({ value: values[place] ?? 0, colour: colours[index] }));
  const stacks = names.map((_, place) => node.stacked === true ? [pieces(place)] : pieces(place).map((each) => [each]));
  return {
    ...columns({ node, width, write, names, stacks }),
    legend: series.map(({ name }, index) => ({ name, colour: colours[index] })),
    more,
    table: {
      columns: [word(node.xAxisTitle, 'Name'), ...series.map((each) => each.name)],
      rows: names.map((name, place) => [
        name,
        ...series.map(({ values }) => (values[place] === null ? '–' : write.full(values[place]))),
      ]),
    },
  };
}

/** For each name its bars side by side, each bar the pieces that stand on each other. */
function columns({ node, width, write, names, stacks }) {
  const height = Math.round(Math.max(180, Math.min(260, width * 0.6)));
  const tops = [0];
  for (const bars of stacks) {
    for (const pieces of bars) {
      tops.push(pieces.reduce((sum, { value }) => sum + Math.max(0, value), 0));
      tops.push(pieces.reduce((sum, { value }) => sum + Math.min(0, value), 0));
    }
  }
  const [low, high] = bounds(extent(tops), numberOf(node.yMin), numberOf(node.yMax));
  const marks = ticks(low, high, 5);
  const { plot, titles } = frame({
    width,
    height,
    marks,
    write: write.short,
    xTitle: word(node.xAxisTitle),
    yTitle: word(node.yAxisTitle),
  });
  const place = scale([marks[0], marks.at(-1)], [plot.bottom, plot.top]);
  const step = (plot.right - plot.left) / Math.max(1, names.length);
  const most = Math.max(1, ...stacks.map((each) => each.length));
  const wide = Math.min(48, (step * 0.72) / most);
  const each = everyWhich(names.length, plot.right - plot.left, roomOf(names));
  const shapes = rows(plot, marks, place, write.short);
  for (const [index, bars] of stacks.entries()) {
    const middle = plot.left + step * (index + 0.5);
    const first = middle - (wide * bars.length) / 2;
    for (const [number, pieces] of bars.entries()) {
      const left = first + wide * number;
      let [up, down] = [0, 0];
      for (const { value, colour } of pieces) {
        const from = value >= 0 ? up : down;
        const to = from + value;
        const [top, bottom] = [place(Math.max(from, to)), place(Math.min(from, to))];
        shapes.push(rect(left + 0.5, top, wide - 1, bottom - top, { fill: colour, attributes: { rx: 1.5 } }));
        if (value >= 0) up = to;
        else down = to;
      }
      if (node.showBarValues === true && wide >= 14) {
        const total = up + down;
        const said = fitted(write.short(total), Math.max(wide + 10, 24));
        shapes.push(words(said, left + wide / 2, total >= 0 ? place(up) - 4 : place(down) + 12, 'middle'));
      }
    }
    if (index % each === 0) {
      shapes.push(below(fitted(names[index], step * each - 4), middle, plot.bottom + 16, width));
    }
  }
  return { width, height, shapes: [...shapes, ...titles] };
}
