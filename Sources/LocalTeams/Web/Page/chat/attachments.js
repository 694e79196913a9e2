// Attachments: pictures are shown, files linked; of a card the words, its buttons' titles and its JSON. A bot's file is
// asked for, and a sign-in card leads to where one signs in.

import { safeAddress } from '../base/address.js';
import { h } from '../base/dom.js';
import { guarded, unshown } from '../base/guard.js';
import { icon } from '../base/icons.js';
import { parseMarkdown } from '../base/markdown.js';
import { picture } from '../base/picture.js';
import { attachmentKind } from '../base/preview.js';
import { words } from '../base/richtext.js';
import { consentCard, consentType } from './consent.js';
import { isRecord, list, name, pretty, record, text } from '../base/shape.js';

/** `consent(accept)` answers a bot that asks whether it may bring a file; without it nobody can answer. */
export function attachmentList(message, { consent } = {}) {
  const shown = message.attachments.filter((each) => each.contentType !== 'text/html').map((each) =>
    guarded(() => view(each, consent), () => unshown('This attachment'))
  );
  return shown.length ? h('div', { class: 'attachments' }, shown) : null;
}

function view(attachment, consent) {
  const { contentType, contentUrl, content } = attachment;
  if (contentType.startsWith('image/')) return picture({ address: contentUrl, name: attachment.name });
  if (contentType.toLowerCase() === consentType) return consentCard(attachment, consent);
  const isCard = /\.card\.|adaptive/i.test(contentType) && !fileTypes.test(contentType);
  if (content && isCard) return card(contentType, content);
  const href = safeAddress(text(content?.downloadUrl) || contentUrl, location.origin);
  const title = attachment.name || attachmentKind(attachment);
  return h(
    'div',
    { class: 'file' },
    icon('attach'),
    href ? h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, title) : h('span', null, title),
    h('span', { class: 'note' }, contentType),
  );
}

// A file that a bot has brought, and one of a person.
const fileTypes = /\.file\.(info|download\.info)$/i;
const signIn = 'Sign-in card';
const titles = new Map([
  ['application/vnd.microsoft.card.adaptive', 'Adaptive Card'],
  ['application/vnd.microsoft.card.hero', 'Hero card'],
  ['application/vnd.microsoft.card.thumbnail', 'Thumbnail card'],
  ['application/vnd.microsoft.card.oauth', signIn],
  ['application/vnd.microsoft.card.signin', signIn],
  ['application/vnd.microsoft.teams.card.o365connector', 'Connector card'],
  ['application/vnd.microsoft.teams.card.list', 'List card'],
]);

function card(contentType, content) {
  const kind = titles.get(contentType) ?? 'Card';
  const said = texts(content, 6);
  if (!said.length) said.push(...[name(content.fallbackText)].filter(Boolean));
  const buttons = titlesOfActions(content);
  const links = kind === signIn ? signInLinks(content) : [];
  return h(
    'figure',
    { class: 'card', 'aria-label': [kind, ...said.slice(0, 1)].join(': ') },
    h('figcaption', null, kind),
    said.map((line, index) => h('p', { class: index ? null : 'card-title' }, line)),
    links.length > 0
      ? h('p', null, links)
      : buttons.length > 0 && h('p', { class: 'note' }, `Buttons: ${buttons.join(', ')}`),
    h(
      'details',
      null,
      h('summary', null, 'JSON of the card'),
      h('pre', { tabindex: 0, class: 'json' }, pretty(content)),
    ),
  );
}

/** The buttons of a sign-in card: each opens the page where one signs in. */
function signInLinks(content) {
  return list(content.buttons).slice(0, 6).flatMap((each) => {
    const href = safeAddress(text(record(each).value));
    if (!href?.startsWith('http')) return [];
    return [h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, name(record(each).title, 'Sign in'))];
  });
}

/** The first words of a card in reading order, at most a few levels down. */
function texts(root, most) {
  const found = [];
  const say = (value) => {
    const line = found.length < most && typeof value === 'string' && words(parseMarkdown(value.slice(0, 4_000))).trim();
    if (line) found.push(line);
  };
  const visit = (node, depth) => {
    if (found.length >= most || depth > 8) return;
    if (Array.isArray(node)) {
      for (const each of node) visit(each, depth + 1);
      return;
    }
    if (!isRecord(node) || node.isVisible === false) return;
    const type = text(node.type);
    if (!type.startsWith('Action.')) {
      for (const member of ['title', 'subtitle', 'text', 'summary']) {
        say(node[member]);
      }
    }
    if (type === 'FactSet') {
      for (const each of list(node.facts)) say(`${text(record(each).title)} ${text(record(each).value)}`);
    }
    if (type.startsWith('Input.')) say(node.label ?? node.placeholder);
    for (const member of ['body', 'items', 'columns', 'sections', 'rows', 'cells']) visit(node[member], depth + 1);
  };
  visit(root, 0);
  return found;
}

function titlesOfActions(content) {
  return [content.actions, content.buttons, content.potentialAction].flatMap((each) => list(each).slice(0, 20))
    .map((each) => name(record(each).title, name(record(each).name))).filter(Boolean);
}
