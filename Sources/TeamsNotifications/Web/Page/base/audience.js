// From the fields of a form to an audience as the API takes it. Pure.

import { FieldError } from './fields.js';

const words = (text) => (text ?? '').split(/[\s,;]+/).filter(Boolean);
const lines = (text) => (text ?? '').split('\n').map((line) => line.trim()).filter(Boolean);

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
  ['person', 'One member of a chat or channel, seen by nobody else'],
  ['unreadOf', 'Who has not read a notification'],
  ['withoutActionOn', 'Who has pressed nothing on a notification'],
  ['activityFeed', 'The activity feed of certain people'],
  ['webhook', 'An incoming webhook or a workflow'],
  ['json', 'As JSON'],
];

const people = 'Ids in Microsoft Entra, one a line';

/** What the field beside the choice is called; nothing where there is none. */
export const audienceFields = {
  users: people,
  membersOf: 'Id of the conversation',
  teams: 'Ids of the teams, one a line',
  conversations: 'Ids of the conversations, one a line',
  person: 'Id of the person in Microsoft Entra',
  unreadOf: 'Id of the notification',
  withoutActionOn: 'Id of the notification',
  activityFeed: people,
  webhook: 'Its https address, or its name',
  json: 'Audience as JSON',
};

/** Whether single people can be left out of an audience of this kind. */
export function hasPeople(kind) {
  return !['webhook', 'activityFeed', 'person'].includes(kind);
}

export function audienceOf({ audience, who = '', except = '', visibleIn, channels, channelNames }) {
  const chosen = audienceBase(audience, who, { visibleIn, channels, channelNames });
  const left = hasPeople(audience) ? words(except) : [];
  return left.length ? { all: [chosen, { not: { users: left } }] } : chosen;
}

function audienceBase(kind, who, { visibleIn, channels, channelNames }) {
  switch (kind) {
    case 'everyone':
      return { everyone: true };
    case 'group':
    case 'team':
      return { scope: kind };
    case 'membersOf':
    case 'unreadOf':
    case 'withoutActionOn':
    case 'webhook':
      return { [kind]: who };
    case 'person':
      return { person: who, visibleIn };
    case 'teams':
      return { teams: words(who), channels: channels === 'named' ? lines(channelNames) : channels || 'general' };
    case 'activityFeed':
      return { activityFeed: { users: words(who) } };
    case 'json':
      return parsed(who, 'who', 'The audience');
    default:
      return { [kind]: words(who) };
  }
}
