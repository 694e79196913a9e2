// Several attachments side by side, as `attachmentLayout: carousel` has them: they are scrolled through, by hand or by
// the two buttons.

import { attribute, button, h } from '../base/dom.js';
import { icon } from '../base/icons.js';

/** Makes `track` a carousel, or a list again; gives the buttons, which are shown while it is one. */
export function attachmentCarousel(track) {
  const move = (by) => {
    const first = track.firstElementChild;
    const forwards = getComputedStyle(track).direction === 'rtl' ? -by : by;
    track.scrollBy({ left: forwards * ((first?.offsetWidth ?? 0) + 8), behavior: 'auto' });
  };
  const buttons = h(
    'div',
    { class: 'carousel-buttons', role: 'group', 'aria-label': 'Carousel' },
    button('Previous card', () => move(-1), { icon: icon('back'), class: 'icon-button' }),
    button('Next card', () => move(1), { icon: icon('back'), class: 'icon-button next' }),
  );
  return {
    buttons,
    update(on) {
      track.classList.toggle('carousel', on);
      attribute(track, 'role', on ? 'group' : null);
      attribute(track, 'aria-roledescription', on ? 'carousel' : null);
      attribute(track, 'aria-label', on ? `${track.childElementCount} cards` : null);
      if (on !== track.hasAttribute('tabindex')) attribute(track, 'tabindex', on ? '0' : null);
      buttons.hidden = !on;
    },
  };
}
