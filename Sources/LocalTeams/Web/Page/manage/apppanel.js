// Bots as people meet them: where they are installed, who blocked them, and what the admin lets them do.

import { h } from '../base/dom.js';
import { choice } from '../base/fields.js';
import { form, section } from '../base/form.js';

export function appPanel({ state, here, calls, changed }) {
  const known = state.workspace.bots;
  if (!known.length) return section('Bots', h('p', { class: 'note' }, 'No bot yet. Start Local Teams with --bot URL.'));
  const which =
    () => (known.length > 1
      ? choice('Bot', 'bot', known.map((each) => [each.appId, each.name]))
      : h('input', { type: 'hidden', name: 'bot', value: known[0].appId }));
  const places = [['me', 'Me, in a personal chat']];
  if (here?.team) places.unshift(['team', `Team ${here.team.name}`]);
  else if (here && here.kind !== 'personal') places.unshift(['chat', here.name]);
  const where = { me: { user: state.me }, team: { team: here?.team?.id }, chat: { chat: here?.base } };
  const channels = here?.team?.channels.filter((each) => !each.deleted) ?? [];
  const at = ({ place, channel }) => ({ ...where[place], ...(place === 'team' && channel && { channel }) });
  const act = (call, line) => async (given) => {
    await call(given);
    await changed();
    return line;
  };
  return section(
    'Bots',
    h('ul', { class: 'facts', 'aria-label': 'Bots' }, known.map((each) => h('li', null, botLines(each, state)))),
    form({
      label: 'Installation',
      fields: [
        which(),
        choice('Where', 'place', places),
        channels.length > 1 &&
        choice('Says hello in', 'channel', [
          ['', 'General'],
          ...channels.slice(1).map((each) => [each.id, each.name]),
        ]),
      ].filter(Boolean),
      actions: [
        ['Install', act((given) => calls.install(given.bot, at(given)), 'Installed.')],
        ['Uninstall', act(({ bot, place }) => calls.uninstallFrom(bot, where[place]), 'Uninstalled.')],
        ['Upgrade', act(({ bot, place }) => calls.upgradeAt(bot, where[place]), 'Upgraded: the bot was told.')],
      ],
    }),
    form({
      label: 'For me',
      fields: [h('p', { class: 'note' }, 'For me'), which()],
      actions: [
        ['Block', act(({ bot }) => calls.block(bot), 'Blocked: it cannot write to you.')],
        ['Unblock', act(({ bot }) => calls.unblock(bot), 'Unblocked.')],
      ],
    }),
    form({
      label: 'As admin',
      fields: [h('p', { class: 'note' }, 'As admin'), which()],
      actions: [
        ['Disable', act(({ bot }) => calls.changeBot(bot, { disabled: true }), 'Disabled.')],
        ['Enable', act(({ bot }) => calls.changeBot(bot, { disabled: false }), 'Enabled.')],
      ],
    }),
  );
}

function botLines({ appId, name, endpoint, disabled }, { me, workspace, conversations }) {
  const installations = workspace.installations.filter((each) => each.bot === appId);
  const blocked = conversations?.some((each) => each.blocked && each.bots.includes(appId));
  const people = installations.filter((each) => each.user).length;
  const chats = installations.filter((each) => each.chat).length;
  const teams = installations.filter((each) => each.team).length;
  const facts = [
    disabled && 'disabled',
    blocked && 'blocked by you',
    !installations.some((each) => each.user === me) && 'not installed for you',
    `installed for ${people} people, in ${chats} chats and ${teams} teams`,
  ].filter(Boolean);
  return [
    h('strong', null, name),
    ` ${endpoint || 'no endpoint'}`,
    h('br'),
    facts.join(' · '),
    h('br'),
    h('span', { class: 'note' }, appId),
  ];
}
