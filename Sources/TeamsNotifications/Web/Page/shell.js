// What is around every view: the head, the navigation, what is wrong with the service, and the way between views.

import { api } from './base/api.js';
import { attribute, button, h, write } from './base/dom.js';
import { live } from './base/live.js';
import { composeView } from './views/compose.js';
import { installationsView } from './views/installations.js';
import { lanesView } from './views/lanes.js';
import { notificationView } from './views/notification.js';
import { notificationsView } from './views/notifications.js';
import { preferencesView } from './views/preferences.js';
import { schedulesView } from './views/schedules.js';
import { sourcesView } from './views/sources.js';
import { unreachableView } from './views/unreachable.js';

const scopes = ['read', 'send', 'admin'];

/** The views: the first part of the address, the name in the navigation, and the scope and the call that it needs. */
const views = [
  { path: 'notifications', name: 'Notifications', show: notificationsView },
  { path: 'new', name: 'New notification', show: composeView, scope: 'send' },
  { path: 'schedules', name: 'Schedules', show: schedulesView },
  { path: 'unreachable', name: 'Unreachable', show: unreachableView },
  { path: 'installations', name: 'Installations', show: installationsView },
  { path: 'preferences', name: 'Preferences', show: preferencesView },
  { path: 'sources', name: 'Sources', show: sourcesView, call: '/v1/sources' },
  { path: 'lanes', name: 'Lanes and limits', show: lanesView },
];

/**
 * Shows the views to whoever `me` is, as far as the service `knows` their calls; `leave` is called with the reason when
 * the key is not known any more.
 */
export function startShell(root, key, { me, knows }, leave) {
  const may = (scope) => scopes.indexOf(me.scope) >= scopes.indexOf(scope);
  const lost = h('p', { class: 'banner', role: 'alert', hidden: true });
  const troubles = h('div', { role: 'status', 'aria-label': 'Problems of the service' });
  const calls = api(key, {
    lost: () => {
      write(lost, 'The service does not answer. What is shown is as it was; the page tries again by itself.');
      lost.hidden = false;
    },
    found: () => {
      lost.hidden = true;
    },
    refused: (error) => leave(error.message),
  });
  const shown = views.filter(({ scope, call }) => (!scope || may(scope)) && (!call || knows('GET', call)));
  const links = shown.map((view) => h('a', { href: `#/${view.path}` }, view.name));
  const main = h('main', { class: 'view', id: 'view', tabindex: '-1' });
  const context = {
    api: calls,
    may,
    knows,
    /** Goes to a view: `notifications/N01`. */
    go: (path) => {
      location.hash = `#/${path}`;
    },
  };

  root.replaceChildren(h(
    'div',
    { class: 'shell' },
    h(
      'header',
      { class: 'head' },
      h('a', { class: 'skip', href: '#view', on: { click: skip } }, 'Skip to the content'),
      h('a', { class: 'brand', href: '#/notifications' }, 'teams notifier'),
      h('span', { class: 'who theirs' }, `${me.name ?? 'token'} · ${mayWords(me.scope)}`),
      button('Sign out', () => leave()),
    ),
    h('nav', { class: 'nav', 'aria-label': 'Views' }, h('ul', null, links.map((link) => h('li', null, link)))),
    h('div', { class: 'banners' }, lost, troubles),
    main,
  ));

  let current;
  let visits = 0;
  function route() {
    const [path = '', ...parts] = location.hash.replace(/^#\/?/, '').split('/');
    const view = shown.find((each) => each.path === path) ?? shown[0];
    current?.stop?.();
    const parameter = parts.length ? decoded(parts.join('/')) : undefined;
    current = view.path === 'notifications' && parameter
      ? notificationView(context, parameter)
      : view.show(context, parameter);
    for (const [place, link] of links.entries()) {
      attribute(link, 'aria-current', shown[place] === view ? 'page' : null);
    }
    const title = h('h1', { tabindex: '-1' }, current.title);
    main.replaceChildren(h('div', { class: 'view-head' }, title, current.beside), ...[current.node].flat());
    const mine = current;
    mine.ready?.((text) => {
      if (mine !== current) return;
      write(title, text);
      document.title = `${text} – teams notifier`;
    });
    document.title = `${current.title} – teams notifier`;
    visits += 1;
    if (visits > 1) {
      title.focus({ preventScroll: true });
      scrollTo(0, 0);
    }
  }
  function skip(event) {
    event.preventDefault();
    main.focus();
  }

  const health = live(async () => {
    const problems = await calls.problems();
    if (troubles.textContent !== problems.join('')) {
      troubles.replaceChildren(...problems.map((problem) => h('p', { class: 'banner theirs' }, problem)));
    }
    return 10_000;
  });
  addEventListener('hashchange', route);
  route();
  return {
    stop: () => {
      removeEventListener('hashchange', route);
      health.stop();
      current?.stop?.();
    },
  };
}

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function mayWords(scope) {
  return { read: 'may look', send: 'may look and send', admin: 'may do everything' }[scope] ?? scope;
}
