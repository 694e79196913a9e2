// Bars that lie, one below the other, each below its name. Pure.

import { colourNamed, colourOf } from './chartcolours.js';
import { barsOf, limits, list, record, slicesOf, word } from './chartdata.js';
import { extent, scale, ticks } from './chartnumbers.js';
import { fitted, line, rect, widthOf, words } from './chartshapes.js';

const thick = 14, rowHeight = 44;

/** `Chart.HorizontalBar`. */
export function horizontalBars(node, { width, write }) {
  const { bars, more } = barsOf(node.data, limits.lying);
  const mode = String(node.displayMode ?? '').toLowerCase();
  const sum = bars.reduce((total, each) => total + Math.max(0, each.value), 0);
  const isPart = mode === 'parttowhole';
  const says = ({ value }) => isPart ? `${write.short(value)} / ${write.short(sum)}` : write.short(value);
  const drawn = lying({
    node,
    width,
    write,
    withAxis: mode !== 'absolutenoaxis' && !isPart,
    whole: isPart ? sum : null,
    bars: bars.map((each) => ({
      name: each.name,
      said: says(each),
      pieces: [{ value: each.value, colour: colourOf(each.wanted ?? node.color, node.colorSet, 0) }],
    })),
  });
  const share = ({ value }) => (sum > 0 ? [write.percent(Math.max(0, value) / sum)] : [write.percent(0)]);
  return {
    ...drawn,
    legend: [],
    more,
    table: {
      columns: [word(node.yAxisTitle, 'Name'), word(node.xAxisTitle, 'Value'), ...(isPart ? ['Share'] : [])],
      rows: bars.map((each) => [each.name, write.full(each.value), ...(isPart ? share(each) : [])]),
    },
  };
}

/** `Chart.HorizontalBar.Stacked`: bars in parts; parts of one name have one colour. */
export function stackedBars(node, { width, write }) {
  const all = list(node.data);
  const places = new Map();
  const colours = [];
  const bars = all.slice(0, limits.lying).map((given, row) => {
    const { title, data } = record(given);
    const pieces = slicesOf(list(data), undefined, limits.series).map(({ name, value, wanted }) => {
      if (!places.has(name)) {
        places.set(name, places.size);
        colours.push(colourOf(wanted ?? node.color, node.colorSet, places.size - 1));
      }
      return { name, value, colour: colourNamed(wanted) ?? colours[places.get(name)] };
    });
    const said = write.short(pieces.reduce((total, each) => total + Math.max(0, each.value), 0));
    return { name: word(title, `Bar ${row + 1}`), said, pieces };
  });
  const names = [...places.keys()];
  const columns = names.slice(0, limits.series);
  return {
    ...lying({ node, width, write, withAxis: true, whole: null, bars }),
    legend: names.slice(0, limits.slices).map((name, index) => ({ name, colour: colours[index] })),
    more: all.length - bars.length,
    table: {
      columns: [word(node.yAxisTitle, 'Name'), ...columns],
      rows: bars.map(({ name, pieces }) => {
        const values = new Map(pieces.map((each) => [each.name, each.value]));
        return [name, ...columns.map((each) => (values.has(each) ? write.full(values.get(each)) : '–'))];
      }),
    },
  };
}

function lying({ node, width, write, withAxis, whole, bars }) {
  const sums = [0];
  for (const { pieces } of bars) {
    sums.push(pieces.reduce((sum, { value }) => sum + Math.max(0, value), 0));
    sums.push(pieces.reduce((sum, { value }) => sum + Math.min(0, value), 0));
  }
  const marks = ticks(...extent(sums), Math.max(2, Math.floor(width / 90)));
  const [left, right] = [1, width - 1];
  const span = whole === null ? [marks[0], marks.at(-1)] : [0, whole > 0 ? whole : 1];
  const place = scale(span, [left, right]);
  const title = word(node.yAxisTitle);
  const top = title ? 24 : 6;
  const bottom = top + bars.length * rowHeight;
  const shapes = title ? [words(fitted(title, width), left, 14, 'start', 'ac-chart-text ac-is-axis')] : [];
  if (withAxis) {
    for (const each of marks) {
      const x = place(each);
      const anchor = x + widthOf(write.short(each)) / 2 > width ? 'end' : x < left + 12 ? 'start' : 'middle';
      shapes.push(line(x, top, x, bottom, each === 0 ? 'ac-chart-base' : 'ac-chart-grid'));
      shapes.push(words(write.short(each), x, bottom + 16, anchor));
    }
  }
  for (const [index, { name, said, pieces }] of bars.entries()) {
    const y = top + index * rowHeight;
    const room = width - widthOf(said) - 40;
    shapes.push(words(fitted(name, room), left + (withAxis ? 4 : 0), y + 16));
    shapes.push(words(said, right, y + 16, 'end', 'ac-chart-text ac-is-strong'));
    if (whole !== null) {
      shapes.push(rect(left, y + 22, right - left, thick, { class: 'ac-chart-empty', attributes: { rx: 2 } }));
    }
    let [up, down] = [0, 0];
    for (const { value, colour } of pieces) {
      const from = value >= 0 ? up : down;
      const to = from + value;
      const [start, end] = [place(Math.min(from, to)), place(Math.max(from, to))];
      shapes.push(rect(start, y + 22, Math.max(value ? 1 : 0, end - start), thick, {
        fill: colour,
        class: 'ac-chart-outlined',
        attributes: { rx: 1.5 },
      }));
      if (value >= 0) up = to;
      else down = to;
    }
  }
  const xTitle = word(node.xAxisTitle);
  const below = bottom + (withAxis ? 22 : 4);
  if (xTitle) shapes.push(words(fitted(xTitle, width), width / 2, below + 14, 'middle', 'ac-chart-text ac-is-axis'));
  return { width, height: below + (xTitle ? 20 : 2), shapes };
}
