// In a meeting's chat: whether it runs, who is in it, and the ways to start, end, join and leave it.

import { button, h } from '../base/dom.js';
import { listed } from '../base/format.js';
import { nameOf } from '../base/names.js';

export function meetingBar({ actions }) {
  const text = h('span', { role: 'status' });
  const does = (name, event) => button(name, () => actions.meet(event), { class: 'quiet' });
  const [start, end, join, leave] = [
    does('Start the meeting', 'start'),
    does('End the meeting', 'end'),
    does('Join', 'join'),
    does('Leave', 'leave'),
  ];
  const element = h(
    'div',
    { class: 'meeting-bar', role: 'group', 'aria-label': 'Meeting', hidden: true },
    text,
    start,
    end,
    join,
    leave,
  );
  const other = new Map([[start, end], [end, start], [join, leave], [leave, join]]);
  const show = (node, on) => {
    if (node.hidden === !on) return;
    const focused = node === document.activeElement;
    node.hidden = !on;
    if (focused && !on) other.get(node).focus();
  };
  return {
    element,
    update(state, conversation) {
      element.hidden = conversation?.kind !== 'meeting';
      if (element.hidden) return;
      const { running = false, present = [] } = conversation.meeting ?? {};
      const names = present.map((each) => (each === state.me ? 'you' : nameOf(state, each)));
      const line = [
        running ? 'The meeting is running.' : 'The meeting is not running.',
        names.length ? `In it: ${listed(names, 6)}.` : 'Nobody is in it.',
      ].join(' ');
      if (text.textContent !== line) text.textContent = line;
      const isIn = present.includes(state.me);
      const offered = [[start, !running], [end, running], [join, !isIn], [leave, isIn]];
      // First what appears, then what goes: the focus always has somewhere to be.
      for (const [node] of offered.filter(([, on]) => on)) show(node, true);
      for (const [node] of offered.filter(([, on]) => !on)) show(node, false);
    },
  };
}
