// What bots were refused, as slim lines among the messages: that it happened, why, and the way to the exchange.

import { button, h } from '../base/dom.js';
import { clockTime } from '../base/format.js';
import { nameOf } from '../base/names.js';
import { reasonsOf } from '../base/reasons.js';
import { cut } from '../base/shape.js';
import { compareIDs } from '../base/store.js';

/**
 * Refusals that stand together: those of one bot and one kind with no message between them. Each group is a list, the
 * oldest first, and has the place of its first.
 */
export function refusalGroups(refusals, messages) {
  const groups = [];
  let at = 0;
  for (const each of [...refusals].sort((one, other) => compareIDs(one.place, other.place))) {
    const start = at;
    while (at < messages.length && compareIDs(messages[at].id, each.place) < 0) at += 1;
    const last = groups.at(-1);
    if (last && start === at && sameKind(last.items[0], each)) last.items.push(each);
    else groups.push({ place: each.place, items: [each] });
  }
  return groups;
}

function sameKind(one, other) {
  return ['bot', 'status', 'code'].every((name) => one[name] === other[name]) && !one.message === !other.message;
}

/** A line, and `update(group, state)`. It is built anew only when it says something else. */
export function refusalView({ actions }) {
  const element = h('div', { class: 'refusal', role: 'note' });
  let shown = null;
  return {
    element,
    update({ items }, state) {
      const newest = items.at(-1);
      const bot = nameOf(state, newest.bot);
      const line = refusalLine(items, bot);
      if (shown === `${newest.seq} ${line}`) return;
      shown = `${newest.seq} ${line}`;
      const focused = element.contains(document.activeElement);
      const show = button('Show exchange', () => actions.showExchange(newest), {
        class: 'link',
        'aria-label': `Show exchange of ${clockTime(newest.at)}: ${newest.status || 'no answer'}`,
        text: 'Show exchange',
      });
      element.replaceChildren(h('p', null, line), show);
      if (focused) show.focus();
    },
  };
}

/** `Harbor’s message “hello” was refused: 429 Throttled. Rule: …` A message that was tried again is one message. */
export function refusalLine(items, bot) {
  const newest = items.at(-1);
  const text = newest.text ? ` “${cut(newest.text, 60)}”` : '';
  const one = newest.message
    ? `${bot}’s change of a message${text}`
    : text
    ? `${bot}’s message${text}`
    : `What ${bot} sent`;
  const times = items.length > 1 ? ` ${items.length} times` : '';
  const what = items.every((each) => each.text === newest.text)
    ? `${one} was refused${times}`
    : `${items.length} ${newest.message ? 'changes' : 'messages'} of ${bot} were refused`;
  const status = [newest.status || 'no answer', newest.code].filter(Boolean).join(' ');
  return `${what}: ${status}. ${reasonsOf(newest)}`.trim();
}
