// From the fields of the form to a notification as the API takes it, and from the API's pointer back to the field.
// Pure.

import { audienceOf } from './audience.js';
import { contentOf, fieldName, languageAt } from './content.js';
import { FieldError } from './fields.js';

/** The kinds of schedule: [value, text]. */
export const schedules = [
  ['now', 'At once'],
  ['at', 'At an instant'],
  ['local', 'At a time of day, by each person’s own clock'],
  ['cron', 'Again and again, by cron'],
  ['every', 'Again and again, after so much time'],
];

/** What becomes of a request that got no clear answer: [value, text]. */
export const guarantees = [
  ['documented', 'as Teams documents it; without any answer: unknown, not sent again'],
  ['atLeastOnce', 'at least once: sent again, may come twice'],
  ['atMostOnce', 'at most once: never sent again, may be lost'],
];

function scheduleOf({ when, at, local, zone, cron, every }) {
  switch (when) {
    case 'at':
      return { at: instantOf(at, 'at') };
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

/** What a field shows by the reader's clock, as an instant. */
function instantOf(text, field) {
  const date = new Date(text);
  if (Number.isNaN(date.getTime())) throw new FieldError(field, 'Choose a date and a time.');
  return date.toISOString();
}

export function requestOf(values) {
  const { category, priority, guarantee, expires } = values;
  const request = { audience: audienceOf(values), content: contentOf(values) };
  const schedule = scheduleOf(values);
  if (schedule) request.schedule = schedule;
  if (category) request.category = category;
  if (priority !== 'normal') request.priority = priority;
  if (guarantee !== 'documented') request.guarantee = guarantee;
  if (expires) request.expiresAt = instantOf(expires, 'expires');
  return request;
}

const fields = [
  ['/audience/all/1', 'except'],
  ['/audience/visibleIn', 'visibleIn'],
  ['/audience/channels', 'channelNames'],
  ['/audience', 'who'],
  ['/content/tag', 'tag'],
  ['/content/fallback', 'tag'],
  ['/content/text', 'text'],
  ['/content/card', 'card'],
  ['/content/template', 'template'],
  ['/content/data', 'data'],
  ['/content/recipientData', 'people'],
  ['/content/summary', 'summary'],
  ['/content/optOut', 'optOut'],
  ['/category', 'category'],
  ['/priority', 'priority'],
  ['/guarantee', 'guarantee'],
  ['/expiresAt', 'expires'],
  ['/schedule/at', 'at'],
  ['/schedule/localTime', 'local'],
  ['/schedule/fallbackTimeZone', 'zone'],
  ['/schedule/cron', 'cron'],
  ['/schedule/timeZone', 'zone'],
  ['/schedule/every', 'every'],
  ['/user', 'recipient'],
  ['/locale', 'language'],
  ['/content', 'text'],
];

/** The field beside which an error at `pointer` is shown: one of those that are `shown`, or nothing. */
export function fieldAt(pointer, shown, values) {
  if (!pointer) return null;
  const { pointer: plain, number } = languageAt(pointer, values);
  const name = fields.find(([prefix]) => plain === prefix || plain.startsWith(`${prefix}/`))?.[1];
  const instead = {
    who: ['audience'],
    channelNames: ['channels'],
    text: ['card', 'template'],
    card: ['template'],
    data: ['card', 'template'],
  };
  return [name, ...instead[name] ?? []].map((each) => fieldName(each, number)).find((each) => shown.includes(each));
}
