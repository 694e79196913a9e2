// The line above the messages: where one is, with whom, the way back, and what a person does with the conversation or
// its bot.

import { isMuted } from './alerts.js';
import { avatar } from '../base/avatar.js';
import { attribute, button, h } from '../base/dom.js';
import { listed } from '../base/format.js';
import { nameOf } from '../base/names.js';
import { icon } from '../base/icons.js';

export function chatHeader({ actions }) {
  const back = button('Back', () => actions.open(target), { icon: icon('back'), class: 'icon-button back' });
  const picture = h('span', { class: 'header-picture' });
  const title = h('h1', null);
  const about = h('p', { class: 'note' });
  const tool = (text, click) => button(text, click, { text, class: 'quiet head-tool' });
  const mute = tool('Mute', () => actions.mute(here.base, mute.getAttribute('aria-pressed') !== 'true'));
  const block = tool('Block', () => actions.block(bot, block.getAttribute('aria-pressed') !== 'true'));
  const uninstall = tool('Uninstall', () => actions.uninstall(bot));
  const tools = h('div', { class: 'head-tools', role: 'group', 'aria-label': 'Conversation' }, mute, block, uninstall);
  const element = h(
    'header',
    { class: 'chat-head' },
    back,
    picture,
    h('div', { class: 'head-text' }, title, about),
    tools,
  );
  let target = null;
  let here = null;
  let bot = null;
  let shown = null;

  return {
    element,
    update(state, conversation) {
      element.hidden = !conversation;
      if (!conversation) return;
      const { name, kind, root, base, team, members, bots } = conversation;
      here = conversation;
      target = root ? base : null;
      bot = kind === 'personal' && bots.length === 1 ? bots[0] : null;
      attribute(mute, 'aria-pressed', String(isMuted(state.me, base)));
      attribute(mute, 'aria-label', `Mute ${name}`);
      block.hidden = !bot;
      uninstall.hidden = !bot ||
        !state.workspace?.installations.some((each) => each.bot === bot && each.user === state.me);
      if (bot) {
        attribute(block, 'aria-pressed', String(!!conversation.blocked));
        attribute(block, 'aria-label', `Block ${nameOf(state, bot)}`);
        attribute(uninstall, 'aria-label', `Uninstall ${nameOf(state, bot)}`);
      }
      const others = [...bots, ...members.filter((each) => each !== state.me)];
      const names = others.map((each, index) => (index < 6 ? nameOf(state, each) : ''));
      const line = kind === 'channel'
        ? `${team?.name ?? ''} · ${members.length} members`
        : kind === 'personal'
        ? (bots.length ? 'Bot' : 'Chat')
        : `You, ${listed(names, 6)}`;
      const key = [name, kind, root, line].join('\n');
      if (key === shown) return;
      shown = key;
      title.textContent = root ? `Thread in ${name}` : name;
      about.textContent = line;
      const label = root ? `Back to ${name}` : 'Back to the conversations';
      back.setAttribute('aria-label', label);
      back.title = label;
      back.classList.toggle('always', !!root);
      picture.replaceChildren(
        avatar(name, kind === 'channel' ? 'channel' : kind !== 'personal' ? 'group' : bots.length ? 'bot' : 'person'),
      );
    },
  };
}
