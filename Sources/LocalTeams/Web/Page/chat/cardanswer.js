// What a person sees of a bot's answer to a press, a refresh or a dialog. Pure: any JSON value goes in.

import { deliveryLine } from '../base/deliveries.js';
import { deliveryOf } from '../base/messagemodel.js';
import { isRecord, key, list, name, record, sentence, text } from '../base/shape.js';

const known = [
  'application/vnd.microsoft.card.adaptive',
  'application/vnd.microsoft.activity.message',
  'application/vnd.microsoft.activity.loginrequest',
];

/**
 * One of {error}, {said}, {dialog}, {signIn}, {opens}, or {} when nothing is to be shown; `id` and `deliveries` of a
 * message that the press wrote. `called(bot)` gives a bot's name; `executes` says that the bot was to answer with a
 * card or a text.
 */
export function outcomeOf(json, called, executes = false) {
  const given = record(json);
  const { body, status } = record(given.invoke);
  const type = text(record(body).type).toLowerCase();
  if (isRecord(given.signIn) || type === known[2]) return { signIn: signInOf(given.signIn ?? record(body).value) };
  if (/inc+or+ectauthcode$/.test(type)) return { error: 'The bot did not take the sign-in code. Sign in again.' };
  if (given.error) return { error: sentence(given.error) || 'The bot could not do it.' };
  if (isRecord(given.dialog)) return { dialog: dialogOf(given.dialog) };
  if (sentence(given.message)) return { said: sentence(given.message) };
  if (given.nothing) return { error: `Nothing was sent: ${sentence(given.nothing)}.` };
  if (given.open) return { opens: text(given.open) };
  const deliveries = list(given.deliveries).map(deliveryOf);
  const lost = deliveries.map((each) => deliveryLine(each, called(each.bot))).filter(Boolean);
  if (lost.length) return { error: lost.join(' ') };
  if (executes && status >= 200 && status < 300 && body !== undefined && body !== null && !known.includes(type)) {
    return { error: unknownAnswer(body) };
  }
  return { id: key(given.id), deliveries };
}

function unknownAnswer(body) {
  if (!isRecord(body)) return 'The bot’s answer is no object with a statusCode, a type and a value.';
  return name(body.type)
    ? `The bot’s answer has the type “${name(body.type)}”, which Teams does not know.`
    : 'The bot’s answer has no type: Teams cannot tell what it is.';
}

/** The OAuth card of a login request, in its wrapper or without. */
function signInOf(value) {
  const given = record(value);
  const content = isRecord(given.content) ? given.content : given;
  return { contentType: 'application/vnd.microsoft.card.oauth', content };
}

/** A dialog: {id, title, width, height, card, url}; the card may stand in an attachment or by itself. */
function dialogOf(given) {
  const { card } = given;
  const content = isRecord(record(card).content) ? card.content : card;
  return {
    id: key(given.id),
    title: name(given.title, 'Dialog'),
    width: given.width,
    height: given.height,
    card: isRecord(content) ? content : null,
    url: text(given.url),
  };
}

/** What a dialog's button sends: its own data with what was typed over it. */
export function dialogData(action, inputs) {
  const { data } = record(action);
  if (isRecord(data)) return { ...data, ...inputs };
  return data === undefined || data === null || Object.keys(inputs).length ? { ...inputs } : data;
}

const sides = { width: { small: 400, medium: 600, large: 840 }, height: { small: 260, medium: 440, large: 620 } };

/** The pixels that a dialog's width or height means; null when it says nothing that can be understood. */
export function dialogSide(value, side) {
  if (typeof value === 'string' && Object.hasOwn(sides[side], value.toLowerCase())) {
    return sides[side][value.toLowerCase()];
  }
  const pixels = typeof value === 'number' ? value : Number.parseInt(text(value), 10);
  return pixels > 0 ? Math.min(Math.max(pixels, 120), 4_000) : null;
}
