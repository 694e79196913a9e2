// The person's activity feed: a button in the bar with the number of what is unread, and the list behind it.

import { openDialog } from '../base/dialog.js';
import { alertChoice, alertChoices, chooseAlerts, isMuted, wantedOf } from './alerts.js';
import { attribute, button, h } from '../base/dom.js';
import { choice } from '../base/fields.js';
import { form } from '../base/form.js';
import { fullTime, shortTime } from '../base/format.js';
import { icon } from '../base/icons.js';
import { conversationOf } from '../base/names.js';

export function feedButton({ actions }) {
  const count = h('span', { class: 'bar-count', 'aria-hidden': 'true' });
  const element = button('Activity', () => actions.feed(), {
    icon: [icon('bell'), count],
    text: 'Activity',
    class: 'bar-button',
    hidden: true,
  });
  return {
    element,
    update({ feed, me }) {
      element.hidden = feed === null;
      const unread = wantedOf(feed ?? [], me).filter((each) => !each.read && !isMuted(me, each.conversation)).length;
      const text = unread ? (unread > 99 ? '99+' : String(unread)) : '';
      if (count.textContent !== text) count.textContent = text;
      attribute(element, 'aria-description', unread ? `${unread} unread` : null);
    },
  };
}

/**
 * Opens the feed as it is now. `open(conversation, message)` goes to what an entry is about; `changed()` is called when
 * the person chose what alerts do.
 */
export function openFeed({ state, now, open, changed }) {
  const feed = wantedOf(state.feed ?? [], state.me);
  openDialog(
    'Activity',
    (close) => [...entries(close), settings()],
  );

  function entries(close) {
    return feed.length
      ? [h(
        'ol',
        { class: 'feed', 'aria-label': 'Activity' },
        feed.map((each) => h('li', null, item(each, close))),
      )]
      : [
        h(
          'p',
          { class: 'note' },
          'Nothing yet: alerts of bots and notifications that came through Graph stand here.',
        ),
      ];
  }

  /** The person's choice decides, whatever a bot asks for (Microsoft, Messages in bot conversations). */
  function settings() {
    const which = choice('Alerts of bots', 'alerts', alertChoices);
    which.querySelector('select').value = alertChoice(state.me);
    return h(
      'section',
      null,
      h('h3', null, 'Settings'),
      form({
        label: 'Alert settings',
        action: 'Save the settings',
        fields: [
          which,
          h('p', { class: 'note' }, 'A bot cannot override them. They are kept in this browser, for this person.'),
        ],
        submit: async ({ alerts }) => {
          chooseAlerts(state.me, alerts);
          changed();
          return 'Saved.';
        },
      }),
    );
  }

  function item({ at, title, preview, conversation, message, read }, close) {
    const place = conversation && conversationOf(state, conversation);
    return h(
      'button',
      {
        type: 'button',
        class: read ? 'feed-item' : 'feed-item unread',
        disabled: !place,
        on: {
          click: () => {
            close();
            open(conversation, message);
          },
        },
      },
      h('strong', null, title),
      preview && h('span', null, preview),
      h(
        'span',
        { class: 'note', title: fullTime(at) },
        [shortTime(at, now), place?.name, !read && 'unread'].filter(Boolean).join(' · '),
      ),
    );
  }
}
