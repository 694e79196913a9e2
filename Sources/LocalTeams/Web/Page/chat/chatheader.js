// The line above the messages: where one is, with whom, and the way back.

import { avatar } from '../base/avatar.js';
import { button, h } from '../base/dom.js';
import { listed } from '../base/format.js';
import { icon } from '../base/icons.js';
import { nameOf } from '../base/names.js';

export function chatHeader({ actions }) {
  const back = button('Back', () => actions.open(target), { icon: icon('back'), class: 'icon-button back' });
  const picture = h('span', { class: 'header-picture' });
  const title = h('h1', null);
  const about = h('p', { class: 'note' });
  const element = h('header', { class: 'chat-head' }, back, picture, h('div', { class: 'head-text' }, title, about));
  let target = null;
  let shown = null;

  return {
    element,
    update(state, conversation) {
      element.hidden = !conversation;
      if (!conversation) return;
      const { name, kind, root, base, team, members, bots } = conversation;
      target = root ? base : null;
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
