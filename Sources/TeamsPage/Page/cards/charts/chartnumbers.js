// Numbers of a chart as they come: anything at all. Pure, and bounded whatever comes.

const greatest = 1e150; // sums and differences of these stay finite

/** A number that can be drawn; null for what is none. Texts of digits count, as templates write them. */
export function numberOf(value) {
  const number = typeof value === 'string' && value.trim() !== '' && value.length < 64 ? Number(value) : value;
  if (typeof number !== 'number' || Number.isNaN(number)) return null;
  return Math.max(-greatest, Math.min(greatest, number));
}

/** The least and the greatest of numbers, without a call per number on the stack. Null when there are none. */
export function extent(numbers) {
  let low = Infinity, high = -Infinity;
  for (const each of numbers) {
    if (each === null) continue;
    if (each < low) low = each;
    if (each > high) high = each;
  }
  return low > high ? null : [low, high];
}

/** About `count` round numbers that cover `low` to `high`: the first is at most `low`, the last at least `high`. */
export function ticks(low, high, count = 5) {
  if (!(high > low)) [low, high] = low === 0 ? [0, 1] : [Math.min(0, low), Math.max(0, low)];
  if (!(high > low)) high = low + Math.abs(low || 1);
  const step = roundStep((high - low) / Math.max(1, count));
  if (!(step > 0) || !Number.isFinite(step)) return [low, high];
  const first = Math.floor(low / step + 1e-9), last = Math.ceil(high / step - 1e-9);
  const found = [];
  for (let index = 0; index <= Math.min(50, last - first); index += 1) {
    const value = Number(((first + index) * step).toPrecision(12));
    if (found.at(-1) !== value) found.push(value);
  }
  return found.length > 1 ? found : [low, high];
}

function roundStep(rough) {
  const power = 10 ** Math.floor(Math.log10(rough));
  const lead = rough / power;
  return power * (lead <= 1 ? 1 : lead <= 2 ? 2 : lead <= 2.5 ? 2.5 : lead <= 5 ? 5 : 10);
}

/** From numbers between `low` and `high` to places between `from` and `to`; what lies beyond stays at the edge. */
export function scale([low, high], [from, to]) {
  const span = high - low;
  return (value) => {
    const part = span > 0 ? (value - low) / span : 0;
    return from + Math.max(0, Math.min(1, part)) * (to - from);
  };
}

/**
 * At most about `most` of points [x, y], ordered by x: of each stretch the lowest and the highest, so that no peak is
 * lost.
 */
export function thinned(points, most) {
  if (points.length <= most) return points;
  const size = Math.ceil(points.length / Math.max(1, Math.floor(most / 2)));
  const kept = [];
  for (let start = 0; start < points.length; start += size) {
    let low = start, high = start;
    for (let index = start; index < Math.min(points.length, start + size); index += 1) {
      if (points[index][1] < points[low][1]) low = index;
      if (points[index][1] > points[high][1]) high = index;
    }
    kept.push(points[Math.min(low, high)]);
    if (low !== high) kept.push(points[Math.max(low, high)]);
  }
  if (kept.at(-1) !== points.at(-1)) kept.push(points.at(-1));
  return kept;
}

/** Every how many names are written, so that they fit: `room` for all of them, `width` for each. */
export function everyWhich(count, room, width) {
  return Math.max(1, Math.ceil((count * width) / Math.max(1, room)));
}

/** A number in the reader's words: as it is in tables, shortened on axes (`1.2K`). */
export function numberWriter(locale) {
  const make = (options) => {
    try {
      return new Intl.NumberFormat(locale, options);
    } catch {
      return new Intl.NumberFormat('en', options);
    }
  };
  const plain = make({ maximumFractionDigits: 6 });
  const compact = make({ notation: 'compact', maximumFractionDigits: 2 });
  const scientific = make({ notation: 'scientific', maximumFractionDigits: 2 });
  const percent = make({ style: 'percent', maximumFractionDigits: 1 });
  const strange = (value) => value !== 0 && (Math.abs(value) >= 1e15 || Math.abs(value) < 1e-6);
  return {
    full: (value) => (strange(value) ? scientific : plain).format(value),
    short: (value) => (strange(value) ? scientific : Math.abs(value) >= 10_000 ? compact : plain).format(value),
    percent: (part) => percent.format(part),
  };
}
