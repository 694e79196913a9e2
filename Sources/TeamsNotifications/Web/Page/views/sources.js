// Where events come from, how far behind each source is, and the events of which nothing could be made.

import { attribute, button, h, reconcile, write } from '../base/dom.js';
import { count, counted, instant } from '../base/format.js';
import { live } from '../base/live.js';
import { panel, table } from '../base/parts.js';
import { jsonDetails } from './card.js';
import { pages } from './pages.js';

export function sourcesView({ api }) {
  const rows = new Map();
  const list = h('ul', { class: 'rows', 'aria-label': 'Sources', 'aria-busy': 'true' });
  const note = h('p', { class: 'note', role: 'status' });
  const problem = h('p', { class: 'problem', role: 'alert' });
  const events = h('div');
  const watch = live(async () => {
    const { items } = await api.sources();
    problem.textContent = '';
    reconcile(
      list,
      items.map((source) => {
        if (!rows.has(source.name)) rows.set(source.name, row(() => showRejected(source.name)));
        const each = rows.get(source.name);
        each.set(source);
        return each.node;
      }),
    );
    attribute(list, 'aria-busy', 'false');
    write(note, items.length ? '' : 'The settings name no source of events.');
    return 2000;
  }, (error) => {
    problem.textContent = error.message;
  });

  function showRejected(name) {
    const box = table(`Events of ${name} that were rejected`, ['When', 'Why', 'Event'], []);
    const shown = pages(
      (page) => api.rejected(name, page),
      box.querySelector('tbody'),
      (items) => items.map(rejectedRow),
      { empty: 'Nothing was rejected.' },
    );
    const title = `Rejected by ${name}`;
    events.replaceChildren(panel(title, box, shown.nodes));
    shown.restart();
    events.querySelector('.table-box').focus();
  }

  return { title: 'Sources', node: [problem, list, note, events], stop: watch.stop };
}

function row(showRejected) {
  const name = h('h2', { class: 'theirs' });
  const badge = h('span');
  const line = h('p', { class: 'row-line figures' });
  const problem = h('p', { class: 'problem theirs' });
  const rejected = button('', showRejected, { class: 'link' });
  const node = h('li', { class: 'row' }, h('div', { class: 'row-head' }, name, badge), line, problem, rejected);
  return {
    node,
    set: (source) => {
      write(name, source.name);
      attribute(node, 'aria-label', source.name);
      write(badge, source.state);
      badge.className = `badge ${source.problem ? 'bad' : source.state === 'reading' ? '' : 'waits'}`;
      write(
        line,
        [
          source.kind,
          typeof source.lag === 'number' && `${counted(source.lag, 'event', 'events')} behind`,
          source.lastEventAt ? `last event ${instant(source.lastEventAt)}` : 'no event yet',
          `${count(source.accepted)} accepted`,
          source.repeated && `${count(source.repeated)} known already`,
          source.skipped && `${count(source.skipped)} skipped`,
        ].filter(Boolean).join(' · '),
      );
      write(problem, source.problem ?? '');
      const words = `Show the ${counted(source.rejected ?? 0, 'event', 'events')} that ${
        source.rejected === 1 ? 'was' : 'were'
      } rejected`;
      write(rejected, words);
      attribute(rejected, 'aria-label', `${words}: ${source.name}`);
      rejected.hidden = !source.rejected;
    },
  };
}

function rejectedRow({ at, reason, event }) {
  return h(
    'tr',
    null,
    h('th', { scope: 'row', class: 'number' }, instant(at)),
    h('td', { class: 'id theirs' }, reason),
    h('td', { class: 'id' }, jsonDetails('The event', event)),
  );
}
