// The inspector at the right: what was on the wire for the selected message, why nothing was sent, and the recent
// traffic.

import { button, h, reconcile } from '../base/dom.js';
import { clockTime, fullTime } from '../base/format.js';
import { icon } from '../base/icons.js';
import { deliveryLine } from '../base/deliveries.js';
import { guarded, unshown } from '../base/guard.js';
import { botOf, conversationOf, nameOf } from '../base/names.js';
import { preview } from '../base/preview.js';
import { pretty } from '../base/shape.js';
import { isMine, logOf } from '../base/store.js';
import { asCurl, concerns, searchable } from './wire.js';

const most = 200; // entries shown; older ones leave the list

export function inspector({ calls, actions }) {
  const about = h('div', { class: 'inspector-about' });
  const list = h('ol', { class: 'wire', 'aria-label': 'Wire log' });
  const note = h('p', { class: 'note', role: 'status' });
  const filter = h('input', {
    type: 'search',
    'aria-label': 'Filter',
    placeholder: 'Filter by path, operation, status or text',
    on: { input: () => draw() },
  });
  const scope = h(
    'select',
    { 'aria-label': 'Show', on: { change: () => draw() } },
    h('option', { value: 'message' }, 'The selected message'),
    h('option', { value: 'all' }, 'All recent traffic'),
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
    h('div', { class: 'inspector-scroll' }, about, note, list),
  );

  let state = null;
  let entries = [];
  let after = 0;
  let busy = null;
  let again = false;
  let timer = null;
  const views = new Map();
  let inspected = { message: null, view: null };

  const load = async () => {
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
    const shown = entries
      .filter((each) => !chosen || (message && concerns(each, state.open, message.id)))
      .filter((each) => words.every((word) => searchable(each).includes(word)))
      .slice(-most).reverse();
    if (inspected.message !== message) inspected = { message, view: message ? jsonOfMessage(message) : null };
    about.replaceChildren(
      ...(chosen
        ? [...aboutMessage(message, conversation, state, shown), inspected.view].filter(Boolean)
        : [h('p', { class: 'note' }, 'Both directions, newest first. What only somebody else can see is left out.')]),
    );
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

  return {
    element,
    refresh,
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

/** The message as it came, whether it can be shown or not. */
function jsonOfMessage(message) {
  return h('details', { class: 'note' }, h('summary', null, 'JSON of the message'), json('Message', message.json));
}

function entryView(entry) {
  const { direction, operation, method, path, status, ms, at, note } = entry;
  const inward = direction === 'in';
  const skipped = !path;
  const failed = !skipped && !(status >= 200 && status < 300);
  const box = h(
    'details',
    { class: `entry ${direction}${failed ? ' failed' : ''}${skipped ? ' skipped' : ''}` },
    h(
      'summary',
      null,
      h(
        'span',
        { class: 'entry-way', title: inward ? 'from the bot to Teams' : 'from Teams to the bot' },
        inward ? 'bot → Teams' : 'Teams → bot',
      ),
      h('strong', null, operation),
      h('span', { class: 'entry-status' }, status ? String(status) : skipped ? '' : 'no answer'),
      h('span', { class: 'note' }, `${skipped || ms === null ? '' : `${Math.round(ms)} ms `}${clockTime(at)}`),
      skipped
        ? h('span', { class: 'entry-path' }, note)
        : h('code', { class: 'entry-path', title: path }, `${method} ${path}`),
    ),
  );
  box.addEventListener('toggle', () => {
    if (!box.open || box.children.length > 1) return;
    const { headers, token, body } = entry.request;
    const copied = h('span', { class: 'note', role: 'status' });
    box.append(...[
      note && h('p', { class: 'why' }, note),
      at && h('p', { class: 'note' }, fullTime(at)),
      !skipped && json('Request', body),
      !skipped && json('Response', entry.response.body),
      token !== null && json('Token claims', token),
      headers && json('Request headers', headers),
      !skipped && h(
        'p',
        { class: 'row-of-buttons' },
        copied,
        button('Copy as curl', async () => {
          try {
            await navigator.clipboard.writeText(asCurl(entry, location.origin));
            copied.textContent = 'Copied.';
          } catch {
            box.append(h('pre', { class: 'json', tabindex: 0 }, asCurl(entry, location.origin)));
          }
        }, { icon: icon('copy'), text: 'Copy as curl', class: 'quiet' }),
      ),
    ].filter(Boolean));
  });
  return h('li', null, box);
}

function json(title, value) {
  return h(
    'div',
    null,
    h('h4', null, title),
    h('pre', { class: 'json', tabindex: 0, 'aria-label': title }, pretty(value)),
  );
}
