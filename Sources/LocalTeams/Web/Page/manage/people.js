// Who the page is: the list to choose from when the address names nobody, and the switch at the top.

import { avatar } from '../base/avatar.js';
import { button, h } from '../base/dom.js';
import { icon } from '../base/icons.js';

const addressOf = (handle) => `/?${new URLSearchParams({ as: handle })}`;

/** The page without a person: a link for each. `problem` says why the address did not do. */
export function whoAreYou(workspace, problem) {
  return h(
    'main',
    { class: 'who-are-you' },
    h('h1', null, 'Who are you?'),
    problem && h('p', { class: 'problem', role: 'alert' }, problem),
    h(
      'p',
      { class: 'note' },
      `${workspace.tenant.name} has ${workspace.users.length} people. ` +
        'Each tab is one of them: open two tabs, and two people talk.',
    ),
    h(
      'ul',
      { class: 'people' },
      workspace.users.map((each) =>
        h(
          'li',
          null,
          h(
            'a',
            { class: 'person-row', href: addressOf(each.handle), 'aria-label': each.name },
            avatar(each.name),
            h(
              'span',
              { class: 'row-text' },
              h('span', { class: 'row-name' }, each.name),
              h('span', { class: 'row-line' }, [each.userPrincipalName, each.timeZone].filter(Boolean).join(' · ')),
            ),
          ),
        )
      ),
    ),
  );
}

/** The button with one's own name, and the others behind it: here, or in a new tab. */
export function personSwitch() {
  const menu = h('div', {
    class: 'menu',
    id: 'person-menu',
    hidden: true,
    role: 'group',
    'aria-label': 'Switch person',
  });
  const face = h('span', { class: 'switch-face' });
  const opener = h('button', {
    type: 'button',
    class: 'switch',
    'aria-haspopup': 'true',
    'aria-expanded': 'false',
    'aria-controls': 'person-menu',
    on: { click: () => toggle(menu.hidden) },
  }, face);
  const element = h('div', { class: 'person-switch' }, opener, menu);
  let users = null;
  let listed = null; // the people that the menu has
  let own = null;

  const toggle = (on) => {
    menu.hidden = !on;
    if (on && listed !== users) list();
    opener.setAttribute('aria-expanded', String(on));
    if (on) menu.querySelector('a')?.focus();
  };
  const list = () => {
    listed = users;
    menu.replaceChildren(
      h('p', { class: 'note' }, 'Open this page as'),
      h(
        'ul',
        { class: 'people' },
        users.filter((each) => each.handle !== own).map((each) =>
          h(
            'li',
            { class: 'switch-row' },
            h(
              'a',
              { class: 'person-row', href: addressOf(each.handle) },
              avatar(each.name),
              h('span', { class: 'row-name' }, each.name),
            ),
            h('a', {
              class: 'icon-button',
              href: addressOf(each.handle),
              target: '_blank',
              rel: 'noopener',
              'aria-label': `${each.name} in a new tab`,
              title: `${each.name} in a new tab`,
            }, icon('link')),
          )
        ),
      ),
    );
  };
  element.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !menu.hidden) {
      event.preventDefault();
      toggle(false);
      opener.focus();
    }
  });
  element.addEventListener('focusout', (event) => {
    if (event.relatedTarget && !element.contains(event.relatedTarget)) toggle(false);
  });
  document.addEventListener('pointerdown', (event) => {
    if (!element.contains(event.target)) toggle(false);
  });

  return {
    element,
    update({ workspace, me }) {
      if (workspace.users === users) return;
      users = workspace.users;
      own = me;
      if (!menu.hidden) list();
      const name = workspace.people.get(me)?.name ?? me;
      opener.setAttribute('aria-label', `You are ${name}. Switch person`);
      face.replaceChildren(avatar(name), h('span', { class: 'switch-name' }, name));
    },
  };
}
