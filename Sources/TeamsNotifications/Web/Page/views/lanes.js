// How sending does in each organisation, against what Teams allows.

import { attribute, h, reconcile, write } from '../base/dom.js';
import { count, instant, rate } from '../base/format.js';
import { live } from '../base/live.js';
import { panel } from '../base/parts.js';
import { paceBar, paceWords } from './progress.js';

export function lanesView({ api }) {
  const rows = new Map();
  const list = h('ul', { class: 'rows', 'aria-label': 'Organisations', 'aria-busy': 'true' });
  const note = h('p', { class: 'note', role: 'status' });
  const problem = h('p', { class: 'problem', role: 'alert' });
  const watch = live(async () => {
    const { items, next } = await api.lanes({ limit: 1000 });
    problem.textContent = '';
    reconcile(
      list,
      items.map((lane) => {
        if (!rows.has(lane.tenant)) rows.set(lane.tenant, row());
        const each = rows.get(lane.tenant);
        each.set(lane);
        return each.node;
      }),
    );
    attribute(list, 'aria-busy', 'false');
    write(note, items.length ? (next ? 'There are more.' : '') : 'No organisation has anything to send.');
    return items.some((lane) => lane.held || lane.onTheWire) ? 1000 : 5000;
  }, (error) => {
    problem.textContent = error.message;
  });
  return {
    title: 'Lanes and limits',
    node: [
      problem,
      list,
      note,
      panel(
        'What Teams allows',
        h(
          'ul',
          { class: 'warnings' },
          h('li', null, 'In one organisation: 50 requests a second for all of the bot.'),
          h('li', null, 'In one conversation: 7 in one second, 8 in two, 60 in thirty, 1,800 in an hour.'),
          h('li', null, 'Organisations do not slow each other down. The bot’s own answers count, and go first.'),
          h(
            'li',
            null,
            'When Teams refuses although that holds, the organisation goes slower, and finds its way back.',
          ),
        ),
      ),
    ],
    stop: watch.stop,
  };
}

function row() {
  const name = h('h2', { class: 'theirs' });
  const badge = h('span');
  const bar = paceBar('Pace');
  const pace = h('p', { class: 'figures' });
  const line = h('p', { class: 'row-line figures' });
  const lease = h('p', { class: 'row-line figures theirs' });
  const problem = h('p', { class: 'problem' });
  const head = h('div', { class: 'row-head' }, name, badge);
  const node = h('li', { class: 'row' }, head, pace, bar.node, line, lease, problem);
  return {
    node,
    set: (lane) => {
      write(name, `Organisation ${lane.tenant}`);
      const state = lane.problem ? 'stopped' : lane.allowed < 50 ? 'slowed down' : 'well';
      if (badge.textContent !== state) {
        const kind = { stopped: 'bad', 'slowed down': 'waits' }[state] ?? '';
        badge.replaceChildren(h('span', { class: `badge ${kind}` }, state));
      }
      bar.set(lane);
      write(pace, paceWords(lane));
      write(
        line,
        `${count(lane.held)} deliveries in memory · ${count(lane.onTheWire)} on the wire · ` +
          `${count(lane.throttled)} refused with 429 since the start · believed to allow ${
            rate(lane.allowed)
          } a second`,
      );
      write(lease, leaseWords(lane));
      lease.hidden = !lease.textContent;
      write(problem, lane.problem ?? '');
    },
  };
}

/** Which of several processes sends for an organisation; nothing where there is only one. */
function leaseWords({ owner, epoch, leaseUntil }) {
  return [
    owner && `leased by ${owner}`,
    leaseUntil && `until ${instant(leaseUntil)}, unless it is renewed`,
    epoch !== undefined && epoch !== null && `epoch ${count(epoch)}`,
  ].filter(Boolean).join(' · ');
}
