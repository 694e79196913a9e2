// The tenant's switches: what an admin of the tenant chooses, and where Teams is not the same everywhere.

import { choice } from '../base/fields.js';
import { form, section, tick } from '../base/form.js';

const clouds = [
  ['public', 'Public'],
  ['gcc', 'GCC: the public address refuses with InvalidBotApiHost'],
  ['gccHigh', 'GCC High'],
  ['dod', 'DoD'],
  ['china', 'China'],
];
const codes = [['MessageWritesBlocked', 'MessageWritesBlocked'], [
  'ConversationBlockedByUser',
  'ConversationBlockedByUser',
]];
const switches = [
  ['readReceipts', 'Read receipts, for everyone'],
  ['splitTextAndCard', 'A message with text and a card becomes two'],
  ['redeliver', 'Deliver again after 15 s without an answer'],
  ['privateChannels', 'Bots in private channels'],
];

export function tenantPanel({ tenant, calls, changed }) {
  const { cloud, blockedCode, flags } = tenant;
  const element = form({
    label: 'Tenant',
    action: 'Save the tenant',
    fields: [
      choice('Cloud', 'cloud', known(clouds, cloud)),
      choice('A person who blocks a bot gives', 'blockedCode', known(codes, blockedCode)),
      switches.map(([name, label]) => tick(label, name, flags[name])),
    ],
    submit: async (given) => {
      await calls.changeTenant({
        cloud: given.cloud,
        blockedCode: given.blockedCode,
        ...Object.fromEntries(switches.map(([name]) => [name, given[name] !== undefined])),
      });
      await changed();
      return 'Saved.';
    },
  });
  if (cloud) element.elements.cloud.value = cloud;
  if (blockedCode) element.elements.blockedCode.value = blockedCode;
  return section('Tenant', element);
}

/** The options, and what holds if it is none of them. */
function known(options, value) {
  return !value || options.some(([each]) => each === value) ? options : [...options, [value, value]];
}
