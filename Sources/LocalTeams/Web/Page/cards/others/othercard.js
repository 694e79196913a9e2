// The cards that are no Adaptive Cards, by their content type. What Teams does not show is a labelled placeholder.

import { h } from '../../base/dom.js';
import { isRecord, name, record } from '../../base/shape.js';
import { connectorCard } from './connectorcard.js';
import { heroCard } from './herocard.js';
import { listCard } from './listcard.js';
import { mediaCard } from './mediacard.js';
import { receiptCard } from './receiptcard.js';
import { signInCard } from './signincard.js';

const botFramework = 'application/vnd.microsoft.card.';
const teams = 'application/vnd.microsoft.teams.card.';
const media = (kind) => (content, context) => mediaCard(content, context, kind);
const cards = new Map([
  [`${botFramework}hero`, ['Hero card', heroCard]],
  [`${botFramework}thumbnail`, ['Thumbnail card', (content, context) => heroCard(content, context, true)]],
  [`${botFramework}receipt`, ['Receipt card', receiptCard]],
  [`${botFramework}signin`, ['Sign-in card', signInCard]],
  [`${botFramework}oauth`, ['Sign-in card', signInCard]],
  [`${botFramework}animation`, ['Animation card', media('animation')]],
  [`${botFramework}audio`, ['Audio card', media('audio')]],
  [`${botFramework}video`, ['Video card', media('video')]],
  [`${teams}list`, ['List card', listCard]],
  [`${teams}o365connector`, ['Connector card', connectorCard]],
]);

/** What a card of this content type is called; null if it is none of these. */
export function otherCardName(contentType) {
  return cards.get(contentType.toLowerCase())?.[0] ?? null;
}

/**
 * The card as an element, or null for a content type that is none of these. `options` are those of `renderCard`:
 * `press({pointer, action, inputs})`, `images`, `disabled`.
 */
export function renderOtherCard(attachment, options = {}) {
  const [, draw] = cards.get(name(record(attachment).contentType).toLowerCase()) ?? [];
  if (!draw) return null;
  const content = record(attachment).content;
  const problem = h('p', { class: 'problem card-problem', role: 'alert' });
  const element = h('div', { class: 'other-card' });
  const context = { ...options, press: options.disabled ? null : pressing(element, problem, options.press) };
  const drawn = isRecord(content) ? draw(content, context) : null;
  element.append(drawn ?? h('p', { class: 'note' }, 'The card has no content.'), problem);
  return element;
}

/** While a press is pending the card's buttons wait; what went wrong stands below them. */
function pressing(element, problem, press) {
  let pending = false;
  return press && (async (given) => {
    if (pending) return;
    pending = true;
    problem.textContent = '';
    element.setAttribute('aria-busy', 'true');
    try {
      const answer = await press({ inputs: {}, ...given });
      problem.textContent = name(record(answer).error);
    } catch (error) {
      problem.textContent = error.message;
    } finally {
      pending = false;
      element.removeAttribute('aria-busy');
    }
  });
}
