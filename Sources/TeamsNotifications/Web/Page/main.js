// The page's entry: who looks, then the views. A key that is not known any more leads back to signing in.

import { api, CallError, storedKey, storeKey } from './base/api.js';
import { signIn } from './signin.js';
import { startShell } from './shell.js';

const root = document.getElementById('app');
let shell;

function enter(key, me) {
  storeKey(key);
  shell = startShell(root, key, me, leave);
}

/** Ends the views and asks for a key. `problem` says why, in the words of the API. */
function leave(problem) {
  shell?.stop();
  shell = undefined;
  storeKey(null);
  for (const dialog of document.querySelectorAll('dialog')) dialog.remove();
  signIn(root, enter, problem);
}

async function start() {
  const key = storedKey();
  if (key === null) {
    signIn(root, enter);
    return;
  }
  try {
    enter(key, await api(key).me());
  } catch (error) {
    const gone = error instanceof CallError && error.status === 401;
    if (gone) leave(error.message);
    else signIn(root, enter, error.message, key);
  }
}

start();
