// How numbers, times and durations are written. Pure.

const whole = new Intl.NumberFormat('en-GB');

/** `1,234` */
export function count(number) {
  return whole.format(number ?? 0);
}

/** `1 person`, `1,234 people` */
export function counted(number, one, many) {
  return `${count(number)} ${number === 1 ? one : many}`;
}

/** `47.3` */
export function rate(number) {
  return (number ?? 0).toFixed(1).replace(/\.0$/, '');
}

/** `8 s`, `1 min 40 s`, `3 h 20 min`, `2 days` */
export function duration(seconds) {
  const left = Math.max(0, Math.round(seconds));
  if (left < 60) return `${left} s`;
  if (left < 3600) return `${Math.floor(left / 60)} min${left % 60 ? ` ${left % 60} s` : ''}`;
  const minutes = Math.round(left / 60);
  if (minutes < 2880) return `${Math.floor(minutes / 60)} h${minutes % 60 ? ` ${minutes % 60} min` : ''}`;
  return `${Math.round(minutes / 1440)} days`;
}

/** `120 B`, `12.3 KB` */
export function size(bytes) {
  return bytes < 1000 ? `${bytes} B` : `${(bytes / 1000).toFixed(1)} KB`;
}

const moment = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'medium' });

/** `28 Nov 2026, 09:41:07`, by the reader's clock; what is no instant stays as it is. */
export function instant(text) {
  if (!text) return '';
  const date = new Date(text);
  return Number.isNaN(date.getTime()) ? text : moment.format(date);
}

const day = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  timeZone: 'UTC',
});

/** `Mon, 30 Nov 2026, 09:00` of what a clock shows: `2026-11-30T09:00:00`. */
export function clock(text) {
  const [date, time] = String(text).split('T');
  const shown = new Date(`${date}T00:00:00Z`);
  if (!time || Number.isNaN(shown.getTime())) return text;
  return `${day.format(shown)}, ${time.replace(/:00$/, '')}`;
}
