// Finds what was drawn for a place of a card's JSON.

/** The element drawn for a JSON pointer, or for the nearest place around it; at last the card itself. */
export function placeFor(root, pointer) {
  const wanted = typeof pointer === 'string' ? pointer : '';
  let best = null;
  for (const each of root.querySelectorAll('[data-pointer]')) {
    const here = each.dataset.pointer;
    if (here !== wanted && !wanted.startsWith(`${here}/`)) continue;
    if (!best || here.length > best.dataset.pointer.length) best = each;
  }
  return best ?? root;
}

/** The place itself where it can be seen, after opening what it stands in; else the nearest around it. */
function seen(root, pointer) {
  const place = placeFor(root, pointer);
  for (let at = place; at && at !== root; at = at.parentElement) {
    if (at.hidden && at.classList.contains('ac-shown')) root.querySelector(`[aria-controls="${at.id}"]`)?.click();
  }
  // What holds hidden parts, as a carousel does, turns to the one that is asked for.
  place.dispatchEvent(new CustomEvent('ac-reveal', { bubbles: true }));
  let shown = place;
  for (let at = place; at && at !== root; at = at.parentElement) if (at.hidden) shown = at.parentElement;
  return shown.closest('[data-pointer]') ?? root;
}

/** Scrolls to a place, gives it the focus and an outline until the focus goes elsewhere. Gives the element. */
export function showPlace(root, pointer) {
  const place = seen(root, pointer);
  const isOurs = !place.matches('button, a, input, select, textarea') && !place.hasAttribute('tabindex');
  if (isOurs) place.tabIndex = -1;
  place.classList.add('ac-place');
  place.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  place.focus({ preventScroll: true });
  place.addEventListener('blur', () => {
    place.classList.remove('ac-place');
    if (isOurs) place.removeAttribute('tabindex');
  }, { once: true });
  return place;
}
