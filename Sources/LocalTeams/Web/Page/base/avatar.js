import { h } from './dom.js';
import { initials, tint } from './format.js';
import { icon } from './icons.js';

/** The round picture in front of a name; `kind` is person, bot, group or channel. The name beside it is the text. */
export function avatar(name, kind = 'person') {
  const inside = { bot: () => icon('bot'), group: () => icon('group'), channel: () => icon('channel') }[kind]?.() ??
    initials(name);
  return h('span', { class: `avatar ${kind} tint-${tint(name)}`, 'aria-hidden': 'true' }, inside);
}
