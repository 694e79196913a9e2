// The workspace dialog: the clock, people, bots, teams, and back to the start. Each form is one control-plane call.

import { choice, form, openDialog, textField } from '../base/dialog.js';
import { button, h } from '../base/dom.js';
import { fullTime } from '../base/format.js';
import { conversationOf, nameOf } from '../base/names.js';

export function openWorkspace({ state, calls, changed, resetAll }) {
  const { workspace } = state;
  const here = conversationOf(state, state.open);
  openDialog('Workspace', (close) => [
    h(
      'div',
      { class: 'sections' },
      clock(workspace, calls, changed),
      members(state, here, calls, changed),
      bots(state, here, calls, changed),
      people(workspace, calls, changed),
      teams(workspace, calls, changed),
      section(
        'Start again',
        form({
          label: 'Reset',
          action: 'Reset everything',
          danger: true,
          fields: [
            h('p', { class: 'note' }, 'Back to the workspace file: what was written and changed since is gone.'),
          ],
          submit: async () => {
            await calls.reset();
            close();
            await resetAll();
            return '';
          },
        }),
      ),
    ),
  ], { wide: true });
}

function section(title, ...content) {
  return h('section', { 'aria-label': title }, h('h3', null, title), content);
}

function clock(workspace, calls, changed) {
  const now = h('p', { role: 'status' });
  const show = ({ virtual, now: at }) => {
    now.textContent = `${fullTime(at)} · ${virtual ? 'virtual: it stands still until it is moved' : 'real'}`;
  };
  show(workspace.clock);
  if (!workspace.clock.virtual) {
    return section(
      'Clock',
      now,
      h('p', { class: 'note' }, 'Start with --clock virtual to move it: expiry, delays and limits follow it.'),
    );
  }
  const advance = (name, seconds) =>
    button(name, async () => {
      try {
        show(await calls.advance(seconds));
        await changed();
      } catch (error) {
        now.textContent = error.message;
      }
    }, { class: 'quiet' });
  return section(
    'Clock',
    now,
    h(
      'div',
      { class: 'row-of-buttons start' },
      advance('Advance 1 min', 60),
      advance('Advance 1 h', 3600),
      advance('Advance 24 h', 86_400),
    ),
  );
}

function members(state, here, calls, changed) {
  if (!here) return null;
  const place = here.team ? { team: here.team.id } : { chat: here.base };
  const title = here.team ? `Members of ${here.team.name}` : `Members of ${here.name}`;
  const missing = state.workspace.users.filter((each) => !here.members.includes(each.handle));
  const who = h('p', { class: 'note' }, here.members.map((each) => nameOf(state, each)).join(', '));
  if (here.kind === 'personal') return section(title, who);
  return section(
    title,
    who,
    missing.length > 0 &&
      form({
        label: 'Add a member',
        action: 'Add',
        fields: [choice('Person', 'user', missing.map((each) => [each.handle, each.name]))],
        submit: async ({ user }) => {
          await calls.addMember(user, place);
          await changed();
          return `${nameOf(state, user)} is in.`;
        },
      }),
    form({
      label: 'Remove a member',
      action: 'Remove',
      fields: [choice('Person', 'user', here.members.map((each) => [each, nameOf(state, each)]))],
      submit: async ({ user }) => {
        await calls.removeMember(user, place);
        await changed();
        return `${nameOf(state, user)} is out.`;
      },
    }),
  );
}

function bots(state, here, calls, changed) {
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
  const act = (call, line) => async (given) => {
    await call(given);
    await changed();
    return line;
  };
  return section(
    'Bots',
    h(
      'ul',
      { class: 'facts' },
      known.map((each) =>
        h(
          'li',
          null,
          h('strong', null, each.name),
          ` ${each.endpoint || 'no endpoint'}${each.disabled ? ' · disabled' : ''}`,
          h('br'),
          h('span', { class: 'note' }, each.appId),
        )
      ),
    ),
    form({
      label: 'Installation',
      fields: [which(), choice('Where', 'place', places)],
      actions: [
        ['Install', act(({ bot, place }) => calls.install(bot, where[place]), 'Installed.')],
        ['Uninstall', act(({ bot, place }) => calls.uninstallFrom(bot, where[place]), 'Uninstalled.')],
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

function people(workspace, calls, changed) {
  return section(
    'People',
    form({
      label: 'New person',
      action: 'Add the person',
      fields: [
        textField('Name', 'name', { required: true }),
        textField('Handle', 'handle', {
          required: true,
          pattern: '[a-z0-9._\\-]+',
          title: 'lower-case letters, digits, dot, dash',
        }),
        textField('Time zone', 'timeZone', { placeholder: 'Europe/Stockholm' }),
        textField('Locale', 'locale', { placeholder: 'en-US' }),
      ],
      submit: async ({ name, handle, timeZone, locale }) => {
        await calls.createUser({ name, handle, ...(timeZone && { timeZone }), ...(locale && { locale }) });
        await changed();
        return `${name} is here. The person switch opens the page as ${name}.`;
      },
    }),
  );
}

function teams(workspace, calls, changed) {
  const known = workspace.teams.filter((each) => !each.deleted);
  return section(
    'Teams and channels',
    form({
      label: 'New team',
      action: 'Create the team',
      fields: [textField('Team', 'name', { required: true })],
      submit: async ({ name }) => {
        await calls.createTeam({ name, members: workspace.users.map((each) => each.handle), channels: [] });
        await changed();
        return 'Created, with everyone in it.';
      },
    }),
    known.length > 0 &&
      form({
        label: 'New channel',
        action: 'Create the channel',
        fields: [
          choice('In', 'team', known.map((each) => [each.id, each.name])),
          textField('Channel', 'name', { required: true }),
        ],
        submit: async ({ team, name }) => {
          await calls.createChannel(team, name);
          await changed();
          return 'Created.';
        },
      }),
  );
}
