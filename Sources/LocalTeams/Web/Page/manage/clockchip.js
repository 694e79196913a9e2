// The world's clock in the bar, when it is a virtual one: what it shows, and an hour forward at a click.

import { button, h } from '../base/dom.js';
import { clockTime, fullTime } from '../base/format.js';

export function clockChip({ actions }) {
  const time = h('span', { class: 'chip-time' });
  const element = h(
    'div',
    { class: 'clock-chip', role: 'group', 'aria-label': 'Virtual clock', hidden: true },
    time,
    button('Advance the clock by 1 hour', () => actions.advance(3600), { icon: '+1 h', class: 'chip-button' }),
    button('Advance the clock by 24 hours', () => actions.advance(86_400), { icon: '+24 h', class: 'chip-button' }),
  );
  return {
    element,
    update({ workspace }) {
      element.hidden = !workspace.clock.virtual;
      if (element.hidden) return;
      const full = fullTime(workspace.clock.now);
      if (time.title === full) return;
      time.textContent = clockTime(workspace.clock.now);
      time.title = full;
    },
  };
}
