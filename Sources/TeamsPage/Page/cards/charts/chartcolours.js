// The colours that a chart can name. Pure: gives names, and `charts.css` says how each looks by day and by night.

const categorical = [
  'blue',
  'lime',
  'purple',
  'marigold',
  'teal',
  'red',
  'lightblue',
  'lavender',
  'green',
].map((each) => `categorical${each}`);
const diverging = [
  'blue',
  'red',
  'lightblue',
  'peach',
  'teal',
  'maroon',
  'cyan',
  'lightred',
  'yellow',
  'gray',
].map((each) => `diverging${each}`);
// Neighbours of a ramp look alike: each is followed by one from the other half.
const ramp = (name) => [7, 3, 5, 1, 8, 4, 6, 2].map((each) => `${name}${each}`);

const sets = {
  categorical,
  diverging,
  sequential: ramp('sequential'),
  sequentialred: ramp('sequentialred'),
  sequentialgreen: ramp('sequentialgreen'),
  sequentialyellow: ramp('sequentialyellow'),
};
const known = new Set([...Object.values(sets).flat(), 'good', 'warning', 'attention', 'neutral']);

const lower = (value) => (typeof value === 'string' ? value.toLowerCase() : '');

/** The name of a colour that there is; null for any other value. */
export function colourNamed(value) {
  return known.has(lower(value)) ? lower(value) : null;
}

/** The colour of the part with this number: what it asks for, else what its set has in turn. */
export function colourOf(wanted, set, index) {
  const colours = Object.hasOwn(sets, lower(set)) ? sets[lower(set)] : categorical;
  return colourNamed(wanted) ?? colours[index % colours.length];
}

/** How a colour is written in a style. */
export const paint = (colour) => `var(--ac-chart-${colour})`;
export const colourNames = [...known];
