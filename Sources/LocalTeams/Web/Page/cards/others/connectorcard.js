// Connector cards (MessageCard): sections with an activity, facts and pictures, and actions below each.

import { h } from '../../base/dom.js';
import { parseMarkdown, parsePlain } from '../../base/markdown.js';
import { render } from '../../base/richtext.js';
import { list, name, record, text } from '../../base/shape.js';
import { connectorActions } from './connectoraction.js';
import { otherPicture } from './otherpicture.js';

const most = { sections: 10, facts: 50, pictures: 5, text: 20_000 };

export function connectorCard(content, context) {
  const sections = list(content.sections);
  const element = h(
    'div',
    { class: 'hero-card connector' },
    name(content.title) && h('p', { class: 'card-title' }, name(content.title)),
    said(content.text ?? (content.title ? null : content.summary), true),
    sections.slice(0, most.sections).map((each, index) => section(record(each), `/sections/${index}`, context)),
    sections.length > most.sections &&
      h('p', { class: 'note' }, `${sections.length - most.sections} more: Teams shows ${most.sections} sections.`),
    connectorActions(content.potentialAction, '/potentialAction', context),
  );
  const colour = /^#?([0-9a-f]{6}|[0-9a-f]{3})$/i.exec(text(content.themeColor))?.[1];
  if (colour) element.style.borderTopColor = `#${colour}`;
  return element;
}

function section(given, pointer, context) {
  const markdown = given.markdown !== false;
  const { activityImage, activityTitle, activitySubtitle, activityText } = given;
  const round = text(given.activityImageType) !== 'article';
  const hero = record(given.heroImage);
  const pictures = list(given.images).slice(0, most.pictures).map(record);
  return h(
    'section',
    { class: 'connector-section', 'aria-label': name(given.title, name(activityTitle, 'Section')) },
    name(given.title) && h('div', { class: 'card-title' }, said(given.title, markdown)),
    hero.image &&
      otherPicture({ url: hero.image, alt: hero.title, className: 'hero-picture' }, context),
    (activityImage || activityTitle || activitySubtitle || activityText) &&
      h(
        'div',
        { class: 'connector-activity' },
        activityImage &&
          otherPicture({ url: activityImage, alt: '', className: `list-picture${round ? ' round' : ''}` }, context),
        h(
          'div',
          null,
          activityTitle && h('div', { class: 'card-title' }, said(activityTitle, markdown)),
          activitySubtitle && h('div', { class: 'note' }, said(activitySubtitle, markdown)),
          said(activityText, markdown),
        ),
      ),
    said(given.text, markdown),
    facts(given.facts, markdown),
    pictures.length > 0 &&
      h(
        'div',
        { class: 'connector-pictures' },
        pictures.map(({ image, title }) =>
          otherPicture({ url: image, alt: title, className: 'list-picture' }, context)
        ),
      ),
    connectorActions(given.potentialAction, `${pointer}/potentialAction`, context),
  );
}

function facts(given, markdown) {
  const rows = list(given).slice(0, most.facts).map(record).flatMap((each) => [
    h('dt', null, name(each.name)),
    h('dd', null, said(each.value, markdown)),
  ]);
  return rows.length ? h('dl', { class: 'receipt-facts' }, rows) : null;
}

function said(words, markdown) {
  const given = text(words).slice(0, most.text);
  if (!given.trim()) return null;
  return h('div', { class: 'content card-text' }, render(markdown ? parseMarkdown(given) : parsePlain(given)));
}
