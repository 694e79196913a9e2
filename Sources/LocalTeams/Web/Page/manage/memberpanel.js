// Who is in the open chat or team: come and go.

import { h } from '../base/dom.js';
import { choice } from '../base/fields.js';
import { form, section } from '../base/form.js';
import { nameOf } from '../base/names.js';

export function memberPanel({ state, here, calls, changed }) {
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
