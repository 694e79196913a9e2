// Keeps one part that cannot be shown from taking the others with it.

import { h } from './dom.js';

/** What `build` makes, or what `instead` makes of the error. */
export function guarded(build, instead) {
  try {
    return build();
  } catch (error) {
    return instead(error);
  }
}

/** The line that stands for what cannot be shown. */
export function unshown(what, reasons = []) {
  const why = reasons.length ? `: ${reasons.join('; ')}.` : '.';
  return h('p', { class: 'unshown', role: 'note' }, `${what} cannot be shown${why}`);
}
