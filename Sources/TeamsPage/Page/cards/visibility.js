// What of a card shows: by `isVisible`, by what toggles it, and by the card's width.

import { choice } from './cardshape.js';
import { fits, flexFor, widthClass } from './layout.js';

/** Marks the first and the last of what shows in an element: the first has no space and no line before it. */
export function settle(parent) {
  let last = null;
  for (const each of parent.children) {
    if (!each.classList.contains('ac-item') || each.hidden) continue;
    each.classList.toggle('ac-first', last === null);
    each.classList.remove('ac-last');
    last = each;
  }
  last?.classList.add('ac-last');
}

/** The visibility of one card's elements: says who shows at the start, and who after a toggle. */
export function visibility(shared) {
  const states = new WeakMap();
  const apply = (element) => {
    const { visible, fitting } = states.get(element);
    const hidden = !(visible && fitting);
    if (element.hidden === hidden) return;
    element.hidden = hidden;
    if (element.parentElement) settle(element.parentElement);
  };
  return {
    shows(element, { visible, targetWidth }) {
      states.set(element, { visible, fitting: true });
      if (typeof targetWidth === 'string') {
        watchWidth(shared, (width) => {
          states.get(element).fitting = fits(targetWidth, width);
          apply(element);
        });
      }
      apply(element);
    },
    /** Shows or hides an element; without `visible`, the other of what it is. */
    toggle(element, visible) {
      const state = states.get(element);
      if (!state) return;
      state.visible = visible ?? !state.visible;
      apply(element);
    },
  };
}

/** Calls `draw` with the class of the card's width, now and after each change. */
export function watchWidth(shared, draw) {
  const { options, root, widths } = shared;
  draw(shared.width ?? widthClass(options.width));
  widths.push(draw);
  if (options.width > 0 || shared.observer || typeof ResizeObserver !== 'function') return;
  shared.observer = new ResizeObserver(([entry]) => {
    const width = widthClass(entry.contentRect.width);
    if (width === (shared.width ?? 'standard')) return;
    shared.width = width;
    // Not within the observer's own round: what is laid out anew here would be its loop.
    requestAnimationFrame(() => {
      for (const each of widths) each(width);
    });
  });
  shared.observer.observe(root);
}

const textAlign = { left: 'start', center: 'center', right: 'end' };

/** Aligns what is in an element; where the text runs from right to left, left is right. */
export function align(element, value) {
  const name = choice(value, Object.keys(textAlign), '');
  if (!name) return;
  element.style.setProperty('--ac-align', flexFor(name));
  element.style.textAlign = textAlign[name];
}
