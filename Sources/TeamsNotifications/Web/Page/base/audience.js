// From the fields of a form to an audience, a content and a schedule as the API takes them, and from the API's pointer
// back to the field. Pure.

import { FieldError } from './dialog.js';

const lines = (text) => (text ?? '').split(/[\s,;]+/).filter(Boolean);

/** JSON of a field; an error that names the field when it is none. */
export function parsed(text, field, what) {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new FieldError(field, `${what} is no JSON: ${error.message}`);
  }
}

/** The kinds of audience that the form knows: [value, text]. */
export const audiences = [
  ['everyone', 'Everyone'],
  ['users', 'Certain people'],
  ['membersOf', 'The members of a chat or team'],
  ['group', 'Every group chat'],
  ['team', 'Every team, in General'],
  ['teams', 'Channels of certain teams'],
  ['conversations', 'Certain conversations'],
  ['json', 'As JSON'],
];

/** What the field beside the choice is called; nothing where there is none. */
export const audienceFields = {
  users: 'Ids in Microsoft Entra, one a line',
  membersOf: 'Id of the conversation',
  teams: 'Ids of the teams, one a line',
  conversations: 'Ids of the conversations, one a line',
  json: 'Audience as JSON',
};

export function audienceOf({ audience, who = '', except = '', channels }) {
  const chosen = audienceBase(audience, who, channels);
  const left = lines(except);
  return left.length ? { all: [chosen, { not: { users: left } }] } : chosen;
}

function audienceBase(kind, who, channels) {
  switch (kind) {
    case 'everyone':
      return { everyone: true };
    case 'group':
    case 'team':
      return { scope: kind };
    case 'membersOf':
      return { membersOf: who };
    case 'teams':
      return { teams: lines(who), channels: channels || 'general' };
    case 'json':
      return parsed(who, 'who', 'The audience');
    default:
      return { [kind]: lines(who) };
  }
}

export function contentOf({ kind, text, card, template, data, people, summary }) {
  if (kind === 'text') return { text };
  const content = kind === 'card' ? { card: parsed(card, 'card', 'The card') } : { template };
  if (data) content.data = parsed(data, 'data', 'The data');
  if (people) content.recipientData = parsed(people, 'people', 'The data for each person');
  if (summary) content.summary = summary;
  return content;
}

/** The kinds of schedule: [value, text]. */
export const schedules = [
  ['now', 'At once'],
  ['at', 'At an instant'],
  ['local', 'At a time of day, by each person’s own clock'],
  ['cron', 'Again and again, by cron'],
  ['every', 'Again and again, after so much time'],
];

export function scheduleOf({ when, at, local, zone, cron, every }) {
  switch (when) {
    case 'at': {
      const date = new Date(at);
      if (Number.isNaN(date.getTime())) throw new FieldError('at', 'Choose a date and a time.');
      return { at: date.toISOString() };
    }
    case 'local':
      return { localTime: local, fallbackTimeZone: zone };
    case 'cron':
      return { cron, timeZone: zone };
    case 'every':
      return { every };
    default:
      return undefined;
  }
}

export function requestOf(values) {
  const request = { audience: audienceOf(values), content: contentOf(values) };
  const schedule = scheduleOf(values);
  if (schedule) request.schedule = schedule;
  if (values.category) request.category = values.category;
  if (values.priority && values.priority !== 'normal') request.priority = values.priority;
  return request;
}

/** The field that a pointer of the API is about; the first that is named wins. */
export function fieldAt(pointer, fields) {
  const known = [
    ['/audience/all/1', 'except'],
    ['/audience', 'who'],
    ['/content/text', 'text'],
    ['/content/card', 'card'],
    ['/content/template', 'template'],
    ['/content/data', fields.includes('data') ? 'data' : 'card'],
    ['/content/recipientData', 'people'],
    ['/content/summary', 'summary'],
    ['/category', 'category'],
    ['/schedule/at', 'at'],
    ['/schedule/localTime', 'local'],
    ['/schedule/fallbackTimeZone', 'zone'],
    ['/schedule/cron', 'cron'],
    ['/schedule/timeZone', 'zone'],
    ['/schedule/every', 'every'],
    ['/content', 'text'],
  ];
  return known.find(([prefix]) => pointer === prefix || pointer?.startsWith(`${prefix}/`))?.[1];
}
