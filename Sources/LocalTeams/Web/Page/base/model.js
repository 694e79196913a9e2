// The boundary: what comes from the service becomes what the page works with, here, in messagemodel.js and in
// judgemodel.js, and nowhere else. Pure and total: each function takes any JSON value, and the rest of the page relies
// on the shapes that they give.

import { ledgerEntryOf, switchesOf } from './judgemodel.js';
import { authorOf, messageOf } from './messagemodel.js';
import { amount, instant, isRecord, key, keys, list, name, record, text, whole } from './shape.js';

export { deliveryOf, messageOf } from './messagemodel.js';

// MARK: The workspace

/**
 * The workspace: {tenant{name,…}, clock, users[], bots[], chats[], teams[], installations[], people, apps, chat,
 * channel}; the last four find by id.
 */
export function workspaceOf(json) {
  const given = record(json);
  const all = (member, make) => list(given[member]).map((each) => make(record(each))).filter(Boolean);
  const users = all('users', userOf);
  const bots = all('bots', botOf);
  const chats = all('chats', chatOf);
  const teams = all('teams', teamOf);
  const byID = (items, id) => new Map(items.map((each) => [each[id], each]));
  return {
    tenant: { name: name(record(given.tenant).name, 'Local Teams'), ...switchesOf(given.tenant) },
    clock: clockOf(given.clock),
    users,
    bots,
    chats,
    teams,
    installations: all(
      'installations',
      ({ id, bot, user, chat, team }) => ({
        id: key(id),
        bot: key(bot),
        user: key(user),
        chat: key(chat),
        team: key(team),
      }),
    ),
    people: byID(users, 'handle'),
    apps: byID(bots, 'appId'),
    chat: byID(chats, 'id'),
    channel: new Map(teams.flatMap((team) => team.channels.map((channel) => [channel.id, { team, channel }]))),
  };
}

/** The world's clock: {virtual, now}; `now` is a time or null. */
export function clockOf(json) {
  const given = record(json);
  return { virtual: given.mode === 'virtual', now: instant(given.now) };
}

function userOf(given) {
  const handle = key(given.handle);
  return handle &&
    {
      handle,
      name: name(given.name, name(handle)),
      ids: [given.id, given.aadObjectId, given.userPrincipalName].map(key).filter(Boolean),
      aadObjectId: key(given.aadObjectId),
      userPrincipalName: name(given.userPrincipalName),
      timeZone: name(given.timeZone),
      locale: name(given.locale),
      readReceipts: given.readReceipts !== false,
      oldClient: !!given.oldClient,
    };
}

function botOf(given) {
  const appId = key(given.appId);
  return appId &&
    {
      appId,
      name: name(given.name, 'Bot'),
      endpoint: name(given.endpoint),
      disabled: !!given.disabled,
      scopes: keys(given.scopes),
      permissions: keys(given.permissions),
      commands: list(given.commands).slice(0, mostCommands).map(commandOf).filter(Boolean),
    };
}

const mostCommands = 50; // of one bot

/** What a bot offers after `/`: {title, description}. */
function commandOf(json) {
  const given = record(json);
  const title = name(given.title);
  return title ? { title, description: name(given.description) } : null;
}

function chatOf(given) {
  const id = key(given.id);
  return id &&
    { id, kind: kindOf(given.kind), name: name(given.name), members: keys(given.members), bots: keys(given.bots) };
}

function teamOf(given) {
  const id = key(given.id);
  const channels = list(given.channels).map(record).map((each) => ({
    id: key(each.id),
    name: name(each.name, 'General'),
    kind: name(each.kind, 'standard'),
    deleted: !!each.deleted,
    moderated: !!each.moderated,
  })).filter((each) => each.id);
  return id &&
    {
      id,
      name: name(given.name, 'Team'),
      archived: !!given.archived,
      deleted: !!given.deleted,
      members: keys(given.members),
      bots: keys(given.bots),
      channels,
    };
}

function kindOf(value) {
  return ['personal', 'group', 'meeting', 'channel'].includes(value) ? value : '';
}

/**
 * The conversations of a person: [{id, kind, name, members[], bots[], lastMessage, readUpTo, meeting, blocked}].
 * `meeting` is {running, present[]} or null; `blocked` says whether the person blocked the bot of a personal chat.
 */
export function conversationsOf(json) {
  return list(Array.isArray(json) ? json : record(json).conversations).map(record)
    .map((given) => ({
      ...chatOf(given),
      lastMessage: isRecord(given.lastMessage) ? messageOf(given.lastMessage) : null,
      readUpTo: key(given.readUpTo),
      meeting: isRecord(given.meeting)
        ? { running: !!given.meeting.running, present: keys(given.meeting.present) }
        : null,
      blocked: !!given.blocked,
    }))
    .filter((each) => each.id);
}

// MARK: The live stream

/**
 * A frame of the live stream: {type, conversation, message, from, clock, refusal}, or null if it says nothing. `type`
 * is `message`, `edited`, `removed`, `reactions`, `typing`, `clock`, `workspace`, `refused`, `feed`, or `other`:
 * something changed, and nobody knows what.
 */
export function frameOf(json) {
  const given = record(json);
  const conversation = key(given.conversation);
  switch (given.type) {
    case 'message':
    case 'edited':
    case 'removed':
    case 'reactions':
      return conversation && isRecord(given.message)
        ? { type: given.type, conversation, message: messageOf(given.message) }
        : null;
    case 'typing':
      return conversation
        ? { type: 'typing', conversation, from: authorOf(given.from ?? record(given.message).from) }
        : null;
    case 'clock':
      return { type: 'clock', clock: instant(given.now) && clockOf(given) };
    case 'workspace':
    case 'feed':
      return { type: given.type };
    case 'refused': {
      const refusal = ledgerEntryOf(given.refusal);
      return conversation && refusal ? { type: 'refused', conversation, refusal: { ...refusal, conversation } } : null;
    }
    default:
      return typeof given.type === 'string' ? { type: 'other' } : null;
  }
}

// MARK: The wire log

/** The entries of the wire log that have a number: what was on the wire, for the inspector. */
export function entriesOf(json) {
  return list(json).map(record).filter((each) => whole(each.seq) !== null).map((given) => ({
    seq: given.seq,
    at: instant(given.at),
    direction: given.direction === 'in' ? 'in' : 'out',
    operation: name(given.operation),
    method: text(given.method),
    path: text(given.path),
    status: whole(given.status),
    ms: amount(given.ms),
    note: text(given.note),
    conversation: key(given.conversation),
    message: key(given.message),
    bot: key(given.bot),
    request: partOf(given.request),
    response: partOf(given.response),
  }));
}

/** A logged request or response: {headers, token, body}. */
function partOf(json) {
  const given = record(json);
  return {
    headers: isRecord(given.headers) ? given.headers : null,
    token: given.token ?? null,
    body: given.body ?? null,
  };
}
