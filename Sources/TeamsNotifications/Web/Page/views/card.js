// Shows what a notification says: a text, or a card.

import { h } from '../base/dom.js';
import { renderCard } from '../cards/renderer.js';

/**
 * A card as Teams draws it, in the language of whoever gets it. What only changes the card can be pressed; nothing is
 * sent. Its pictures are those that are written into it: the page asks no other server.
 */
export function drawCard(card, locale) {
  const press = () => Promise.resolve({ error: 'Here nothing is sent when this is pressed.' });
  return [
    h(
      'div',
      { class: 'card-seen', role: 'group', 'aria-label': 'Card' },
      renderCard(card, { images: 'inline', locale, press }),
    ),
    jsonDetails('The card as JSON', card),
  ];
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

/**
 * What the API has as the content of a notification. `preview(content)` asks it for the card with its data, where there
 * are some; until it answers, and where it cannot, the card is shown without.
 */
export function drawContent(content, preview) {
  if (content.text !== undefined) return [h('p', { class: 'content theirs' }, content.text)];
  if (content.locales) {
    return Object.entries(content.locales).flatMap(([tag, inner]) => [
      h('h3', null, tag === content.fallback ? `${tag}, and all others` : tag),
      ...drawContent(inner, preview),
    ]);
  }
  const seen = h(
    'div',
    null,
    content.card ? drawCard(content.card) : h('p', { class: 'content theirs' }, `The template ${content.template}`),
  );
  if (preview && (content.template || content.data)) {
    preview(content).then(({ card }) => seen.replaceChildren(...drawCard(card)), () => {});
  }
  return [
    content.summary && h('p', { class: 'note theirs' }, `Summary: ${content.summary}`),
    seen,
    content.data && jsonDetails('The data', content.data),
  ].filter(Boolean);
}
