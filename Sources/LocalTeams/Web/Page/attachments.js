// Attachments: pictures are shown, files linked; of a card the words, its buttons' titles and its JSON.

import { safeAddress } from './address.js';
import { h } from './dom.js';
import { icon } from './icons.js';
import { parseMarkdown } from './markdown.js';
import { picture } from './picture.js';
import { attachmentKind } from './preview.js';
import { words } from './richtext.js';

export function attachmentList(message) {
  const shown = (message.attachments ?? []).filter((each) => each.contentType !== 'text/html').map(view);
  return shown.length ? h('div', { class: 'attachments' }, shown) : null;
}

function view(attachment) {
  const { contentType = '', contentUrl, content, name } = attachment;
  if (contentType.startsWith('image/')) return picture({ address: contentUrl, name });
  if (content && typeof content === 'object' && /\.card\.|adaptive/i.test(contentType)) return card(contentType, content);
  const address = content?.downloadUrl ?? contentUrl;
  const href = address && safeAddress(new URL(address, location.origin).href);
  return h('div', { class: 'file' }, icon('attach'), href
    ? h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, name || attachmentKind(attachment))
    : h('span', null, name || attachmentKind(attachment)), h('span', { class: 'note' }, contentType));
}

const titles = {
  'application/vnd.microsoft.card.adaptive': 'Adaptive Card', 'application/vnd.microsoft.card.hero': 'Hero card',
  'application/vnd.microsoft.card.thumbnail': 'Thumbnail card', 'application/vnd.microsoft.card.oauth': 'Sign-in card',
  'application/vnd.microsoft.card.signin': 'Sign-in card', 'application/vnd.microsoft.teams.card.o365connector': 'Connector card',
  'application/vnd.microsoft.teams.card.list': 'List card', 'application/vnd.microsoft.teams.card.file.consent': 'File consent card',
};

function card(contentType, content) {
  const kind = titles[contentType] ?? 'Card';
  const said = texts(content).slice(0, 6);
  if (!said.length && content.fallbackText) said.push(String(content.fallbackText));
  const buttons = titlesOfActions(content);
  return h('figure', { class: 'card', 'aria-label': [kind, ...said.slice(0, 1)].join(': ') },
    h('figcaption', null, kind),
    said.map((text, index) => h('p', { class: index ? null : 'card-title' }, text)),
    buttons.length > 0 && h('p', { class: 'note' }, `Buttons: ${buttons.join(', ')}`),
    h('details', null, h('summary', null, 'JSON of the card'), h('pre', { tabindex: 0, class: 'json' }, JSON.stringify(content, null, 2))));
}

/** The words of a card in reading order, at most a few levels down. */
function texts(node, depth = 0) {
  if (!node || typeof node !== 'object' || depth > 8) return [];
  if (Array.isArray(node)) return node.flatMap((each) => texts(each, depth + 1));
  if (node.isVisible === false) return [];
  const own = ['title', 'subtitle', 'text', 'summary'].map((name) => node[name])
    .concat(node.type === 'FactSet' ? (node.facts ?? []).map((fact) => `${fact.title} ${fact.value}`) : [], node.type?.startsWith?.('Input.') ? [node.label ?? node.placeholder] : [])
    .filter((text) => typeof text === 'string' && text.trim() && !node.type?.startsWith?.('Action.'))
    .map((text) => words(parseMarkdown(text)).trim());
  const inner = ['body', 'items', 'columns', 'sections', 'rows', 'cells'].flatMap((name) => texts(node[name], depth + 1));
  return [...own, ...inner];
}

function titlesOfActions(content) {
  return [content.actions, content.buttons, content.potentialAction].flat().map((each) => each?.title ?? each?.name).filter((each) => typeof each === 'string');
}
