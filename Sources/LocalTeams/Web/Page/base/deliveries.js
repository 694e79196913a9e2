// What became of a sent message at each bot, in small print under it: only what the author may want to act on.

import { h } from './dom.js';
import { nameOf } from './names.js';

const reasons = new Map(Object.entries({
  'not mentioned': (bot) =>
    `${bot} was not told: it was not mentioned. Type @ and choose it. Rule: in a group or a channel a bot gets what ` +
    'mentions it, unless it has the permission ChatMessage.Read.Chat or ChannelMessage.Read.Group ' +
    '(Microsoft, Receive all messages for bots and agents).',
  'not installed': (bot) =>
    `${bot} was not told: it is not installed here. Workspace → Bots installs it. Rule: an app that was never ` +
    'installed, or was removed, is told nothing (Microsoft, Conversation events in your Teams bot).',
  disabled: (bot) =>
    `${bot} was not told: an admin disabled it. Workspace → Bots enables it. Rule: an app that the admin blocked is ` +
    'told nothing, and is refused with 403 BotDisabledByAdmin (Microsoft, Status codes from bot conversational APIs).',
  blocked: (bot) =>
    `${bot} was not told: you blocked it. Workspace → Bots unblocks it. Rule: a blocked bot is told nothing, and ` +
    'what it sends is refused with 403 (Microsoft, Status codes from bot conversational APIs).',
  'no endpoint': (bot) => `${bot} was not told: it has no endpoint. Start Local Teams with --bot URL.`,
}));
const hints = new Map([
  [0, 'Is it running?'],
  [401, 'Do its CLIENT_ID and LOCAL_TEAMS_URL match this Local Teams?'],
  [403, 'It refuses this service. Is LOCAL_TEAMS_URL set for it?'],
  [404, 'There is no messaging endpoint at that address. The usual path is /api/messages.'],
  [405, 'Its endpoint does not take POST. The usual path is /api/messages.'],
  [500, 'Its handler failed. Its own log says why.'],
]);

/** A line for each bot that did not take the message, or null. */
export function deliveryNotes(deliveries, state) {
  const lines = deliveries.map((each) => deliveryLine(each, nameOf(state, each.bot))).filter(Boolean);
  return lines.length ? h('div', { class: 'delivery', role: 'note' }, lines.map((line) => h('p', null, line))) : null;
}

/** What became of a delivery, in a sentence; null if the bot took it. `error` is the service's own advice. */
export function deliveryLine({ status, skipped, error }, bot) {
  if (skipped) return reasons.get(skipped)?.(bot) ?? `${bot} was not told: ${skipped}.`;
  if (status >= 200 && status < 300) return null;
  return `${bot} did not ${status ? `take it: ${status}` : 'answer'}. ${error || (hints.get(status ?? 0) ?? '')}`
    .trim();
}
