// The page's entry: who am I, then the chat.

import { api } from './base/api.js';
import { startChat } from './shell.js';
import { button, h } from './base/dom.js';
import { whoAreYou } from './manage/people.js';

const root = document.getElementById('app');
const address = new URL(location.href);
const as = address.searchParams.get('as');
if (address.searchParams.has('token')) { // the service has it in a cookie from here on
  address.searchParams.delete('token');
  history.replaceState(null, '', address);
}

async function start() {
  let workspace;
  try {
    workspace = await api(as).workspace();
  } catch (error) {
    root.replaceChildren(
      h(
        'main',
        { class: 'who-are-you' },
        h('h1', null, 'Local Teams'),
        h('p', { class: 'problem', role: 'alert' }, error.message),
        button('Try again', start, { class: 'primary' }),
      ),
    );
    return;
  }
  if (as && workspace.people.has(as)) startChat(root, as, workspace);
  else root.replaceChildren(whoAreYou(workspace, as ? `Nobody here has the handle “${as}”.` : null));
}

start();
