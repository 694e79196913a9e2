// What comes later, and again and again, with the next ten times on the clocks of each zone.

import { h } from '../base/dom.js';
import { textField } from '../base/fields.js';
import { form } from '../base/form.js';
import { clock, count, instant } from '../base/format.js';
import { table } from '../base/parts.js';
import { scheduleWords } from '../base/words.js';
import { stateBadge } from './progress.js';

const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
const most = 8;

export function schedulesView({ api }) {
  const list = h('ul', { class: 'rows', 'aria-label': 'Schedules', 'aria-busy': 'true' });
  const problem = h('p', { class: 'problem', role: 'alert' });
  const note = h('p', { class: 'note', role: 'status' });
  const added = [];
  let shown = [];

  const zones = form('Another zone', [textField('Time zone, such as Asia/Tokyo', 'zones')], [
    {
      name: 'Show it too',
      run: async ({ zones: zone }) => {
        if (!zone || added.includes(zone)) return '';
        await Promise.all(shown.slice(0, 1).map((item) => api.times(item.id, { zones: zone, count: 1 })));
        added.push(zone);
        await Promise.all(shown.map((item) => item.refresh()));
        return `${zone} is shown.`;
      },
    },
  ], { fieldOf: (error) => error.pointer === '/zones' ? 'zones' : null });

  async function load() {
    try {
      const [recurring, waiting, people] = await Promise.all([
        api.schedules({ limit: 100 }),
        api.notifications({ state: 'scheduled', limit: 100 }),
        api.installations({ scope: 'personal', limit: 1000 }),
      ]);
      const theirs = frequent(people.items.map((item) => item.timeZone));
      const ids = new Set(recurring.items.map((item) => item.id));
      const later = waiting.items.filter((item) => !ids.has(item.id));
      shown = [...recurring.items, ...later].map((item) => scheduled(api, item, () => [...theirs, ...added]));
      list.replaceChildren(...shown.map((item) => item.node));
      note.textContent = shown.length ? '' : 'Nothing waits for its time.';
      await Promise.all(shown.map((item) => item.refresh()));
      list.setAttribute('aria-busy', 'false');
    } catch (error) {
      problem.textContent = error.message;
    }
  }
  load();
  return { title: 'Schedules', node: [problem, list, note, h('div', { class: 'panel' }, zones)] };
}

/** The zones that most people have, the most frequent first. */
function frequent(names) {
  const counts = new Map();
  for (const name of names) if (name) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].sort((one, other) => other[1] - one[1]).slice(0, most).map(([name]) => name);
}

/** One of them: its row, and `refresh()`, which asks for its times. */
function scheduled(api, item, others) {
  const times = h('div');
  const words = h('p', { class: 'row-line' });
  const node = h(
    'li',
    { class: 'row', 'aria-label': item.title },
    h(
      'div',
      { class: 'row-head' },
      h('a', { class: 'theirs', href: `#/notifications/${encodeURIComponent(item.id)}` }, item.title),
      stateBadge(item.state),
    ),
    words,
    times,
  );
  return {
    id: item.id,
    node,
    refresh: async () => {
      try {
        const { schedule } = item.schedule ? item : await api.request(item.id);
        words.textContent = [
          `to ${item.audience}`,
          scheduleWords(schedule),
          item.category && `about ${item.category}`,
          item.occurrence > 1 && `time ${count(item.occurrence)}`,
          item.nextAt && `next ${instant(item.nextAt)}`,
        ].filter(Boolean).join(' · ');
        const zone = schedule?.timeZone ?? schedule?.fallbackTimeZone;
        const names = [...new Set([zone, own, 'UTC', ...others()].filter(Boolean))];
        const { items } = await api.times(item.id, { zones: names.join(',') });
        times.replaceChildren(timesTable(item, items));
      } catch (error) {
        times.replaceChildren(h('p', { class: 'problem', role: 'alert' }, error.message));
      }
    },
  };
}

function timesTable(item, zones) {
  const length = Math.max(0, ...zones.map((zone) => zone.times.length));
  const rows = Array.from({ length }, (_, place) =>
    h(
      'tr',
      null,
      h('th', { scope: 'row' }, String(place + 1)),
      zones.map((zone) => h('td', { class: 'number' }, clock(zone.times[place]?.clock ?? ''))),
    ));
  return table(`The next times of ${item.title}`, ['Time', ...zones.map((zone) => zone.zone)], rows);
}
