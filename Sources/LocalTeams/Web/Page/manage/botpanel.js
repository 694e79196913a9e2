// The bots of the tenant, as their admin sees them: whether they are on, what they may, where they can be installed.

import { h } from '../base/dom.js';
import { FieldError, textField } from '../base/fields.js';
import { checkboxes, form, section, tick } from '../base/form.js';

const scopes = [['personal', 'For a person'], ['team', 'In a team'], ['groupChat', 'In a group chat']];
const most = 20; // bots shown

export function botPanel({ bots, calls, changed }) {
  if (!bots.length) {
    return section('Bots', h('p', { class: 'note' }, 'No bot yet. Start Local Teams with --bot URL.'));
  }
  return section(
    'Bots',
    bots.slice(0, most).map((each) => botForm(each, calls, changed)),
    bots.length > most && h('p', { class: 'note' }, `The first ${most} of ${bots.length} bots.`),
  );
}

function botForm({ appId, name, disabled, scopes: given, permissions: held, commands }, calls, changed) {
  return form({
    label: `Bot ${name}`,
    action: 'Save the bot',
    fields: [
      h('strong', null, name),
      tick('Disabled by the admin', 'disabled', disabled),
      textField('Permissions, with commas', 'permissions', {
        value: held.join(', '),
        placeholder: 'ChatMessage.Read.Chat, ChannelMessage.Read.Group',
      }),
      h(
        'label',
        null,
        h('span', null, 'Commands, one a line: title, a colon, what it does'),
        h('textarea', { name: 'commands', rows: 3, placeholder: 'tides: When the water is high' }, written(commands)),
      ),
      checkboxes('Can be installed', 'scopes', scopes.map(([value, text]) => [value, text, given.includes(value)])),
    ],
    submit: async (values) => {
      await calls.changeBot(appId, {
        disabled: values.disabled !== undefined,
        permissions: values.permissions.split(/[\s,;]+/).filter(Boolean),
        scopes: values.scopes,
        commands: commandsIn(values.commands),
      });
      await changed();
      return 'Saved.';
    },
  });
}

/** `tides: When the water is high` and so on, one command a line. */
function written(commands) {
  return commands.map(({ title, description }) => (description ? `${title}: ${description}` : title)).join('\n');
}

function commandsIn(text) {
  return text.split('\n').map((each) => each.trim()).filter(Boolean).map((line) => {
    const [title, ...rest] = line.replace(/^\//, '').split(':');
    if (!title.trim()) throw new FieldError('commands', `“${line}” has no title before the colon.`);
    return { title: title.trim(), description: rest.join(':').trim() };
  });
}
