// All notifications, the newest first, with live progress.

import { attribute, button, h, reconcile, write } from '../base/dom.js';
import { count, instant } from '../base/format.js';
import { live } from '../base/live.js';
import { isMoving, paceOf, progressWords, states, timeLeft } from '../base/words.js';
import { paceBar, paceWords, progressBar, stateBadge } from './progress.js';

const pageSize = 50;
const most = 1000;

export function notificationsView({ api, may, go }) {
  let wanted = pageSize;
  const rows = new Map();
  const list = h('ul', { class: 'rows', 'aria-label': 'Notifications', 'aria-busy': 'true' });
  const problem = h('p', { class: 'problem', role: 'alert' });
  const note = h('p', { class: 'note', role: 'status' });
  const bar = paceBar('Pace');
  const pace = h('p', { class: 'figures' });
  const filter = h(
    'select',
    { on: { change: () => watch.now() } },
    [['', 'All'], ...states.map((state) => [state, state])].map(([value, text]) => h('option', { value }, text)),
  );
  const more = button('Show more', () => {
    wanted = Math.min(wanted + pageSize, most);
    watch.now();
  });

  const watch = live(async () => {
    const [page, { items: lanes }] = await Promise.all([
      api.notifications({ state: filter.value, limit: wanted }),
      api.lanes(),
    ]);
    problem.textContent = '';
    const now = paceOf(lanes);
    bar.set(now);
    write(pace, `Pace of all: ${paceWords(now)}`);
    const nodes = page.items.map((item) => {
      if (!rows.has(item.id)) rows.set(item.id, row());
      const each = rows.get(item.id);
      each.set(item, now.pace);
      return each.node;
    });
    reconcile(list, nodes);
    attribute(list, 'aria-busy', 'false');
    more.hidden = !page.next || wanted >= most;
    write(note, nodes.length ? '' : 'There are none.');
    return page.items.some(isMoving) ? 1000 : 5000;
  }, (error) => {
    problem.textContent = error.message;
  });

  return {
    title: 'Notifications',
    beside: may('send') ? button('Compose', () => go('new'), { class: 'primary' }) : null,
    node: [
      h('section', { class: 'panel', 'aria-label': 'Pace' }, pace, bar.node),
      h('div', { class: 'filters' }, h('label', null, h('span', null, 'State'), filter)),
      problem,
      list,
      note,
      h('div', { class: 'buttons' }, more),
    ],
    stop: watch.stop,
  };
}

function row() {
  const link = h('a', { class: 'theirs' });
  const badge = h('span');
  const bar = progressBar();
  const words = h('span', { class: 'figures' });
  const line = h('p', { class: 'row-line' });
  const problem = h('p', { class: 'problem' });
  const node = h(
    'li',
    { class: 'row' },
    h('div', { class: 'row-head' }, link, badge),
    words,
    bar.node,
    line,
    problem,
  );
  return {
    node,
    set: (item, pace) => {
      write(link, item.title);
      attribute(link, 'href', `#/notifications/${encodeURIComponent(item.id)}`);
      attribute(node, 'aria-label', item.title);
      if (badge.textContent !== item.state) badge.replaceChildren(stateBadge(item.state));
      bar.set(item);
      write(words, [progressWords(item), timeLeft(item, { pace })].filter(Boolean).join(' · '));
      write(
        line,
        [
          `to ${item.audience}`,
          item.category && `about ${item.category}`,
          item.priority !== 'normal' && item.priority,
          item.nextAt ? `next ${instant(item.nextAt)}` : instant(item.createdAt),
          item.version && `version ${count(item.version)}`,
          item.recalled && 'recalled',
        ].filter(Boolean).join(' · '),
      );
      write(problem, item.problem ?? '');
    },
  };
}
