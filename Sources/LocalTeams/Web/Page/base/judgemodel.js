// What Local Teams judges by, as it came: limits, faults, the tenant's switches, the ledger and the activity feed. Pure
// and total: any JSON value goes in.

import { amount, instant, isRecord, key, keys, list, name, record, sentence, text, whole } from './shape.js';

const most = { windows: 16, parts: 20, faults: 1000, feed: 500 };

// MARK: The tenant

/** The switches of a tenant that the service tells of: {cloud, blockedCode, flags{…}}. */
export function switchesOf(json) {
  const given = record(json);
  return {
    cloud: name(given.cloud),
    blockedCode: name(given.blockedCode),
    flags: Object.fromEntries(
      flags.filter((each) => typeof given[each] === 'boolean').map((each) => [each, given[each]]),
    ),
  };
}

const flags = ['readReceipts', 'splitTextAndCard', 'redeliver', 'privateChannels'];

// MARK: Faults

/** Faults in order: [{id, operation, conversation, user, status, code, …, hits, left}]. */
export function faultsOf(json) {
  return list(Array.isArray(json) ? json : record(json).faults).slice(0, most.faults).map(record)
    .map((given) => ({
      id: key(typeof given.id === 'number' ? String(given.id) : given.id),
      operation: name(given.operation, '*'),
      conversation: key(given.conversation),
      user: key(given.user),
      status: whole(given.status),
      code: name(given.code),
      subCode: name(given.subCode),
      retryAfter: name(typeof given.retryAfter === 'number' ? String(given.retryAfter) : given.retryAfter),
      times: whole(given.times),
      probability: amount(given.probability),
      delayMs: amount(given.delayMs),
      afterDelivery: !!given.afterDelivery,
      hits: whole(given.hits) ?? 0,
      left: whole(given.left),
    }))
    .filter((each) => each.id);
}

// MARK: The ledger

/** The entries of the ledger that can be read. */
export function ledgerOf(json) {
  return list(json).map(ledgerEntryOf).filter(Boolean);
}

/**
 * What became of a bot's message: {seq, at, kind, conversation, message, bot, to[], text, status, code, note, place},
 * or null. `place` says where it would stand among the messages.
 */
export function ledgerEntryOf(json) {
  const given = record(json);
  const kind = ['visible', 'edited', 'removed', 'refused'].find((each) => each === given.kind);
  if (whole(given.seq) === null || !kind) return null;
  return {
    seq: given.seq,
    at: instant(given.at),
    kind,
    conversation: key(given.conversation),
    message: key(given.message),
    bot: key(given.bot),
    to: keys(given.to),
    text: sentence(given.text),
    status: whole(given.status),
    code: name(given.code),
    note: sentence(given.note),
    place: key(given.place),
  };
}

// MARK: The activity feed

/** A person's activity feed, newest first: [{id, at, kind, title, preview, conversation, message, read}]. */
export function feedOf(json) {
  return list(json).slice(0, most.feed).map(record).map((given) => ({
    id: key(typeof given.id === 'number' ? String(given.id) : given.id),
    at: instant(given.at),
    kind: name(given.kind),
    title: name(given.title, 'Activity'),
    preview: sentence(given.preview),
    conversation: key(given.conversation),
    message: key(given.message),
    read: given.read === true,
  })).filter((each) => each.id);
}

// MARK: Limits

const rates = 'Microsoft, Rate limiting for agents';

/** What is counted in each part of the limits, and where the documented ones stand. */
const counted = new Map(Object.entries({
  perTenant: ['Requests of one bot in the tenant', rates],
  perConversation: ['Sends of one bot to one conversation', rates],
  allBotsPerConversation: ['Sends of all bots to one conversation', rates],
  rosterPerConversation: ['Questions of one bot about one conversation', rates],
  allBotsRosterPerConversation: ['Questions of all bots about one conversation', rates],
  perStream: ['Pieces of one stream', 'Microsoft, Stream bot messages'],
  unpagedMembers: [
    'Unpaged member lists of one conversation',
    'Microsoft, Teams bot API changes to fetch team or chat members',
  ],
}));

/**
 * What the service says of its limits: {mode, parts[{name, title, source, windows[], documented[], refused}]}. `mode`
 * is `documented`, `off` or `custom`; a window is {count, seconds}.
 */
export function limitsOf(json) {
  const given = record(json);
  const documented = record(given.documented);
  const refusals = list(given.refused).map(record);
  const names = Object.keys(given).filter((each) => each !== 'refused' && key(each) && isWindows(given[each])).slice(
    0,
    most.parts,
  );
  return {
    mode: ['documented', 'off'].find((each) => each === given.setting) ?? 'custom',
    parts: names.map((each) => ({
      name: each,
      title: counted.get(each)?.[0] ?? titled(each),
      source: counted.get(each)?.[1] ?? '',
      windows: windowsOf(given[each]),
      documented: windowsOf(documented[each]),
      refused: refusals.filter(({ part }) => part === each).reduce((sum, { times }) => sum + (whole(times) ?? 0), 0),
    })),
  };
}

/** Whether it is a list of windows; one that is empty is a part that is off. */
function isWindows(value) {
  return Array.isArray(value) && value.every((each) => isRecord(each) && 'count' in each && !('part' in each));
}

function windowsOf(value) {
  return list(value).slice(0, most.windows).map(record)
    .map(({ count, seconds }) => ({ count: whole(count), seconds: whole(seconds) }))
    .filter((each) => each.count !== null && each.seconds);
}

/** `perMeeting` → `Per meeting` */
function titled(member) {
  const words = name(member).replaceAll(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.slice(0, 1).toUpperCase() + words.slice(1);
}
