// The control plane of Local Teams, one function a call. Every gesture on the page is one of these. What is answered
// comes out as model.js has it.

import { faultsOf, feedOf, ledgerOf, limitsOf } from './judgemodel.js';
import { clockOf, conversationsOf, deliveryOf, entriesOf, messageOf, workspaceOf } from './model.js';
import { key, levelled, list, record, sentence, text } from './shape.js';

/** What the control plane refused, in its own words. `status` is 0 if it did not answer. */
export class CallError extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

const segment = (id) => encodeURIComponent(id.toWellFormed());
const query = (items) => {
  const given = Object.entries(items).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return given.length ? `?${new URLSearchParams(given)}` : '';
};

async function call(method, path, body) {
  let response;
  try {
    response = await fetch(`/_local/${path}`, {
      method,
      headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  } catch {
    throw new CallError(0, 'NoAnswer', 'Local Teams does not answer. Is it still running?');
  }
  const answer = levelled(await response.json().catch(() => null));
  if (response.ok) return answer;
  const { code, message } = record(record(answer).error);
  throw new CallError(
    response.status,
    text(code, String(response.status)),
    text(message, `Local Teams answered ${response.status} to ${method} /_local/${path}`),
  );
}

/** The calls of the person `as`. */
export function api(as) {
  const message = (conversation, id) => `conversations/${segment(conversation)}/messages/${segment(id)}`;
  const channel = (team, id) => `teams/${segment(team)}/channels/${segment(id)}`;
  return {
    as,
    workspace: async () => workspaceOf(await call('GET', 'workspace')),
    conversations: async () => conversationsOf(await call('GET', `conversations${query({ as })}`)),
    history: async (conversation, { limit = 50, before } = {}) =>
      list(await call('GET', `conversations/${segment(conversation)}/messages${query({ as, limit, before })}`)).map(
        messageOf,
      ),
    send: async (conversation, content) =>
      sentOf(await call('POST', `conversations/${segment(conversation)}/messages`, { as, ...content })),
    edit: (conversation, id, text) => call('PUT', message(conversation, id), { as, text }),
    remove: (conversation, id) => call('DELETE', `${message(conversation, id)}${query({ as })}`),
    undelete: (conversation, id) => call('POST', `${message(conversation, id)}/undelete`, { as }),
    stop: (conversation, id) => call('POST', `${message(conversation, id)}/stop`, { as }),
    react: (conversation, id, type, on) =>
      call(on ? 'PUT' : 'DELETE', `${message(conversation, id)}/reactions/${segment(type)}${query({ as })}`),
    read: async (conversation, upTo) => call('POST', `conversations/${segment(conversation)}/read`, { as, upTo }),

    createChat: async (content) => sentOf(await call('POST', 'chats', { as, ...content })),
    createUser: (content) => call('POST', 'users', content),
    changeUser: (handle, content) => call('PATCH', `users/${segment(handle)}`, content),
    createTeam: (content) => call('POST', 'teams', { as, ...content }),
    changeTeam: (team, content) => call('PATCH', `teams/${segment(team)}`, { as, ...content }),
    deleteTeam: (team, hard) => call('DELETE', `teams/${segment(team)}${query({ as, hard: hard ? 'true' : null })}`),
    restoreTeam: (team) => call('POST', `teams/${segment(team)}/restore`, { as }),
    createChannel: (team, content) => call('POST', `teams/${segment(team)}/channels`, { as, ...content }),
    changeChannel: (team, id, content) => call('PATCH', channel(team, id), { as, ...content }),
    deleteChannel: (team, id) => call('DELETE', `${channel(team, id)}${query({ as })}`),
    restoreChannel: (team, id) => call('POST', `${channel(team, id)}/restore`, { as }),
    addMember: (user, place) => call('POST', 'members', { as, user, ...place }),
    removeMember: (user, place) => call('DELETE', `members${query({ as, user, ...place })}`),
    install: (bot, place) => call('POST', 'installations', { as, bot, ...place }),
    upgrade: (id) => call('POST', `installations/${segment(id)}/upgrade`, { as }),
    uninstall: (id) => call('DELETE', `installations/${segment(id)}${query({ as })}`),
    block: (bot) => call('POST', 'blocks', { as, bot }),
    unblock: (bot) => call('DELETE', `blocks${query({ as, bot })}`),
    meet: (chat, event) => call('POST', `meetings/${segment(chat)}/events`, { as, event }),
    type: (conversation) => call('POST', 'typing', { as, conversation }),
    suggest: async (conversation, id, title) =>
      sentOf(await call('POST', `${message(conversation, id)}/suggestions`, { as, title })),
    consent: async (conversation, id, accept) =>
      goodAnswer(await call('POST', `${message(conversation, id)}/consent`, { as, accept })),
    press: (conversation, id, content) => call('POST', `${message(conversation, id)}/actions`, { as, ...content }),
    refreshCard: (conversation, id, manual) =>
      call('POST', `${message(conversation, id)}/refresh`, { as, ...(manual && { manual }) }),
    searchChoices: (conversation, id, content) =>
      call('POST', `${message(conversation, id)}/search`, { as, ...content }),
    submitDialog: (id, data) => call('POST', `dialogs/${segment(id)}/submit`, { as, data }),
    searchDialog: (id, content) => call('POST', `dialogs/${segment(id)}/search`, { as, ...content }),
    checkCard: (card) => call('POST', 'cards/check', { card }),
    changeBot: (bot, content) => call('PATCH', `bots/${segment(bot)}`, content),
    advance: async (seconds) => clockOf(await call('POST', 'clock', { advance: seconds })),
    moveClock: async (now) => clockOf(await call('POST', 'clock', { now })),
    limits: async () => limitsOf(await call('GET', 'limits')),
    changeLimits: (limits) => call('PATCH', 'limits', limits),
    faults: async () => faultsOf(await call('GET', 'faults')),
    addFault: (content) => call('POST', 'faults', content),
    removeFault: (id) => call('DELETE', `faults/${segment(id)}`),
    changeTenant: (content) => call('PATCH', 'tenant', content),
    feed: async () => feedOf(await call('GET', `feed${query({ as })}`)),
    readFeed: () => call('POST', 'feed/read', { as }),
    ledger: async (part) => ledgerOf(await call('GET', `ledger${query({ as, ...part })}`)),
    reset: () => call('POST', 'reset'),
    log: async (after, limit = 500) => entriesOf(await call('GET', `log${query({ as, after, limit })}`)),
  };
}

/** What the service says of something made: {id, deliveries}. */
function sentOf(json) {
  const given = record(json);
  return { id: key(given.id), deliveries: list(given.deliveries).map(deliveryOf) };
}

/** What a bot was asked went wrong: that is an error, in its words. */
function goodAnswer(json) {
  const { error } = record(json);
  if (error) throw new CallError(0, 'BotFailed', sentence(error));
}

/** The address of the live stream of a person. */
export function streamAddress(as) {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return `${scheme}//${location.host}/_local/stream${query({ as })}`;
}
