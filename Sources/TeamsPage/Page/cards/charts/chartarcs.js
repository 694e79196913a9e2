// Rings, discs and dials as paths. Pure. Angles are turns: 0 at the top, a quarter at the right.

const place = (centre, radius, turn) => {
  const angle = (turn - 0.25) * 2 * Math.PI;
  return [centre[0] + radius * Math.cos(angle), centre[1] + radius * Math.sin(angle)];
};
const written = (number) => String(Math.round(number * 100) / 100);
const at = ([x, y]) => `${written(x)} ${written(y)}`;

/** Where each part of a whole begins and ends, between two turns. What is not above zero takes no room. */
export function parts(values, from = 0, to = 1) {
  const sizes = values.map((each) => (each > 0 ? each : 0));
  const sum = sizes.reduce((total, each) => total + each, 0);
  let turn = from;
  return sizes.map((size) => {
    const start = turn;
    if (sum > 0) turn = Math.min(to, turn + (size / sum) * (to - from));
    return { from: start, to: turn };
  });
}

/** A piece of a ring, of a disc when `inner` is 0; the whole one when it goes all the way round. Empty for none. */
export function ringPath(centre, outer, inner, from, to) {
  if (!(to > from)) return '';
  if (to - from > 0.9999) {
    const half = from + 0.5;
    return ringPath(centre, outer, inner, from, half) + ringPath(centre, outer, inner, half, from + 0.9998);
  }
  const large = to - from > 0.5 ? 1 : 0;
  const arc = (radius, sweep, end) => `A${written(radius)} ${written(radius)} 0 ${large} ${sweep} ${at(end)}`;
  const start = `M${at(place(centre, outer, from))}${arc(outer, 1, place(centre, outer, to))}`;
  const back = inner > 0
    ? `L${at(place(centre, inner, to))}${arc(inner, 0, place(centre, inner, from))}`
    : `L${at(centre)}`;
  return `${start}${back}Z`;
}

/** A needle from the middle of a dial to a turn. */
export function needlePath(centre, length, width, turn) {
  const tip = place(centre, length, turn);
  return `M${at(place(centre, width, turn + 0.25))}L${at(tip)}L${at(place(centre, width, turn - 0.25))}Z`;
}
