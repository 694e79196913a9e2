// What a person wants nothing of. To change it for them takes a key that may do everything.

import { h } from '../base/dom.js';
import { textArea, textField } from '../base/fields.js';
import { form } from '../base/form.js';
import { panel } from '../base/parts.js';

export function preferencesView({ api, may, go }, user = '') {
  const found = h('div', { class: 'rows' });
  const look = form('Look up a person', [textField('Id of the person in Microsoft Entra', 'user', { value: user })], [
    {
      name: 'Look',
      kind: 'primary',
      run: async ({ user: given }) => {
        if (given !== user) go(`preferences/${encodeURIComponent(given)}`);
        else if (given) await show();
      },
    },
  ]);

  async function show() {
    try {
      const { optedOut } = await api.preferences(user);
      found.replaceChildren(panel(
        `What ${user} wants nothing of`,
        optedOut.length
          ? h('ul', { class: 'warnings' }, optedOut.map((name) => h('li', { class: 'theirs' }, categoryWords(name))))
          : h('p', null, 'This person has opted out of nothing.'),
        may('admin')
          ? change(optedOut)
          : h('p', { class: 'note' }, 'People change this themselves, by writing to the bot.'),
      ));
    } catch (error) {
      found.replaceChildren(h('p', { class: 'problem', role: 'alert' }, error.message));
    }
  }

  function change(optedOut) {
    return form('Change what this person gets', [
      textArea('Categories that are not sent, one a line; * is every one', 'optedOut', {
        value: optedOut.join('\n'),
      }),
    ], [
      {
        name: 'Save',
        kind: 'primary',
        run: async ({ optedOut: text }) => {
          await api.setPreferences(user, text.split('\n').map((line) => line.trim()).filter(Boolean));
          await show();
          found.querySelector('.status')?.replaceChildren('Saved.');
        },
      },
    ], { fieldOf: (error) => error.pointer?.startsWith('/optedOut') ? 'optedOut' : null });
  }

  if (user) show();
  return { title: 'Preferences', node: [h('div', { class: 'panel' }, look), found] };
}

function categoryWords(name) {
  return name === '*' ? 'everything that one can opt out of' : name;
}
