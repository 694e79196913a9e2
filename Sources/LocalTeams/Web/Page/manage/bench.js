// The test bench: what Local Teams judges by, in one dialog. Limits, faults, the clock, the tenant's switches and the
// bots; each form is one control-plane call.

import { openDialog } from '../base/dialog.js';
import { h } from '../base/dom.js';
import { botPanel } from './botpanel.js';
import { clockPanel } from './clockpanel.js';
import { faultPanel } from './faultpanel.js';
import { limitPanel } from './limitpanel.js';
import { tenantPanel } from './tenantpanel.js';

/** Opens it. `stir()` of what comes back has the counts read again, once things calm down. */
export function openBench({ state, calls, changed }) {
  const { workspace } = state;
  const limits = limitPanel({ calls });
  const faults = faultPanel({ state, calls });
  const panels = [
    faults.element,
    limits.element,
    clockPanel({ clock: workspace.clock, calls, changed }),
    tenantPanel({ tenant: workspace.tenant, calls, changed }),
    botPanel({ bots: workspace.bots, calls, changed }),
  ];
  const dialog = openDialog('Test', () => [
    h('p', { class: 'note bench-about' }, 'Make Local Teams say no, and see what your bot does about it.'),
    h('div', { class: 'sections' }, panels),
  ], { wide: true });
  const refresh = () => {
    limits.refresh();
    faults.refresh();
  };
  refresh();
  let timer = null;
  return {
    stir() {
      if (!dialog.open) return;
      clearTimeout(timer);
      timer = setTimeout(refresh, 200);
    },
  };
}
