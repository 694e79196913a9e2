// From the fields of a form to a content as the API takes it, in one language or several. Pure. The fields of every
// language but the first have its number behind their names: `text.2`.

import { parsed } from './audience.js';
import { FieldError } from './fields.js';

/** What a field of a language is called. */
export function fieldName(name, number) {
  return number === 1 ? name : `${name}.${number}`;
}

/** The numbers of the languages in a form, by the values of its fields. */
export function languagesOf(values) {
  const others = Object.keys(values).map((name) => Number(/^tag\.(\d+)$/.exec(name)?.[1]));
  return [1, ...others.filter((number) => number > 1)];
}

export function contentOf(values) {
  const outer = values.alert ? { alert: true } : {};
  if (values.optOut) outer.optOut = values.optOut === 'always';
  const numbers = languagesOf(values);
  if (numbers.length === 1) return { ...inLanguage(1, values), ...outer };
  const locales = new Map();
  for (const number of numbers) {
    const field = fieldName('tag', number);
    const tag = values[field];
    if (!tag) throw new FieldError(field, 'Say which language this is, such as sv or en-GB.');
    if (locales.has(tag)) throw new FieldError(field, 'This language stands here twice.');
    locales.set(tag, inLanguage(number, values));
  }
  return { locales: Object.fromEntries(locales), fallback: values.tag, ...outer };
}

function inLanguage(number, values) {
  const field = (name) => fieldName(name, number);
  const given = (name) => values[field(name)];
  const json = (name, what) => parsed(given(name), field(name), what);
  if (given('kind') === 'text') return { text: given('text') };
  const content = given('kind') === 'card' ? { card: json('card', 'The card') } : { template: given('template') };
  if (given('data')) content.data = json('data', 'The data');
  if (given('people')) content.recipientData = json('people', 'The data for each person');
  if (given('summary')) content.summary = given('summary');
  return content;
}

/**
 * What a pointer of the API into one of several languages is about: {pointer, number}, the pointer as if it were the
 * only one. Every other pointer is about the first.
 */
export function languageAt(pointer, values) {
  const [, escaped, rest = ''] = /^\/content\/locales\/([^/]+)(.*)$/.exec(pointer) ?? [];
  if (escaped === undefined) return { pointer, number: 1 };
  const tag = escaped.replaceAll('~1', '/').replaceAll('~0', '~').toLowerCase();
  const number = languagesOf(values).find((each) => values[fieldName('tag', each)]?.toLowerCase() === tag) ?? 1;
  return { pointer: rest ? `/content${rest}` : '/content/tag', number };
}
