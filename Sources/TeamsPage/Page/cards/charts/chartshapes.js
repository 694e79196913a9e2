// Shapes of a drawing as values: {tag, attributes, fill, stroke, text}. Pure; `chart.js` makes nodes of them. `fill`
// and `stroke` name colours of `chartcolours.js`; shapes without one are painted by their class.

const near = (number) => Math.round(number * 100) / 100;
const letter = 6.2; // how wide a letter of a chart is, about

export const path = (d, more) => ({ tag: 'path', attributes: { d }, ...more });
export const line = (x1, y1, x2, y2, name) => ({
  tag: 'line',
  attributes: { x1: near(x1), y1: near(y1), x2: near(x2), y2: near(y2), class: name },
});
export const rect = (x, y, width, height, more = {}) => ({
  tag: 'rect',
  ...more,
  attributes: {
    x: near(x),
    y: near(y),
    width: near(Math.max(0, width)),
    height: near(Math.max(0, height)),
    ...more.attributes,
  },
});
export const dot = (cx, cy, r, more) => ({ tag: 'circle', attributes: { cx: near(cx), cy: near(cy), r }, ...more });
/** A text at a place; `anchor` is start, middle or end. */
export const words = (text, x, y, anchor = 'start', name = 'ac-chart-text', attributes = {}) => ({
  tag: 'text',
  text,
  attributes: { x: near(x), y: near(y), 'text-anchor': anchor, class: name, ...attributes },
});

/** How wide a text is drawn, about. */
export const widthOf = (text) => [...text].length * letter;

/** How much room names take that stand side by side: as much as the longest, within reason. */
export function roomOf(names) {
  let longest = 0;
  for (const each of names) longest = Math.max(longest, each.length);
  return Math.max(40, Math.min(96, longest * letter + 10));
}

/** A text below a place that stays between the edges of the picture. */
export function below(text, x, y, width) {
  const half = widthOf(text) / 2;
  if (x - half < 0) return words(text, 0, y, 'start');
  return x + half > width ? words(text, width, y, 'end') : words(text, x, y, 'middle');
}

/** A text cut to a width. */
export function fitted(text, width) {
  const most = Math.max(1, Math.floor(width / letter));
  const letters = [...text];
  return letters.length <= most ? text : `${letters.slice(0, Math.max(1, most - 1)).join('')}…`;
}

/** What two axes need: the room for the plot, the lines of the grid and the titles. */
export function frame({ width, height, marks, write, xTitle, yTitle, below = 22 }) {
  const left = Math.min(width / 3, Math.max(...marks.map((each) => widthOf(write(each)))) + 10 + (yTitle ? 18 : 0));
  const plot = { left, right: width - 10, top: 12, bottom: height - below - (xTitle ? 18 : 0) };
  const titles = [];
  if (xTitle) {
    const middle = (plot.left + plot.right) / 2;
    titles.push(
      words(fitted(xTitle, plot.right - plot.left), middle, height - 4, 'middle', 'ac-chart-text ac-is-axis'),
    );
  }
  if (yTitle) {
    const middle = (plot.top + plot.bottom) / 2;
    titles.push(
      words(fitted(yTitle, plot.bottom - plot.top), 11, middle, 'middle', 'ac-chart-text ac-is-axis', {
        transform: `rotate(-90 11 ${near(middle)})`,
      }),
    );
  }
  return { plot, titles };
}

/** The lines across the plot, each with its number. */
export function rows(plot, marks, place, write) {
  return marks.flatMap((each) => [
    line(plot.left, place(each), plot.right, place(each), each === 0 ? 'ac-chart-base' : 'ac-chart-grid'),
    words(write(each), plot.left - 6, place(each) + 4, 'end'),
  ]);
}

/** The marks of an axis: `least` and `most` are what the card asks for, null when it does not. */
export function bounds(found, least, most) {
  let [low, high] = found ?? [0, 1];
  if (least !== null) low = least;
  if (most !== null) high = most;
  return low < high ? [low, high] : [Math.min(low, high), Math.max(low, high) === low ? low + 1 : Math.max(low, high)];
}
