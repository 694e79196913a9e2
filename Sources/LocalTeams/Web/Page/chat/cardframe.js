// A card in a message: the card as Teams shows it, and below it what a developer asks of it.

import { renderCard } from '../cards/renderer.js';
import { otherCardName, renderOtherCard } from '../cards/others/othercard.js';
import { h } from '../base/dom.js';
import { guarded, unshown } from '../base/guard.js';
import { parseMarkdown } from '../base/markdown.js';
import { words } from '../base/richtext.js';
import { isRecord, name, record, text } from '../base/shape.js';
import { cardFoot } from './cardfoot.js';
import { canRefresh } from './cardrefresh.js';

const adaptive = 'application/vnd.microsoft.card.adaptive';

/** What a card of this content type is called; null if it is no card. */
export function cardName(contentType) {
  if (contentType.toLowerCase() === adaptive) return 'Adaptive Card';
  return otherCardName(contentType) ?? (/\.card\.|adaptive/i.test(contentType) ? 'Card' : null);
}

/** Whether a card takes the width of the conversation. */
export function isFullWidth(content) {
  return text(record(record(content).msteams).width).toLowerCase() === 'full';
}

const drawings = new WeakMap();

/** Draws a card anew, as where pictures may come from has changed. */
export function redrawCard(frame) {
  drawings.get(frame)?.();
}

/** `desk` is what the card's buttons reach; without it nothing can be pressed. */
export function cardFrame(attachment, desk) {
  const { contentType, content } = attachment;
  const kind = cardName(contentType);
  const slot = h('div', { class: 'card-slot' });
  const full = isFullWidth(content);
  const frame = h(
    'figure',
    {
      class: ['card', contentType.toLowerCase() === adaptive && 'adaptive', full && 'full'].filter(Boolean).join(' '),
      'aria-label': [kind, firstWords(content)].filter(Boolean).join(': '),
    },
    slot,
    cardFoot(attachment, desk, () => slot),
  );
  const draw = () => {
    slot.replaceChildren(guarded(() => drawn(attachment, desk), () => unshown('This card')));
    slot.classList.add('drawn');
    if (desk && canRefresh(content)) desk.whenSeen(slot, attachment);
  };
  drawings.set(frame, draw);
  if (desk) desk.later(slot, draw);
  else draw();
  return frame;
}

function drawn(attachment, desk) {
  const options = desk ? desk.options(attachment) : { disabled: true, images: 'local' };
  if (attachment.contentType.toLowerCase() === adaptive) return renderCard(attachment.content, options);
  return renderOtherCard(attachment, options) ??
    h('p', { class: 'note', role: 'note' }, `Teams does not show cards of the type ${name(attachment.contentType)}.`);
}

/** The first words of a card in reading order, at most a few levels down: they name it. */
function firstWords(root) {
  let left = 2_000; // places that are looked at
  const visit = (node, depth) => {
    left -= 1;
    if (left < 0 || depth > 8) return '';
    if (Array.isArray(node)) {
      for (const each of node) {
        const found = visit(each, depth + 1);
        if (found || left < 0) return found;
      }
      return '';
    }
    if (!isRecord(node) || node.isVisible === false || text(node.type).startsWith('Action.')) return '';
    for (const member of ['title', 'subtitle', 'text', 'summary', 'label', 'activityTitle']) {
      const said = name(words(parseMarkdown(text(node[member]).slice(0, 400))));
      if (said) return said;
    }
    for (const member of ['body', 'items', 'columns', 'sections', 'rows', 'cells', 'inlines', 'facts']) {
      const found = visit(node[member], depth + 1);
      if (found) return found;
    }
    return '';
  };
  return visit(root, 0) || name(root.fallbackText);
}
