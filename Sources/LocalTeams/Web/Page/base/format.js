// How times and lists of names are written. Pure, but for the reader's time zone that main.js sets once. A time that is
// not known (null) is written as nothing.

let timeZone;
let formats = new Map(); // made once each: making one costs more than a hundred uses
let days = new WeakMap();

/** Times are shown as the clock of this zone reads; an unknown zone leaves the browser's. */
export function useTimeZone(name) {
  formats = new Map();
  days = new WeakMap();
  try {
    new Intl.DateTimeFormat('en-GB', { timeZone: name });
    timeZone = name;
  } catch {
    timeZone = undefined;
  }
}

/** Whether a locale is written from right to left: `ar`, `he-IL`. */
export function isRightToLeft(locale) {
  return /^(ar|arc|ckb|dv|fa|he|iw|ks|nqo|ps|sd|syr|ug|ur|yi)\b/i.test(locale ?? '');
}

function written(date, options, locale = 'en-GB') {
  if (!date) return '';
  const key = JSON.stringify([locale, options]);
  if (!formats.has(key)) formats.set(key, new Intl.DateTimeFormat(locale, { timeZone, ...options }));
  return formats.get(key).format(date);
}

/** `09:41` */
export function clockTime(date) {
  return written(date, { hour: '2-digit', minute: '2-digit' });
}

/** `20 November 2026 at 09:41:07` */
export function fullTime(date) {
  return written(date, { dateStyle: 'long', timeStyle: 'medium' });
}

/** A day as a value to compare: `2026-11-20`. */
export function dayKey(date) {
  if (!days.has(date)) days.set(date, written(date, { year: 'numeric', month: '2-digit', day: '2-digit' }, 'en-CA'));
  return days.get(date);
}

/** `Today`, `Yesterday`, `Friday, 20 November`, and the year if it is another. */
export function dayName(date, now) {
  const key = dayKey(date);
  if (key === dayKey(now)) return 'Today';
  if (key === dayKey(new Date(now.getTime() - 86_400_000))) return 'Yesterday';
  const year = key.slice(0, 4) === dayKey(now).slice(0, 4) ? {} : { year: 'numeric' };
  return written(date, { weekday: 'long', day: 'numeric', month: 'long', ...year });
}

/** `09:41` of today, else `20 Nov`. */
export function shortTime(date, now) {
  return date && dayKey(date) === dayKey(now) ? clockTime(date) : written(date, { day: 'numeric', month: 'short' });
}

/** `Ines`, `Ines and Tom`, `Ines, Tom and 3 others` */
export function listed(names, most = 3) {
  if (names.length <= 1) return names[0] ?? '';
  if (names.length <= most) return `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
  return `${names.slice(0, most - 1).join(', ')} and ${names.length - most + 1} others`;
}
