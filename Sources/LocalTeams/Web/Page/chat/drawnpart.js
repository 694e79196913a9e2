// Which messages of a long history are drawn. Pure.

import { compareIDs } from '../base/store.js';

/**
 * {items, from, to}: of the ordered `items` those from `from` up to `to`, at most `most`. They begin with the message
 * `first`, or with the next one if it is gone; null stands for the newest ones.
 */
export function drawnPart(items, first, most) {
  const latest = Math.max(0, items.length - most);
  let from = latest;
  if (first !== null) {
    const at = items.findIndex((each) => compareIDs(each.id, first) >= 0);
    if (at >= 0) from = Math.min(at, latest);
  }
  return { items, from, to: Math.min(items.length, from + most) };
}
