// A new meeting: its title, who is invited, and the bots in its chat. Who makes it is the organizer.

import { openDialog } from '../base/dialog.js';
import { textField } from '../base/fields.js';
import { checkboxes, form } from '../base/form.js';

export function openNewMeeting({ state, calls, open }) {
  const others = state.workspace.users.filter((each) => each.handle !== state.me);
  openDialog('New meeting', (close) => [
    form({
      label: 'New meeting',
      action: 'Create the meeting',
      fields: [
        textField('Title', 'name', { required: true }),
        checkboxes('Invited', 'members', others.map((each) => [each.handle, each.name, true])),
        checkboxes('Bots', 'bots', state.workspace.bots.map((each) => [each.appId, each.name, true])),
      ],
      submit: async ({ name, members, bots }) => {
        const { id } = await calls.createChat({ kind: 'meeting', members, name });
        for (const bot of bots) await calls.install(bot, { chat: id });
        close();
        await open(id);
        return '';
      },
    }),
  ]);
}
