// A message as it came becomes what the page works with. Pure and total: any JSON value goes in.

import { amount, instant, instantOfID, isRecord, key, list, name, record, sentence, text, whole } from './shape.js';

const most = { text: 200_000, attachments: 50, suggestions: 20, reactions: 40, warnings: 20, faults: 5 };

/**
 * A message: {id, sent, from{kind,id,handle,appId,name}, text, textFormat, attachments[], layout, suggestions[],
 * reactions[{type,users[]}], quoted, prompt, onlyYou, edited, deleted, alert, streaming, informative, stopped, replies,
 * warnings[], faults[], json}. `sent` is a time or null; `faults` says what of it cannot be shown, and `json` is what
 * came.
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
    layout: text(given.attachmentLayout).toLowerCase() === 'carousel' ? 'carousel' : 'list',
    suggestions: items(
      take,
      isRecord(suggested) ? suggested.actions : suggested,
      'suggestedActions',
      most.suggestions,
      suggestionOf,
    ),
    reactions: items(take, given.reactions, 'reactions', most.reactions, reactionOf),
    quoted: quotedOf(take(given.quoted, 'quoted', isRecord, 'an object')),
    prompt: promptOf(take(given.prompt, 'prompt', isRecord, 'an object')),
    onlyYou: !!given.onlyYou,
    edited: !!given.edited,
    deleted: !!given.deleted,
    alert: !!given.alert,
    streaming: !!given.streaming,
    informative: !!given.informative,
    stopped: !!given.stopped,
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
    return isRecord(each) ? make(each, place, take, index) : take.wrong(each, place, 'an object');
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

export function authorOf(json) {
  const given = record(json);
  const [handle, appId] = [key(given.handle), key(given.appId)];
  const kind = ['user', 'bot'].includes(given.kind) ? given.kind : '';
  return { kind, handle, appId, id: handle || appId, name: name(given.name, name(handle, 'Someone')) };
}

/** `index` is its place among those that were sent: a press on its card names it. */
function attachmentOf(given, place, take, index) {
  const contentType = take(given.contentType, `${place}.contentType`, isText, 'a text');
  if (contentType === null && !isRecord(given.content) && !isText(given.contentUrl)) {
    take.note(`${place} has nothing to show`);
    return null;
  }
  const { content } = given;
  return {
    index,
    contentType: name(contentType),
    contentUrl: text(given.contentUrl),
    name: name(given.name),
    content: isRecord(content) ? content : null,
    consent: text(given.consent),
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

/** The private message that an answer is about: {from, text, textFormat}. Only who wrote it gets its text. */
function promptOf(given) {
  if (!given) return null;
  return {
    from: authorOf(given.from),
    text: textOf(given.text),
    textFormat: text(given.textFormat),
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
