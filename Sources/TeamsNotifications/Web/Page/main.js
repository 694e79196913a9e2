// The page's entry: who looks, then the views. A key that is not known any more leads back to signing in.

import { CallError, storedKey, storeKey } from './base/api.js';
import { signIn, whoIs } from './signin.js';
import { startShell } from './shell.js';

const root = document.getElementById('app');
let shell;

function enter(key, who) {
  storeKey(key);
  shell = startShell(root, key, who, leave);
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
    enter(key, await whoIs(key));
  } catch (error) {
    const gone = error instanceof CallError && error.status === 401;
    if (gone) leave(error.message);
    else signIn(root, enter, error.message, key);
  }
}

start();
