// An app that is not installed for the person whose chat with it is open: that it is told nothing, and the way out.

import { button, h } from '../base/dom.js';
import { nameOf } from '../base/names.js';

export function notInstalled({ actions }) {
  const text = h('span', null);
  const install = button('Install', () => actions.install(bot), { class: 'quiet' });
  const element = h('div', { class: 'not-installed', role: 'note', hidden: true }, text, install);
  let bot = null;
  return {
    element,
    update(state, conversation) {
      bot = missingBot(state, conversation);
      element.hidden = !bot;
      if (!bot) return;
      const line = `${nameOf(state, bot)} is not installed for you: it was never installed, or was removed. ` +
        'It is told nothing of what you write here.';
      if (text.textContent === line) return;
      text.textContent = line;
      install.setAttribute('aria-label', `Install ${nameOf(state, bot)}`);
    },
  };
}

/** The bot of a personal chat that is not installed for the person, or null. */
function missingBot({ me, workspace }, conversation) {
  if (conversation?.kind !== 'personal' || conversation.bots.length !== 1) return null;
  const [bot] = conversation.bots;
  if (!workspace?.apps.has(bot)) return null;
  return workspace.installations.some((each) => each.bot === bot && each.user === me) ? null : bot;
}
