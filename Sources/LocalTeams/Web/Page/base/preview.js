// A message in one line of words, for lists, labels and quotes.

import { parseHTML } from './html.js';
import { parseMarkdown, parsePlain } from './markdown.js';
import { words } from './richtext.js';
import { cut } from './shape.js';

const longest = 240; // characters of a preview
const read = 4_000; // characters of the text that are read for one

/** The tree of a message's text, by its text format. */
export function contentTree({ text, textFormat }) {
  const own = text.replaceAll(/<quoted\s[^<>]*\/>/gi, '').trim();
  if (!own) return [];
  if (textFormat === 'xml') return parseHTML(own);
  return textFormat === 'plain' ? parsePlain(own) : parseMarkdown(own);
}

const kinds = [
  [/^image\//, 'a picture'],
  [/card\.adaptive$/, 'an Adaptive Card'],
  [/card\.file/, 'a file'],
  [/^application\/vnd\.microsoft\.card\./, 'a card'],
  [/^text\/html$/, ''],
];

/** What an attachment is called in a sentence. */
export function attachmentKind({ contentType }) {
  const found = kinds.find(([pattern]) => pattern.test(contentType));
  return found ? found[1] : 'an attachment';
}

const known = new WeakMap();

/** A message in at most `most` characters, 240 at the utmost. A message is read once. */
export function preview(message, most = 120) {
  if (!known.has(message)) known.set(message, summary(message));
  return cut(known.get(message), most);
}

function summary(message) {
  if (message.deleted) return 'This message has been deleted.';
  const text = words(contentTree({ ...message, text: message.text.slice(0, read) })).trim();
  const rest = message.attachments.map(attachmentKind).filter(Boolean).slice(0, 5).join(', ');
  const fault = message.faults?.length ? 'This message cannot be shown.' : '';
  return cut(text || (rest && `sent ${rest}`) || fault, longest);
}
