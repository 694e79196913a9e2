// Reactions: their wire names, what people call them, and how they are shown.

import { cut } from '../base/shape.js';

/** Those that the page offers, in the order of the picker. */
export const offered = ['like', 'heart', 'laugh', 'surprised', 'sad', 'angry'];

/** `2705_whiteheavycheckmark` → `Whiteheavycheckmark`, `like` → `Like`. */
export function reactionName(type) {
  const word = cut(type, 60).replace(/^[0-9a-f]{4,6}_/i, '').replaceAll(/[-_]+/g, ' ');
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The character of a code-named emoji such as `1f440_eyes`, else null. */
export function reactionCharacter(type) {
  const code = /^([0-9a-f]{4,6})_/i.exec(type);
  const point = code ? Number.parseInt(code[1], 16) : 0;
  return point >= 0x203c && point <= 0x1faff && (point < 0xd800 || point > 0xdfff) ? String.fromCodePoint(point) : null;
}
