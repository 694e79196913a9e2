// The list at the left: chats, newest first, then each team with its channels.

import { isMuted } from './alerts.js';
import { avatar } from '../base/avatar.js';
import { attribute, button, h, reconcile } from '../base/dom.js';
import { shortTime } from '../base/format.js';
import { icon } from '../base/icons.js';
import { conversationOf } from '../base/names.js';
import { preview } from '../base/preview.js';
import { compareIDs, isMine, splitThread } from '../base/store.js';

export function conversationList({ actions }) {
  const chats = h('ul', { 'aria-label': 'Chats' });
  const teams = h('div', { class: 'teams' });
  const empty = h('p', { class: 'note' });
  const element = h(
    'nav',
    { 'aria-label': 'Conversations', class: 'conversations' },
    h(
      'div',
      { class: 'list-head' },
      h('h2', null, 'Chat'),
      h(
        'div',
        null,
        button('New meeting', actions.newMeeting, { icon: icon('meeting'), class: 'icon-button' }),
        button('New chat', actions.newChat, { icon: icon('add'), class: 'icon-button' }),
      ),
    ),
    h('div', { class: 'list-scroll' }, empty, chats, teams),
  );
  const rows = new Map();
  element.addEventListener('keydown', (event) => walk(event, element));

  return {
    element,
    update(state, now) {
      const known = (state.conversations ?? []).map((each) => conversationOf(state, each.id));
      empty.textContent = state.conversations === null
        ? 'Loading…'
        : known.length
        ? ''
        : 'No conversation yet. Start one with New chat.';
      const row = (conversation) => {
        const found = rows.get(conversation.id) ?? makeRow(conversation, actions);
        rows.set(conversation.id, found);
        updateRow(found, conversation, state, now);
        return found.item;
      };
      const newest = (conversation) => state.latest.get(conversation.id)?.id ?? '';
      reconcile(
        chats,
        known.filter((each) => each.kind !== 'channel').sort((one, other) => compareIDs(newest(other), newest(one)))
          .map(row),
      );
      reconcile(
        teams,
        teamsOf(known).flatMap(([team, channels]) => {
          const group = rows.get(`team ${team.id}`) ?? makeTeam();
          rows.set(`team ${team.id}`, group);
          if (group.title.textContent !== team.name) {
            group.title.textContent = team.name;
            group.list.setAttribute('aria-label', `Channels of ${team.name}`);
          }
          group.state.textContent = team.archived ? 'archived' : '';
          reconcile(group.list, channels.map(row));
          return [group.box];
        }),
      );
    },
  };
}

function teamsOf(known) {
  const teams = new Map();
  for (const each of known.filter((one) => one.kind === 'channel')) {
    const team = each.team ?? { id: '', name: 'Channels', channels: [] };
    if (!teams.has(team.id)) teams.set(team.id, [team, []]);
    teams.get(team.id)[1].push(each);
  }
  return [...teams.values()].map(([team, channels]) => {
    const places = new Map(team.channels.map((each, place) => [each.id, place]));
    return [team, channels.sort((one, other) => (places.get(one.id) ?? 0) - (places.get(other.id) ?? 0))];
  });
}

function makeTeam() {
  const title = h('h3', null);
  const state = h('span', { class: 'note' });
  const list = h('ul', null);
  return { title, state, list, box: h('div', { class: 'team' }, h('div', { class: 'team-head' }, title, state), list) };
}

function makeRow({ id, kind, name }, actions) {
  const label = h('span', { class: 'row-name' });
  const time = h('span', { class: 'row-time' });
  const line = h('span', { class: 'row-line' });
  const mark = h('span', { class: 'row-mark', 'aria-hidden': 'true' });
  const picture = h('span', { class: 'row-picture' });
  const link = h(
    'a',
    {
      class: `row ${kind}`,
      href: actions.addressOf(id),
      on: {
        click: (event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
          event.preventDefault();
          actions.open(id);
        },
      },
    },
    picture,
    h('span', { class: 'row-text' }, h('span', { class: 'row-top' }, label, time), line),
    mark,
  );
  return { item: h('li', null, link), link, label, time, line, mark, picture, name: null };
}

function updateRow(row, conversation, state, now) {
  const latest = state.latest.get(conversation.id);
  const count = state.unread.get(conversation.id) ?? 0;
  const muted = isMuted(state.me, conversation.id);
  if (row.name !== conversation.name) {
    row.name = conversation.name;
    row.label.textContent = conversation.name;
    row.link.setAttribute('aria-label', conversation.name);
    row.picture.replaceChildren(avatar(conversation.name, pictureKind(conversation)));
  }
  const line = conversation.kind === 'channel' || !latest
    ? ''
    : `${isMine(state, latest) ? 'You' : latest.from.name}: ${preview(latest)}`;
  if (row.line.textContent !== line) row.line.textContent = line;
  row.time.textContent = conversation.kind === 'channel' || !latest ? '' : shortTime(latest.sent, now);
  row.mark.textContent = count ? (count > 99 ? '99+' : count) : '';
  row.link.classList.toggle('unread', count > 0);
  row.link.classList.toggle('muted', muted);
  attribute(row.link, 'aria-current', state.open && splitThread(state.open).base === conversation.id ? 'page' : null);
  const facts = [count && `${count} unread`, muted && 'muted'].filter(Boolean);
  attribute(row.link, 'aria-description', facts.join(', ') || null);
}

function pictureKind({ kind, bots, members }) {
  if (kind === 'channel') return 'channel';
  if (kind !== 'personal' || members.length > 2) return 'group';
  return bots.length ? 'bot' : 'person';
}

/** Up and Down walk through the list. */
function walk(event, element) {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  const links = [...element.querySelectorAll('a.row')];
  const at = links.indexOf(document.activeElement);
  if (!step || at < 0) return;
  event.preventDefault();
  links[Math.min(Math.max(at + step, 0), links.length - 1)].focus();
}
