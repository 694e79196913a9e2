// Shows what a notification says: a text, or a card.

import { h } from '../base/dom.js';

/**
 * A card as people may read it here: its words in order, and its JSON. This is the place where a renderer of cards goes
 * in.
 */
export function drawCard(card) {
  const words = wordsOf(card);
  return h(
    'div',
    { class: 'card-words', role: 'group', 'aria-label': 'Card' },
    words.length
      ? h('div', { class: 'content theirs' }, words.map((text) => h('p', null, text)))
      : h('p', { class: 'note' }, 'The card has no words.'),
    jsonDetails('The card as JSON', card),
  );
}

/** Something as JSON, closed at first. */
export function jsonDetails(name, value) {
  return h(
    'details',
    null,
    h('summary', null, name),
    h('pre', { tabindex: '0', 'aria-label': name }, JSON.stringify(value, null, 2)),
  );
}

/** What the API has as the content of a notification. */
export function drawContent(content) {
  if (content.text !== undefined) return [h('p', { class: 'content theirs' }, content.text)];
  if (content.locales) {
    return Object.entries(content.locales).flatMap(([tag, inner]) => [
      h('h3', null, tag === content.fallback ? `${tag}, and all others` : tag),
      ...drawContent(inner),
    ]);
  }
  return [
    content.summary && h('p', { class: 'note theirs' }, `Summary: ${content.summary}`),
    content.card ? drawCard(content.card) : h('p', { class: 'content theirs' }, `The template ${content.template}`),
    content.data && jsonDetails('The data', content.data),
  ].filter(Boolean);
}

const members = ['title', 'text', 'label', 'value', 'placeholder'];

/** The words of a card, in order; cards come from outside, so the depth has an end. */
export function wordsOf(json, depth = 0, found = []) {
  if (depth > 64 || found.length > 500 || json === null || typeof json !== 'object') return found;
  if (Array.isArray(json)) {
    for (const each of json) wordsOf(each, depth + 1, found);
    return found;
  }
  const words = members.map((name) => json[name]).filter((text) => typeof text === 'string' && text.trim());
  if (words.length) found.push(words.join(': '));
  for (const [name, value] of Object.entries(json)) {
    if (!['data', 'fallback', 'msteams'].includes(name)) wordsOf(value, depth + 1, found);
  }
  return found;
}
