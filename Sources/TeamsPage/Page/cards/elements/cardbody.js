// A card's own content: its body, its actions, its ground. Cards that an action shows are drawn by it too.

import { h } from '../../base/dom.js';
import { list } from '../../base/shape.js';
import { isNo, isYes, language } from '../cardshape.js';
import { alignItems, contents, dressGround } from './box.js';

export function drawCard(root, card, context, pointer) {
  if (isYes(card.rtl) || isNo(card.rtl)) root.dir = isYes(card.rtl) ? 'rtl' : 'ltr';
  const lang = language(card.lang);
  if (lang) root.lang = lang;
  dressGround(root, card, context);
  const body = h('div', { class: 'ac-body ac-box' });
  alignItems(body, card);
  contents(body, card.body, `${pointer}/body`, context, card);
  root.append(body);
  if (list(card.actions).length) root.append(context.actions(card.actions, `${pointer}/actions`));
  if (!pointer) context.select(root, card.selectAction, '/selectAction', 'The whole card');
}
