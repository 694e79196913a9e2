// A new chat: with one bot or one person, or a group.

import { avatar } from '../base/avatar.js';
import { openDialog } from '../base/dialog.js';
import { button, h } from '../base/dom.js';
import { textField } from '../base/fields.js';
import { checkboxes, form } from '../base/form.js';

export function openNewChat({ state, calls, open }) {
  const others = state.workspace.users.filter((each) => each.handle !== state.me);
  const bots = state.workspace.bots;
  openDialog('New chat', (close) => {
    const status = h('p', { class: 'status problem', role: 'alert' });
    const start = async (content) => {
      try {
        const { id } = await calls.createChat(content);
        close();
        await open(id);
      } catch (error) {
        status.textContent = error.message;
      }
    };
    const one = (name, kind, content) =>
      h(
        'li',
        null,
        button(name, () => start({ kind: 'personal', ...content }), {
          icon: avatar(name, kind),
          text: name,
          class: 'person-row',
        }),
      );
    return [
      h(
        'section',
        null,
        h('h3', null, 'With one'),
        h(
          'ul',
          { class: 'people', 'aria-label': 'People and bots' },
          bots.map((each) => one(each.name, 'bot', { bot: each.appId })),
          others.map((each) => one(each.name, 'person', { members: [each.handle] })),
        ),
        status,
      ),
      h(
        'section',
        null,
        h('h3', null, 'A group'),
        form({
          label: 'New group chat',
          action: 'Create the group',
          fields: [
            textField('Name', 'name', { placeholder: 'optional' }),
            checkboxes('Members', 'members', others.map((each) => [each.handle, each.name])),
            checkboxes('Bots', 'bots', bots.map((each) => [each.appId, each.name])),
          ],
          submit: async ({ name, members, bots: chosen }) => {
            if (!members.length) throw new Error('Choose at least one other person.');
            const { id } = await calls.createChat({ kind: 'group', members, ...(name ? { name } : {}) });
            for (const bot of chosen) await calls.install(bot, { chat: id });
            close();
            await open(id);
            return '';
          },
        }),
      ),
    ];
  });
}
