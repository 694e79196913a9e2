// A bar for how far a notification is, and one for the pace against the limit.

import { attribute, h } from '../base/dom.js';
import { rate } from '../base/format.js';
import { progressOf, progressWords } from '../base/words.js';

/** A bar with `set(notification)`. */
export function progressBar() {
  const good = h('span');
  const bad = h('span', { class: 'bad' });
  const other = h('span', { class: 'other' });
  const node = h(
    'div',
    {
      class: 'bar',
      role: 'progressbar',
      'aria-label': 'Progress',
      'aria-valuemin': '0',
      'aria-valuemax': '100',
    },
    good,
    bad,
    other,
  );
  return {
    node,
    set: (notification) => {
      const progress = progressOf(notification);
      const share = (part) => `${progress.all ? (part / progress.all) * 100 : 0}%`;
      good.style.width = share(progress.good);
      bad.style.width = share(progress.bad);
      other.style.width = share(progress.done - progress.good - progress.bad);
      attribute(node, 'aria-valuenow', progress.percent);
      attribute(node, 'aria-valuetext', progressWords(notification));
    },
  };
}

/** A bar with `set({pace, allowed})`: how much of what the service allows is used. */
export function paceBar(name) {
  const part = h('span');
  const node = h(
    'div',
    { class: 'bar', role: 'meter', 'aria-label': name, 'aria-valuemin': '0' },
    part,
  );
  return {
    node,
    set: ({ pace, allowed }) => {
      part.style.width = `${allowed ? Math.min(pace / allowed, 1) * 100 : 0}%`;
      attribute(node, 'aria-valuenow', Math.min(pace, allowed));
      attribute(node, 'aria-valuemax', allowed || 1);
      attribute(node, 'aria-valuetext', paceWords({ pace, allowed }));
    },
  };
}

/** `47.3 requests a second of 50 allowed` */
export function paceWords({ pace, allowed }) {
  return allowed ? `${rate(pace)} requests a second of ${rate(allowed)} allowed` : 'nothing to send';
}

/** A word for a state, with its colour. */
export function stateBadge(state) {
  const kind = {
    planning: 'moving',
    sending: 'moving',
    paused: 'waits',
    scheduled: 'waits',
    failed: 'bad',
    unknown: 'bad',
    cancelled: 'bad',
  }[state];
  return h('span', { class: `badge ${kind ?? ''}` }, state);
}
