// A message in one line of words, for lists, labels and quotes.

import { parseHTML } from './html.js';
import { parseMarkdown, parsePlain } from './markdown.js';
import { words } from './richtext.js';

/** The tree of a message's text, by its text format. */
export function contentTree({ text = '', textFormat }) {
  const own = String(text ?? '').replaceAll(/<quoted\s[^<>]*\/>/gi, '').trim();
  if (!own) return [];
  if (textFormat === 'xml') return parseHTML(own);
  return textFormat === 'plain' ? parsePlain(own) : parseMarkdown(own);
}

const kinds = [
  [/^image\//, 'a picture'], [/card\.adaptive$/, 'an Adaptive Card'], [/card\.file/, 'a file'],
  [/^application\/vnd\.microsoft\.card\./, 'a card'], [/^text\/html$/, ''], [/./, 'an attachment'],
];

/** What an attachment is called in a sentence. */
export function attachmentKind({ contentType = '' }) {
  return kinds.find(([pattern]) => pattern.test(contentType))?.[1] ?? 'an attachment';
}

export function preview(message, most = 120) {
  if (message.deleted) return 'This message has been deleted.';
  const text = words(contentTree(message)).trim();
  const rest = (message.attachments ?? []).map(attachmentKind).filter(Boolean).join(', ');
  const whole = text || (rest && `sent ${rest}`);
  return whole.length > most ? `${whole.slice(0, most - 1)}…` : whole;
}
