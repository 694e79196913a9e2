// Hero and thumbnail cards: a title, words in a little markup, a picture, buttons.

import { h } from '../../base/dom.js';
import { parseHTML } from '../../base/html.js';
import { render } from '../../base/richtext.js';
import { list, name, record, sentence, text } from '../../base/shape.js';
import { cardButtons, tappable } from './cardbuttons.js';
import { otherPicture } from './otherpicture.js';

const mostText = 20_000; // characters

/** `small` says that the picture is square and stands beside the words. */
export function heroCard(content, context, small = false) {
  const picture = firstPicture(content, context);
  const words = h('div', { class: 'hero-words' }, cardHead(content), cardWords(content.text));
  const shown = h('div', { class: small ? 'thumbnail' : 'hero' }, small ? [words, picture] : [picture, words]);
  return h('div', { class: 'hero-card' }, [
    tappable(shown, content.tap, '/tap', context, name(content.title)),
    cardButtons(content.buttons, '/buttons', context),
  ]);
}

/** Of several pictures Teams shows the first. */
function firstPicture(content, context) {
  const given = content.image ?? list(content.images)[0];
  const { url, alt, tap } = typeof given === 'string' ? { url: given } : record(given);
  if (!url) return null;
  const picture = otherPicture({ url, alt, className: 'hero-picture' }, context);
  return tap && !content.tap ? tappable(picture, tap, '/images/0/tap', context, name(alt)) : picture;
}

/** Title and subtitle. */
export function cardHead({ title, subtitle }) {
  return [
    name(title) && h('p', { class: 'card-title' }, sentence(title)),
    name(subtitle) && h('p', { class: 'card-subtitle' }, sentence(subtitle)),
  ];
}

/** Words with the markup that Teams shows in these cards. */
export function cardWords(words) {
  const given = text(words).slice(0, mostText);
  return given.trim() ? h('div', { class: 'content card-text' }, render(parseHTML(given))) : null;
}
