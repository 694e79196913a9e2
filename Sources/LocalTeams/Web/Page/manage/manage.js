// The workspace dialog: the clock, who is here, bots, people, teams and channels, and back to the start. Each form is
// one control-plane call.

import { openDialog } from '../base/dialog.js';
import { h } from '../base/dom.js';
import { form, section } from '../base/form.js';
import { livePanels } from '../base/livepanels.js';
import { conversationOf } from '../base/names.js';
import { appPanel } from './apppanel.js';
import { clockPanel } from './clockpanel.js';
import { memberPanel } from './memberpanel.js';
import { peoplePanel } from './peoplepanel.js';
import { channelPanel, teamPanel } from './teampanel.js';

/** Opens it. `stateOf()` gives what holds now. */
export function openWorkspace({ stateOf, calls, changed, resetAll }) {
  openDialog('Workspace', (close) =>
    livePanels(() => {
      const state = stateOf();
      const given = { state, here: conversationOf(state, state.open), calls, changed };
      return [
        clockPanel({ clock: state.workspace.clock, calls, changed }),
        memberPanel(given),
        appPanel(given),
        peoplePanel(given),
        teamPanel(given),
        channelPanel(given),
        startAgain({ calls, close, resetAll }),
      ];
    }), { wide: true });
}

function startAgain({ calls, close, resetAll }) {
  return section(
    'Start again',
    form({
      label: 'Reset',
      action: 'Reset everything',
      danger: true,
      fields: [h('p', { class: 'note' }, 'Back to the workspace file: what was written and changed since is gone.')],
      submit: async () => {
        await calls.reset();
        close();
        await resetAll();
        return '';
      },
    }),
  );
}
