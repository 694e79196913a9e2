// What the page says of notifications. Pure: from what the API answers to words.

import { count, counted, duration, instant } from './format.js';

export const states = ['scheduled', 'planning', 'sending', 'paused', 'done', 'cancelled'];
export const deliveryStates = ['planned', 'sending', 'delivered', 'failed', 'skipped', 'unknown'];

export function isOver({ state }) {
  return state === 'done' || state === 'cancelled';
}

export function isMoving({ state }) {
  return state === 'planning' || state === 'sending';
}

export function total(counts) {
  return deliveryStates.reduce((sum, state) => sum + (counts?.[state] ?? 0), 0);
}

/** How much of it is settled: {all, done, left, bad, good, percent}. */
export function progressOf({ counts }) {
  const all = total(counts);
  const left = (counts?.planned ?? 0) + (counts?.sending ?? 0);
  const bad = (counts?.failed ?? 0) + (counts?.unknown ?? 0);
  const good = counts?.delivered ?? 0;
  return { all, left, bad, good, done: all - left, percent: all ? Math.floor(((all - left) / all) * 100) : 0 };
}

/** `1,204 of 5,000 delivered, 3 failed, 2 unknown`; before and without recipients, `nothing is planned yet` */
export function progressWords({ counts }) {
  if (!total(counts)) return 'nothing is planned yet';
  const parts = [`${count(counts?.delivered)} of ${count(total(counts))} delivered`];
  for (const state of ['failed', 'unknown', 'skipped']) {
    if (counts?.[state]) parts.push(`${count(counts[state])} ${state}`);
  }
  return parts.join(', ');
}

/** How fast everything goes: {pace, allowed} over the organisations that have something to do. */
export function paceOf(lanes) {
  const busy = lanes.filter((lane) => lane.held || lane.onTheWire || lane.pace);
  return {
    pace: busy.reduce((sum, lane) => sum + lane.pace, 0),
    allowed: busy.reduce((sum, lane) => sum + lane.allowed, 0),
  };
}

/** `about 1 min 40 s left`; nothing when nothing is known. */
export function timeLeft(notification, { pace = 0, now = Date.now() } = {}) {
  if (!isMoving(notification)) return '';
  const { left } = progressOf(notification);
  if (!left) return '';
  const end = Date.parse(notification.estimatedCompletion ?? '');
  const seconds = Number.isNaN(end) ? left / pace : (end - now) / 1000;
  return Number.isFinite(seconds) && seconds >= 0 ? `about ${duration(seconds)} left` : '';
}

/** Whom an audience may be made of: `people`, or `recipients` where chats or channels are among them. */
export function kindOf(audience) {
  if (!audience) return ['recipient', 'recipients'];
  const parts = audience.any ?? audience.all;
  if (parts) {
    const positive = parts.filter((part) => !part.not);
    const kinds = positive.map((part) => kindOf(part)[1]);
    return kinds.every((kind) => kind === 'people') ? ['person', 'people'] : ['recipient', 'recipients'];
  }
  const isPeople = audience.everyone || audience.users || audience.person || audience.membersOf || audience.not ||
    audience.unreadOf || audience.withoutActionOn || audience.activityFeed || audience.scope === 'personal';
  return isPeople ? ['person', 'people'] : ['recipient', 'recipients'];
}

/** When a schedule comes, in words. */
export function scheduleWords(schedule) {
  if (!schedule) return 'at once';
  if (schedule.at) return `at ${instant(schedule.at)}`;
  if (schedule.localTime) {
    return `at ${
      schedule.localTime.replace('T', ' ')
    } by each person's own clock, else that of ${schedule.fallbackTimeZone}`;
  }
  if (schedule.cron) return `by cron ${schedule.cron} in ${schedule.timeZone}`;
  return `every ${schedule.every}`;
}

/** What can be done with a notification as it stands: names of ``actions``. */
export function possible(notification) {
  const { state, counts, recalled } = notification;
  const over = isOver(notification);
  const delivered = counts?.delivered ?? 0;
  const troubled = (counts?.failed ?? 0) + (counts?.unknown ?? 0);
  return [
    !over && state !== 'paused' && 'pause',
    state === 'paused' && 'resume',
    !over && 'cancel',
    state !== 'cancelled' && !recalled && troubled > 0 && 'retry',
    !recalled && (!over || delivered > 0) && 'edit',
    !recalled && (!over || delivered > 0) && 'recall',
  ].filter(Boolean);
}

/** What an action does to how many: the sentences of its confirmation. `retried` is how many a retry sends again. */
export function consequence(action, { counts, isUnknown }, [one, many], retried = 0) {
  if (isUnknown) return 'Nobody has it yet. How many it is for is known once it is planned.';
  const left = (counts?.planned ?? 0) + (counts?.sending ?? 0);
  const delivered = counts?.delivered ?? 0;
  const have = `${counted(delivered, `${one} has`, `${many} have`)} it`;
  const rest = (what) => left ? ` ${counted(left, `${one} does`, `${many} do`)} not yet${what}` : '';
  switch (action) {
    case 'pause':
      return `${have}.${rest(': nothing more goes out until it is resumed.')}`;
    case 'resume':
      return `${have}.${rest(`: it goes on to ${left === 1 ? 'that one' : `those ${count(left)}`}.`)}`;
    case 'cancel':
      return `${have} and ${delivered === 1 ? 'keeps' : 'keep'} it.${
        rest(', and will not get it.')
      } It cannot be resumed.`;
    case 'retry':
      if (!retried) return 'Nothing would be sent again: what failed has reasons that do not pass.';
      return `It is sent again to ${counted(retried, one, many)}: what failed for a reason that passes, and what is ` +
        'unknown. Of the unknown ones, some may have it already, and get it twice.';
    case 'edit':
      return `${have}: their message is edited.${rest(': they get the new one.')}`;
    default:
      return `${have}: it is removed there.${rest(', and will not get it.')}`;
  }
}

/** What a dry run says, as [name, value]. */
export function planFacts(plan, [one, many]) {
  return [
    ['Would get it', counted(plan.recipients, one, many)],
    [
      'Would not',
      Object.entries(plan.skipped).map(([code, number]) => `${count(number)} ${code}`).join(', ') || 'nobody',
    ],
    ['Requests', count(plan.requests)],
    ['Takes', duration(plan.estimatedSeconds)],
    ['Largest message', `${count(plan.largestBytes)} bytes`],
  ];
}
