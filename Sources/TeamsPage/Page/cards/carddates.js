// {{DATE(…)}} and {{TIME(…)}} in the reader's locale and time zone. Pure.

const styles = {
  COMPACT: { year: 'numeric', month: 'numeric', day: 'numeric' },
  SHORT: { weekday: 'short', year: 'numeric', month: 'short', day: 'numeric' },
  LONG: { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' },
};
const instant = /^(\d{4})-(\d\d)-(\d\d)T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** The words for a `clock` node, or what was written where it names no time. */
export function clockText({ written, kind, time, style }, locale, timeZone) {
  const found = instant.exec(time);
  const milliseconds = found && isDay(Number(found[1]), Number(found[2]), Number(found[3])) ? Date.parse(time) : NaN;
  if (Number.isNaN(milliseconds) || (kind === 'TIME' && style)) return written;
  const options = kind === 'DATE' ? styles[style ?? 'COMPACT'] : { timeStyle: 'short' };
  return formatter(locale, timeZone, options).format(milliseconds);
}

const clocks = /\{\{(DATE|TIME)\(([^(){},]{1,40})(?:, ?(COMPACT|SHORT|LONG))?\)\}\}/g;

/** A text without markdown, with the words for its dates and times. */
export function withClocks(text, { locale, timeZone }) {
  return text.replaceAll(
    clocks,
    (written, kind, time, style) => clockText({ written, kind, time, style }, locale, timeZone),
  );
}

function isDay(year, month, day) {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

const made = new Map();

/** A formatter for those settings that the browser knows, of those that were asked for. */
function formatter(locale, timeZone, options) {
  const key = JSON.stringify([locale, timeZone, options]);
  if (!made.has(key)) {
    if (made.size > 200) made.clear();
    made.set(key, known(locale, timeZone, options));
  }
  return made.get(key);
}

function known(locale, timeZone, options) {
  for (const [language, zone] of [[locale, timeZone], [undefined, timeZone], [locale, undefined]]) {
    try {
      return new Intl.DateTimeFormat(language, { ...options, timeZone: zone });
    } catch {
      continue;
    }
  }
  return new Intl.DateTimeFormat(undefined, options);
}
