// Where the app is installed, as the service knows it.

import { h } from '../base/dom.js';
import { instant } from '../base/format.js';
import { panel, table } from '../base/parts.js';
import { installForm, installJobs, reconcileForm } from './installing.js';
import { pages } from './pages.js';

export function installationsView({ api, may, knows }) {
  const scope = h(
    'select',
    { on: { change: () => list.restart() } },
    [['', 'All'], ['personal', 'People'], ['group', 'Group chats'], ['team', 'Teams']].map(([value, text]) =>
      h('option', { value }, text)
    ),
  );
  const user = h('input', {
    type: 'search',
    autocomplete: 'off',
    on: { change: () => list.restart() },
  });
  const box = table('Installations', ['Who or where', 'Kind', 'Reachable', 'Language', 'Time zone', 'Installed'], []);
  const list = pages(
    (page) => api.installations({ scope: scope.value, user: user.value.trim(), ...page }),
    box.querySelector('tbody'),
    (items) => items.map(row),
  );
  list.restart();
  const jobs = knows('GET', '/v1/installations/jobs') ? installJobs(api) : null;
  const offers = (path) => may('admin') && knows('POST', path);
  return {
    title: 'Installations',
    node: [
      h(
        'div',
        { class: 'filters' },
        h('label', null, h('span', null, 'Kind'), scope),
        h('label', null, h('span', null, 'Id of a person'), user),
      ),
      h('section', { class: 'panel', 'aria-label': 'Installations' }, box, list.nodes),
      offers('/v1/installations') ? panel('Install the app', installForm(api, () => jobs?.now())) : null,
      jobs?.node,
      offers('/v1/reconcile') ? panel('Compare with Microsoft Graph', reconcileForm(api, list.restart)) : null,
    ].filter(Boolean),
    stop: () => jobs?.stop(),
  };
}

function row(item) {
  const name = item.name ?? item.user ?? item.conversation;
  return h(
    'tr',
    null,
    h(
      'th',
      { scope: 'row', class: 'id theirs' },
      item.user ? h('a', { href: `#/preferences/${encodeURIComponent(item.user)}` }, name) : name,
      h('p', { class: 'note' }, item.user ?? item.conversation),
    ),
    h('td', null, item.scope),
    h('td', null, item.reachable ? 'yes' : `no: ${item.reason ?? 'unknown'}`),
    h('td', null, item.locale ?? ''),
    h('td', null, item.timeZone ?? ''),
    h('td', { class: 'number' }, instant(item.installedAt)),
  );
}
