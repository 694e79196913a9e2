// The inspector at the right: what was on the wire for the selected message, why nothing was sent, the recent traffic,
// and the ledger: what bots got, and what became of what they sent.

import { button, h, reconcile } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { deliveryLine } from '../base/deliveries.js';
import { guarded, unshown } from '../base/guard.js';
import { botOf, conversationOf, nameOf } from '../base/names.js';
import { preview } from '../base/preview.js';
import { isMine, logOf, refusalsOf } from '../base/store.js';
import { entryView, jsonOfMessage } from './entry.js';
import { ledgerRows } from './ledgerview.js';
import { concerns, exchangeOf, isRefused, searchable } from './wire.js';

const most = 200; // entries shown; older ones leave the list

export function inspector({ calls, actions }) {
  const about = h('div', { class: 'inspector-about' });
  const list = h('ol', { class: 'wire', 'aria-label': 'Wire log' });
  const book = h('ol', { class: 'wire', 'aria-label': 'Ledger', hidden: true });
  const note = h('p', { class: 'note', role: 'status' });
  const filter = h('input', {
    type: 'search',
    'aria-label': 'Filter',
    placeholder: 'Filter by path, operation, status or text',
    on: { input: () => draw() },
  });
  const scope = h(
    'select',
    { 'aria-label': 'Show', on: { change: () => scope.value === 'ledger' ? refresh() : draw() } },
    h('option', { value: 'message' }, 'The selected message'),
    h('option', { value: 'all' }, 'All recent traffic'),
    h('option', { value: 'refused' }, 'What was refused'),
    h('option', { value: 'ledger' }, 'The ledger of deliveries'),
  );
  const element = h(
    'aside',
    { role: 'region', 'aria-label': 'Inspector', class: 'inspector', hidden: true },
    h(
      'header',
      null,
      h('h2', null, 'Inspector'),
      button('Refresh', () => refresh(), { icon: icon('refresh'), class: 'icon-button' }),
      button('Close the inspector', () => actions.toggleInspector(false), {
        icon: icon('close'),
        class: 'icon-button',
      }),
    ),
    h('div', { class: 'inspector-filters' }, scope, filter),
    h(
      'div',
      { class: 'inspector-scroll', role: 'group', 'aria-label': 'On the wire', tabindex: 0 },
      about,
      note,
      list,
      book,
    ),
  );

  let state = null;
  let entries = [];
  let after = 0;
  let ledger = [];
  let wanted = null; // a refusal whose exchange is to be shown
  let busy = null;
  let again = false;
  let timer = null;
  const views = new Map();
  let inspected = { message: null, view: null };

  const loadLedger = async () => {
    const last = ledger.at(-1)?.seq;
    const got = await calls.ledger(last === undefined ? { last: most } : { after: last, last: most });
    const known = new Set(ledger.map((each) => each.seq));
    ledger = [...ledger, ...got.filter((each) => !known.has(each.seq))].slice(-most);
  };
  const load = async () => {
    if (scope.value === 'ledger') await loadLedger();
    for (;;) {
      const got = await calls.log(after);
      entries = [...entries, ...got.filter((each) => each.seq > after)].slice(-2000);
      const last = got.reduce((seq, each) => Math.max(seq, each.seq), after);
      if (last <= after || got.length < 500) {
        after = Math.max(after, last);
        return;
      }
      after = last;
    }
  };
  const refresh = async () => {
    if (element.hidden) return;
    if (busy) {
      again = true;
      return;
    }
    busy = load();
    try {
      await busy;
      note.textContent = '';
    } catch (error) {
      note.textContent = error.message;
    }
    busy = null;
    draw();
    if (wanted && !again) openExchange();
    if (again) {
      again = false;
      refresh();
    }
  };

  const draw = () => {
    if (element.hidden || !state) return;
    const conversation = conversationOf(state, state.open);
    const message = logOf(state, state.open).items.find((each) => each.id === state.selected);
    const chosen = scope.value === 'message';
    const words = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    const fits = (each) => words.every((word) => searchable(each).includes(word));
    const shown = entries
      .filter((each) => !chosen || (message && concerns(each, state.open, message.id)))
      .filter((each) => scope.value !== 'refused' || isRefused(each))
      .filter(fits)
      .slice(-most).reverse();
    if (inspected.message !== message) inspected = { message, view: message ? jsonOfMessage(message) : null };
    about.replaceChildren(
      ...(chosen
        ? [...aboutMessage(message, conversation, state, shown), inspected.view].filter(Boolean)
        : [h('p', { class: 'note' }, notes.get(scope.value))]),
    );
    list.hidden = scope.value === 'ledger';
    book.hidden = !list.hidden;
    if (!book.hidden) {
      book.replaceChildren(...ledgerRows({ entries, ledger, state, words, most }));
      return;
    }
    const present = new Set(entries.map((each) => each.seq));
    for (const seq of [...views.keys()]) if (!present.has(seq)) views.delete(seq);
    reconcile(
      list,
      shown.map((each) => {
        const view = views.get(each.seq) ?? guarded(() => entryView(each), () => h('li', null, unshown('This entry')));
        views.set(each.seq, view);
        return view;
      }),
    );
  };

  /** Opens the exchange of a refusal, once the log is here. */
  const openExchange = () => {
    const found = exchangeOf(wanted, refusalsOf(state, wanted.conversation), entries);
    wanted = null;
    if (!found) {
      note.textContent = 'The exchange is not in the log any more.';
      return;
    }
    const view = views.get(found.seq);
    const details = view?.querySelector('details');
    if (!details) return;
    details.open = true;
    view.scrollIntoView({ block: 'start' });
    details.querySelector('summary').focus();
  };

  return {
    element,
    refresh,
    showExchange(refusal) {
      scope.value = 'refused';
      filter.value = '';
      wanted = refusal;
      refresh();
    },
    show(on) {
      element.hidden = !on;
      if (on) refresh();
    },
    /** Something happened that may have been on the wire: looks again once things calm down. */
    stir() {
      if (element.hidden) return;
      clearTimeout(timer);
      timer = setTimeout(refresh, 150);
    },
    clear() {
      entries = [];
      ledger = [];
      after = 0;
      views.clear();
      draw();
      refresh();
    },
    about() {
      scope.value = 'message';
      draw();
    },
    update(next) {
      const changed = !state ||
        ['selected', 'open', 'logs', 'deliveries', 'workspace'].some((name) => state[name] !== next[name]);
      state = next;
      if (changed) draw();
    },
  };
}

const notes = new Map([
  ['all', 'Both directions, newest first. What only somebody else can see is left out.'],
  ['refused', 'What was not done, in either direction, newest first, with the rule that forbids it.'],
  [
    'ledger',
    'What bots got, and what became of what they sent, newest first. What only somebody else can see is left out.',
  ],
]);

function aboutMessage(message, conversation, state, shown) {
  if (!message) return [h('p', { class: 'note' }, 'Select a message to see what was on the wire for it.')];
  const lines = [
    h('p', { class: 'inspected' }, h('strong', null, message.from.name), ` ${preview(message, 100)}`),
    h('p', { class: 'note' }, `Message ${message.id}`),
  ];
  const why = (text) => lines.push(h('p', { class: 'why' }, text));
  const deliveries = state.deliveries.get(message.id);
  for (const each of deliveries ?? []) {
    const bot = nameOf(state, each.bot);
    why(
      deliveryLine(each, bot) ??
        `${bot} took it: ${each.status}${each.ms === null ? '' : ` in ${Math.round(each.ms)} ms`}.`,
    );
  }
  if (!shown.length && !deliveries) {
    if (!conversation?.bots.length) why('Nothing was sent: no bot is installed in this conversation.');
    else if (isMine(state, message)) {
      why(
        `Nothing was found on the wire. ${
          conversation.kind === 'personal' ? '' : 'Bots here are only told of messages that mention them.'
        }`,
      );
    } else if (message.from.kind === 'user') {
      why('Nothing was found on the wire: a bot is told of a message here only if it is mentioned.');
    }
  }
  const bot = message.from.kind === 'bot' && botOf(state, message.from.appId);
  if (bot) why(`Sent by ${bot.name}, ${bot.endpoint || 'no endpoint'}.`);
  return lines;
}
