// Teams and channels: made, renamed, archived, deleted and brought back.

import { choice, FieldError, textField } from '../base/fields.js';
import { checkboxes, form, section } from '../base/form.js';

export function teamPanel({ state, calls, changed }) {
  const { workspace, me } = state;
  const others = workspace.users.filter((each) => each.handle !== me);
  const act = acting(changed);
  return section(
    'Teams',
    form({
      label: 'New team',
      action: 'Create the team',
      fields: [
        textField('Team', 'name', { required: true }),
        textField('Channels besides General, with commas', 'channels'),
        checkboxes('Members besides you', 'members', others.map((each) => [each.handle, each.name, true])),
      ],
      submit: act(
        ({ name, channels, members }) =>
          calls.createTeam({ name, members, channels: channels.split(',').map((each) => each.trim()).filter(Boolean) }),
        'Created.',
      ),
    }),
    workspace.teams.length > 0 &&
      form({
        label: 'A team',
        fields: [
          choice('Which', 'team', workspace.teams.map((each) => [each.id, named(each)])),
          textField('Call it', 'name'),
        ],
        actions: [
          ['Rename the team', act(({ team, name }) => calls.changeTeam(team, { name: given(name) }), 'Renamed.')],
          ['Archive', act(({ team }) => calls.changeTeam(team, { archived: true }), 'Archived: nobody writes there.')],
          ['Unarchive', act(({ team }) => calls.changeTeam(team, { archived: false }), 'Back from the archive.')],
          ['Delete the team', act(({ team }) => calls.deleteTeam(team, false), 'Deleted: it can be restored.')],
          ['Restore the team', act(({ team }) => calls.restoreTeam(team), 'Restored.')],
          ['Delete for good', act(({ team }) => calls.deleteTeam(team, true), 'Gone, with all that was in it.')],
        ],
      }),
  );
}

export function channelPanel({ state, here, calls, changed }) {
  const teams = state.workspace.teams.filter((each) => !each.deleted);
  if (!teams.length) return null;
  const act = acting(changed);
  // Those of the open team first.
  const all = [...teams].sort((one, other) => Number(other.id === here?.team?.id) - Number(one.id === here?.team?.id))
    .flatMap((team) => team.channels.map((channel) => ({ team, channel })));
  const found = (call) => ({ place, ...rest }) => {
    const { team, channel } = all[Number(place)];
    return call(team.id, channel.id, rest);
  };
  return section(
    'Channels',
    form({
      label: 'New channel',
      action: 'Create the channel',
      fields: [
        choice('In', 'team', teams.map((each) => [each.id, each.name])),
        textField('Channel', 'name', { required: true }),
        choice('For', 'kind', [
          ['standard', 'Everyone in the team'],
          ['private', 'Some of the team: private'],
          ['shared', 'Other teams too: shared'],
        ]),
      ],
      submit: act(({ team, name, kind }) => calls.createChannel(team, { name, kind }), 'Created.'),
    }),
    form({
      label: 'A channel',
      fields: [
        choice(
          'Which',
          'place',
          all.map(({ team, channel }, place) => [String(place), `${team.name} › ${named(channel)}`]),
        ),
        textField('Call it', 'name'),
      ],
      actions: [
        [
          'Rename the channel',
          act(found((team, id, { name }) => calls.changeChannel(team, id, { name: given(name) })), 'Renamed.'),
        ],
        [
          'Moderate',
          act(found((team, id) => calls.changeChannel(team, id, { moderated: true })), 'Moderated: bots cannot post.'),
        ],
        [
          'Let bots post',
          act(found((team, id) => calls.changeChannel(team, id, { moderated: false })), 'Bots can post.'),
        ],
        ['Delete the channel', act(found(calls.deleteChannel), 'Deleted: it can be restored.')],
        ['Restore the channel', act(found(calls.restoreChannel), 'Restored.')],
      ],
    }),
  );
}

function acting(changed) {
  return (call, line) => async (values) => {
    await call(values);
    await changed();
    return line;
  };
}

function given(name) {
  if (!name) throw new FieldError('name', 'Write the new name.');
  return name;
}

/** `Berth plan (deleted)` */
function named({ name, archived, deleted, moderated, kind }) {
  const facts = [
    kind && kind !== 'standard' && kind,
    archived && 'archived',
    moderated && 'moderated',
    deleted && 'deleted',
  ].filter(Boolean);
  return facts.length ? `${name} (${facts.join(', ')})` : name;
}
