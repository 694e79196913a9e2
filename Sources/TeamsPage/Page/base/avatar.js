import { h } from './dom.js';
import { icon } from './icons.js';

/** The round picture in front of a name; `kind` is person, bot, group or channel. The name beside it is the text. */
export function avatar(name, kind = 'person') {
  const inside = { bot: () => icon('bot'), group: () => icon('group'), channel: () => icon('channel') }[kind]?.() ??
    initials(name);
  return h('span', { class: `avatar ${kind} tint-${tint(name)}`, 'aria-hidden': 'true' }, inside);
}

/** `Ines Okafor` → `IO` */
export function initials(name) {
  const parts = name.trim().split(/\s+/).filter(Boolean);
  const letters = parts.length > 1 ? [parts[0], parts.at(-1)] : parts;
  return letters.map((part) => [...part][0]).join('').toUpperCase() || '?';
}

/** One of eight colours, the same for a name on every page. */
export function tint(name) {
  let hash = 0x811c9dc5; // FNV-1a
  for (const character of name) hash = Math.imul(hash ^ character.codePointAt(0), 0x01000193) >>> 0;
  return (((hash >>> 16) ^ hash) >>> 0) % 8;
}
