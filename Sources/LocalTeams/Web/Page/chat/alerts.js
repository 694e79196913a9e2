// What an alert does on this page: a person's choice, the conversations that are muted, and the banner. Like the
// settings of a Teams client they belong to the person and this browser; the service knows nothing of them.

import { button, h } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { keep, kept } from './drafts.js';
import { conversationOf } from '../base/names.js';
import { splitThread } from '../base/store.js';

export const alertChoices = [
  ['banner', 'Banner and feed'],
  ['feed', 'Only in the feed'],
  ['off', 'Off'],
];
const shownFor = 10_000; // ms

/** `banner`, `feed` or `off`. */
export function alertChoice(me) {
  const found = kept(`alerts/${me}`);
  return alertChoices.some(([value]) => value === found) ? found : 'banner';
}

export function chooseAlerts(me, choice) {
  keep(`alerts/${me}`, choice === 'banner' ? '' : choice);
}

export function isMuted(me, conversation) {
  return !!conversation && kept(`muted/${me}/${splitThread(conversation).base}`) === 'yes';
}

export function mute(me, conversation, on) {
  keep(`muted/${me}/${splitThread(conversation).base}`, on ? 'yes' : '');
}

/** The entries of a feed that a person wants to see: with `off` no alerts of bots. */
export function wantedOf(feed, me) {
  return alertChoice(me) === 'off' ? feed.filter((each) => each.kind !== 'alert') : feed;
}

/** A banner for each entry that arrives unread while the page is open. */
export function alertBanner({ actions }) {
  const title = h('strong', null);
  const text = h('span', null);
  let entry = null;
  let timer = null;
  let known = null; // the ids of what was there before
  const close = () => {
    element.hidden = true;
    entry = null;
  };
  const element = h(
    'div',
    { class: 'banner', role: 'region', 'aria-label': 'Alert', hidden: true },
    h('p', { role: 'alert' }, icon('bell'), title, ' ', text),
    button('Open', () => {
      const { conversation, message } = entry;
      close();
      actions.goTo(conversation, message);
    }, { class: 'quiet' }),
    button('Dismiss', close, { icon: icon('close'), class: 'icon-button' }),
  );
  const show = (found) => {
    entry = found;
    title.textContent = found.title;
    text.textContent = found.preview;
    element.querySelector('button').hidden = !found.conversation;
    element.hidden = false;
    clearTimeout(timer);
    timer = setTimeout(close, shownFor);
  };
  return {
    element,
    update(state) {
      if (state.feed === null) return;
      const fresh = known && state.feed.find((each) => !each.read && !known.has(each.id));
      known = new Set(state.feed.map((each) => each.id));
      const looksAt = ({ conversation }) =>
        document.hasFocus() && state.open &&
        conversationOf(state, state.open)?.base === splitThread(conversation || '').base;
      if (entry && looksAt(entry)) close();
      if (!fresh || alertChoice(state.me) !== 'banner' || isMuted(state.me, fresh.conversation)) return;
      if (!looksAt(fresh)) show(fresh);
    },
  };
}
