// The boundary: what comes from the service becomes what the page works with, here and nowhere else. Pure and total:
// each function takes any JSON value, and the rest of the page relies on the shapes that they give.

import {
  amount,
  instant,
  instantOfID,
  isRecord,
  key,
  keys,
  list,
  name,
  record,
  sentence,
  text,
  whole,
} from './shape.js';

const most = { text: 200_000, attachments: 50, suggestions: 20, reactions: 40, warnings: 20, faults: 5 };

// MARK: Messages

/**
 * A message: {id, sent, from{kind,id,handle,appId,name}, text, textFormat, attachments[], suggestions[],
 * reactions[{type,users[]}], quoted, onlyYou, edited, deleted, alert, streaming, replies, warnings[], faults[], json}.
 * `sent` is a time or null; `faults` says what of it cannot be shown, and `json` is what came.
 */
export function messageOf(json) {
  const take = taking();
  if (!isRecord(json)) take.wrong(json, 'it', 'an object');
  const given = record(json);
  const id = key(typeof given.id === 'number' ? String(given.id) : given.id);
  const sent = instant(given.sentAt) ?? instantOfID(id);
  if (!id) take.wrong(given.id, 'id', 'the id of a message');
  const words = take(given.text, 'text', isText, 'a text') ?? '';
  const suggested = given.suggestedActions;
  return {
    id: id || nameless(json, sent),
    sent,
    from: authorOf(take(given.from, 'from', isRecord, 'an object')),
    text: textOf(words),
    textFormat: text(given.textFormat),
    attachments: items(take, given.attachments, 'attachments', most.attachments, attachmentOf),
    suggestions: items(
      take,
      isRecord(suggested) ? suggested.actions : suggested,
      'suggestedActions',
      most.suggestions,
      suggestionOf,
    ),
    reactions: items(take, given.reactions, 'reactions', most.reactions, reactionOf),
    quoted: quotedOf(take(given.quoted, 'quoted', isRecord, 'an object')),
    onlyYou: !!given.onlyYou,
    edited: !!given.edited,
    deleted: !!given.deleted,
    alert: !!given.alert,
    streaming: !!given.streaming,
    replies: whole(given.replies) ?? 0,
    warnings: list(given.warnings).slice(0, most.warnings).map(sentence).filter(Boolean),
    faults: take.faults,
    json,
  };
}

const isText = (value) => typeof value === 'string';

function kindOfValue(value) {
  if (Array.isArray(value)) return 'a list';
  if (value === null || value === undefined) return 'missing';
  return { object: 'an object', string: 'a text', number: 'a number' }[typeof value] ?? String(value);
}

/** A function that gives a member if it fits, and remembers what did not. */
function taking() {
  const faults = [];
  const take = (value, where, fits, wanted) => {
    if (value === undefined || value === null) return null;
    if (fits(value)) return value;
    take.wrong(value, where, wanted);
    return null;
  };
  take.faults = faults;
  take.wrong = (value, where, wanted) => take.note(`${where} is ${kindOfValue(value)}, not ${wanted}`);
  take.note = (fault) => {
    if (faults.length < most.faults) faults.push(fault);
  };
  return take;
}

/** What `make` gives of the items of a member that should be a list, without those that it makes nothing of. */
function items(take, value, where, limit, make) {
  const given = take(value, where, Array.isArray, 'a list') ?? [];
  if (given.length > limit) take.note(`${where} has ${given.length} items: the first ${limit} are shown`);
  return given.slice(0, limit).map((each, index) => {
    const place = `${where}[${index}]`;
    return isRecord(each) ? make(each, place, take) : take.wrong(each, place, 'an object');
  }).filter(Boolean);
}

function textOf(words) {
  const whole = text(words);
  return whole.length > most.text ? `${whole.slice(0, most.text)}… (${whole.length} characters)` : whole;
}

/** A message without an id has its content for one: it stays the same one when the history is read again. */
function nameless(json, sent) {
  let hash = 0x811c9dc5; // FNV-1a
  for (const character of JSON.stringify(json) ?? '') {
    hash = Math.imul(hash ^ character.codePointAt(0), 0x01000193) >>> 0;
  }
  return `${sent ? Math.max(sent.getTime(), 0) : 0}.${hash.toString(16)}`;
}

function authorOf(json) {
  const given = record(json);
  const [handle, appId] = [key(given.handle), key(given.appId)];
  const kind = ['user', 'bot'].includes(given.kind) ? given.kind : '';
  return { kind, handle, appId, id: handle || appId, name: name(given.name, name(handle, 'Someone')) };
}

function attachmentOf(given, place, take) {
  const contentType = take(given.contentType, `${place}.contentType`, isText, 'a text');
  if (contentType === null && !isRecord(given.content) && !isText(given.contentUrl)) {
    take.note(`${place} has nothing to show`);
    return null;
  }
  const { content } = given;
  return {
    contentType: name(contentType),
    contentUrl: text(given.contentUrl),
    name: name(given.name),
    content: isRecord(content) ? content : null,
  };
}

function suggestionOf({ title, value }, place, take) {
  const shown = name(title, name(value));
  if (!shown) take.note(`${place} has no title`);
  return shown ? { title: shown, text: text(value) || text(title) } : null;
}

function reactionOf({ type, users }, place, take) {
  const shown = key(type);
  if (!shown) take.note(`${place} has no type`);
  const people = list(users).map((each) => key(each) || key(record(each).handle) || key(record(each).appId)).filter(
    Boolean,
  );
  return shown && people.length ? { type: shown, users: people } : null;
}

function quotedOf(given) {
  if (!given) return null;
  return {
    id: key(given.id) || key(given.messageId),
    name: name(given.name, name(given.senderName, authorOf(given.from).name)),
    text: textOf(given.text ?? given.preview),
    textFormat: '',
    deleted: !!(given.deleted || given.isReplyDeleted),
    attachments: [],
  };
}

/** What became of a sent message at a bot: {bot, status, ms, skipped, error}. */
export function deliveryOf(json) {
  const given = record(json);
  return {
    bot: key(given.bot),
    status: whole(given.status),
    ms: amount(given.ms),
    skipped: sentence(given.skipped),
    error: sentence(given.error),
  };
}

// MARK: The workspace

/**
 * The workspace: {tenant{name}, clock, users[], bots[], chats[], teams[], installations[], people, apps, chat,
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
    tenant: { name: name(record(given.tenant).name, 'Local Teams') },
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
      userPrincipalName: name(given.userPrincipalName),
      timeZone: name(given.timeZone),
    };
}

function botOf(given) {
  const appId = key(given.appId);
  return appId && { appId, name: name(given.name, 'Bot'), endpoint: name(given.endpoint), disabled: !!given.disabled };
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
    deleted: !!each.deleted,
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

/** The conversations of a person: [{id, kind, name, members[], bots[], lastMessage, readUpTo}]. */
export function conversationsOf(json) {
  return list(Array.isArray(json) ? json : record(json).conversations).map(record)
    .map((given) => ({
      ...chatOf(given),
      lastMessage: isRecord(given.lastMessage) ? messageOf(given.lastMessage) : null,
      readUpTo: key(given.readUpTo),
    }))
    .filter((each) => each.id);
}

// MARK: The live stream

/**
 * A frame of the live stream: {type, conversation, message, from, clock}, or null if it says nothing. `type` is
 * `message`, `edited`, `removed`, `reactions`, `typing`, `clock`, `workspace`, or `other`: something changed, and
 * nobody knows what.
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
      return { type: 'workspace' };
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
