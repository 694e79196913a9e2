// One notification: how far it is, what it says, to whom, what became of it, and what can be done.

import { button, h, reconcile, write } from '../base/dom.js';
import { count, counted, instant } from '../base/format.js';
import { live } from '../base/live.js';
import { facts, panel, table } from '../base/parts.js';
import {
  deliveryStates,
  isMoving,
  isOver,
  paceOf,
  possible,
  progressWords,
  scheduleWords,
  timeLeft,
} from '../base/words.js';
import { actionButton } from './actions.js';
import { drawContent } from './card.js';
import { deliveriesPanel } from './deliveries.js';
import { paceBar, paceWords, progressBar, stateBadge } from './progress.js';

export function notificationView({ api, may }, id) {
  const problem = h('p', { class: 'problem', role: 'alert' });
  const badge = h('span');
  const actions = h('div', { class: 'buttons', role: 'group', 'aria-label': 'Actions' });
  const buttons = new Map();
  const bar = progressBar();
  const speed = paceBar('Pace of the service');
  const words = h('p', { class: 'figures' });
  const pace = h('p', { class: 'figures note' });
  const figures = new Map(deliveryStates.map((state) => [state, h('dd', null, '0')]));
  const about = h('div');
  const says = h('div');
  const why = h('div');
  const preview = may('send') ? (content) => api.preview({ content }) : null;
  let deliveries;
  let rename = () => {};
  let version;
  let troubles;
  let known = '';

  const progress = panel(
    'Progress',
    words,
    bar.node,
    h(
      'dl',
      { class: 'counts' },
      deliveryStates.map((state) => h('div', null, h('dt', null, state), figures.get(state))),
    ),
    pace,
    speed.node,
  );
  progress.hidden = true;

  const watch = live(async () => {
    const [item, { items: lanes }] = await Promise.all([api.notification(id), api.lanes()]);
    problem.textContent = '';
    progress.hidden = false;
    rename(item.title);
    if (badge.textContent !== item.state) badge.replaceChildren(stateBadge(item.state));
    bar.set(item);
    const now = paceOf(lanes);
    speed.set(now);
    write(words, [progressWords(item), timeLeft(item, { pace: now.pace })].filter(Boolean).join(' · '));
    write(pace, `Pace of all notifications: ${paceWords(now)}`);
    speed.node.hidden = pace.hidden = isOver(item);
    for (const [state, node] of figures) write(node, count(item.counts[state]));
    if (may('send')) showActions(item);
    await showContent(item);
    await showReasons(item);
    if (!deliveries) {
      deliveries = deliveriesPanel(api, id);
      node.append(deliveries.node);
    }
    return isMoving(item) ? 1000 : 4000;
  }, (error) => {
    problem.textContent = error.message;
  });

  function showActions(item) {
    for (const action of possible(item)) {
      if (!buttons.has(action)) buttons.set(action, actionButton(action, api, id, changed));
    }
    reconcile(actions, possible(item).map((action) => buttons.get(action)));
  }

  /** Something was done: what is shown is looked at anew. */
  function changed() {
    watch.now();
    troubles = undefined;
  }

  /** What it says and to whom, anew with each version of it. */
  async function showContent(item) {
    const state = JSON.stringify([item.finishedAt, item.nextAt, item.notPlanned, item.problem, item.recalled]);
    const isNew = version !== (item.version ?? 1);
    if (!isNew && known === state) return;
    const request = await api.request(id);
    version = item.version ?? 1;
    known = state;
    about.replaceChildren(facts([
      ['To', item.audience],
      ['About', item.category],
      ['When', scheduleWords(request.schedule)],
      ['Next', instant(item.nextAt)],
      ['Priority', item.priority],
      ['Guarantee', request.guarantee],
      ['Expires', instant(request.expiresAt)],
      ['Accepted', instant(item.createdAt)],
      ['Ended', instant(item.finishedAt)],
      ['Version', item.version && count(item.version)],
      ['Recalled', item.recalled && 'yes'],
      [
        'Not planned',
        Object.entries(item.notPlanned ?? {}).map(([code, number]) => `${count(number)} ${code}`).join(', '),
      ],
      ['Problem', item.problem],
      ['Id', item.id],
    ]));
    if (isNew) says.replaceChildren(...drawContent(request.content, preview));
  }

  /** Why it did not arrive, when that has changed. */
  async function showReasons({ counts }) {
    const now = JSON.stringify([counts.failed, counts.unknown, counts.skipped]);
    if (troubles === now) return;
    const { items } = await api.reasons(id);
    troubles = now;
    const focused = why.contains(document.activeElement) ? document.activeElement.dataset.reason : null;
    why.replaceChildren(
      items.length
        ? table('Reasons', ['Reason', 'How many', 'What to do', 'Deliveries'], items.map(reasonRow))
        : h('p', { class: 'note' }, 'Nothing failed, was skipped or is unknown.'),
    );
    if (focused) why.querySelector(`[data-reason="${CSS.escape(focused)}"]`)?.focus();
  }

  function reasonRow(reason) {
    const name = reason.code ?? 'no reason was told';
    return h(
      'tr',
      null,
      h('th', { scope: 'row', class: 'theirs' }, name, ' ', stateBadge(reason.state)),
      h('td', { class: 'number' }, count(reason.count)),
      h(
        'td',
        null,
        reason.advice ?? 'The answer of Teams says more: look at its log.',
        reason.retried && may('send') ? h('p', { class: 'note' }, 'Retry sends these again.') : null,
      ),
      h(
        'td',
        null,
        button('Show them', () => deliveries?.filter(reason.state), {
          class: 'link',
          data: { reason: `${reason.state}/${name}` },
          'aria-label': `Show the ${counted(reason.count, 'delivery', 'deliveries')} that ${
            reason.count === 1 ? 'is' : 'are'
          } ${reason.state}: ${name}`,
        }),
      ),
    );
  }

  const node = h(
    'div',
    { class: 'rows' },
    progress,
    panel('Content', says),
    panel('Facts', about),
    panel('What did not arrive', why),
  );
  return {
    title: 'Notification',
    beside: [badge, actions],
    node: [problem, node],
    ready: (set) => {
      rename = set;
    },
    stop: watch.stop,
  };
}
