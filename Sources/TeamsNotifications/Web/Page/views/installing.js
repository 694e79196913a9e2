// What Microsoft Graph does for installations: installing the app, and comparing what it knows with what is known here.

import { attribute, h, reconcile, write } from '../base/dom.js';
import { choice, FieldError, textArea, textField } from '../base/fields.js';
import { form } from '../base/form.js';
import { count, counted, instant } from '../base/format.js';
import { live } from '../base/live.js';
import { jsonDetails } from './card.js';
import { stateBadge } from './progress.js';

const shown = 100;
const whoms = [['users', 'Certain people'], ['teams', 'Certain teams'], ['everyone', 'Everyone in the organisation']];
const labels = {
  users: 'Ids of people in Microsoft Entra, one a line',
  teams: 'Ids of teams in Microsoft Entra, one a line',
};

/** The form for those who do not have the app yet; `accepted` hears that it is being installed. */
export function installForm(api, accepted) {
  const ids = textArea(labels.users, 'ids');
  const filter = textField("Only whoever this is true of, such as ${user.department == 'Harbour'}", 'filter');
  const whom = choice('Install it for', 'whom', whoms, { on: { change: ({ target }) => arrange(target.value) } });
  const element = form('Install the app', [whom, ids, filter], [
    {
      name: 'Install',
      run: async (values) => {
        const wish = wishOf(values);
        await api.install(wish);
        accepted();
        return wish.everyone ? 'Accepted.' : `Accepted for ${counted(wish[values.whom].length, 'place', 'places')}.`;
      },
    },
  ], {
    fieldOf: ({ field, pointer }) => field ?? (pointer?.startsWith('/filter') ? 'filter' : pointer ? 'ids' : null),
  });
  function arrange(value) {
    ids.hidden = value === 'everyone';
    filter.hidden = value !== 'everyone';
    write(ids.querySelector('span'), labels[value] ?? '');
  }
  arrange('users');
  return element;
}

function wishOf({ whom, ids, filter }) {
  if (whom === 'everyone') return filter ? { everyone: true, filter } : { everyone: true };
  const list = ids.split(/[\s,;]+/).filter(Boolean);
  if (!list.length) throw new FieldError('ids', 'Name at least one.');
  return { [whom]: list };
}

/** What is being installed and what was, by itself: `{node, now, stop}`. */
export function installJobs(api) {
  const rows = new Map();
  const list = h('ul', { class: 'rows', 'aria-label': 'What is being installed' });
  const problem = h('p', { class: 'problem', role: 'alert' });
  const watch = live(async () => {
    const { items } = await api.installing();
    problem.textContent = '';
    reconcile(
      list,
      items.map((job) => {
        if (!rows.has(job.id)) rows.set(job.id, jobRow());
        const each = rows.get(job.id);
        each.set(job);
        return each.node;
      }),
    );
    return items.some((job) => job.state !== 'done') ? 1000 : 5000;
  }, (error) => {
    problem.textContent = error.message;
  });
  return { node: h('div', { class: 'rows' }, problem, list), now: watch.now, stop: watch.stop };
}

function jobRow() {
  const name = h('span');
  const badge = h('span');
  const line = h('p', { class: 'row-line figures' });
  const problem = h('p', { class: 'problem theirs' });
  const reasons = h('ul', { class: 'warnings' });
  const node = h('li', { class: 'row' }, h('div', { class: 'row-head' }, name, badge), line, problem, reasons);
  return {
    node,
    set: (job) => {
      write(name, `Accepted ${instant(job.createdAt)}`);
      attribute(node, 'aria-label', name.textContent);
      if (badge.textContent !== job.state) badge.replaceChildren(stateBadge(job.state));
      write(line, Object.entries(job.counts ?? {}).map(([what, number]) => `${count(number)} ${what}`).join(' · '));
      write(problem, job.problem ?? '');
      const words = (job.failures ?? []).map(({ code, count: number, advice }) =>
        `${count(number)} ${code}${advice ? `: ${advice}` : ''}`
      );
      if (reasons.textContent !== words.join('')) {
        reasons.replaceChildren(...words.map((each) => h('li', { class: 'theirs' }, each)));
      }
    },
  };
}

/** The form that compares, and then writes down here what Graph says. */
export function reconcileForm(api, changed) {
  const found = h('div', { class: 'rows', 'aria-live': 'polite' });
  const run = async (apply) => {
    const report = await api.reconcile(apply);
    found.replaceChildren(...reportNodes(report));
    if (apply) changed();
    return apply ? 'What is known here follows Microsoft Graph now.' : '';
  };
  const element = form('Compare with Microsoft Graph', [], [
    { name: 'Compare', run: () => run(false) },
    { name: 'Compare and put right', run: () => run(true) },
  ]);
  return [element, found];
}

function reportNodes({ missingHere, missingThere, unchanged, unlisted }) {
  return [
    h(
      'p',
      { class: 'figures' },
      `${count(missingHere.length)} missing here, ${count(missingThere.length)} missing in Graph, ${
        count(unchanged)
      } alike${unlisted ? `, and ${count(unlisted)} differences more` : ''}.`,
    ),
    missingHere.length ? jsonDetails('Missing here', missingHere.slice(0, shown)) : null,
    missingThere.length ? jsonDetails('Missing in Graph', missingThere.slice(0, shown)) : null,
  ].filter(Boolean);
}
