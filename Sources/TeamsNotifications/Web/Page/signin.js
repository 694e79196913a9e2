// Asks for a key of the API or a token of Microsoft Entra, and asks the API what it may do.

import { api } from './base/api.js';
import { h } from './base/dom.js';
import { FieldError, textField } from './base/fields.js';
import { form } from './base/form.js';

/** Shows the form; `enter` gets the key and who it is. `kept` is a key that could not be asked about just now. */
export function signIn(root, enter, problem = '', kept = '') {
  document.title = 'Sign in – teams notifier';
  const field = textField('API key, or access token of Microsoft Entra', 'key', { type: 'password', value: kept });
  const alert = h('p', { class: 'problem', role: 'alert' }, problem);
  root.replaceChildren(
    h(
      'main',
      { class: 'sign-in' },
      h('h1', null, 'teams notifier'),
      alert,
      form('Sign in', [field], [{
        name: 'Sign in',
        kind: 'primary',
        run: async ({ key: given }) => {
          alert.textContent = '';
          const key = keyOf(given);
          enter(
            key,
            await whoIs(key).catch((error) => {
              throw new FieldError('key', error.message);
            }),
          );
        },
      }]),
      h(
        'p',
        { class: 'note' },
        'It is kept for this tab alone, and forgotten when the tab closes. ',
        h('code', null, 'teams notifier keys add NAME --scope read'),
        ' makes one that may look and do nothing.',
      ),
    ),
  );
  field.querySelector('input').focus();
}

/** Who has a key, and which calls the service knows. */
export async function whoIs(key) {
  const calls = api(key);
  const me = await calls.me();
  return { me, knows: await calls.document() };
}

/** A key as it goes into a field of a request; `Bearer` before it is no part of it. */
function keyOf(text) {
  const key = text.replace(/^bearer\s+/i, '');
  if (!key) throw new FieldError('key', 'Paste a key or a token.');
  if (!/^[\x21-\x7e]+$/.test(key)) throw new FieldError('key', 'A key has no blanks and no letters beyond ASCII.');
  return key;
}
