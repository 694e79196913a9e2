// Whether the pictures of cards may come from other machines, which then learn of the reader. Kept in this browser, and
// off at first.

import { keep, kept } from './drafts.js';

const listeners = new Set();

/** `all`, or `local` for this machine and `data:` alone. */
export function cardPictures() {
  return kept('pictures') === 'all' ? 'all' : 'local';
}

export function showPictures(on) {
  keep('pictures', on ? 'all' : '');
  for (const each of listeners) each();
}

/** Calls `changed` whenever the reader decides anew. */
export function whenPicturesChange(changed) {
  listeners.add(changed);
}
