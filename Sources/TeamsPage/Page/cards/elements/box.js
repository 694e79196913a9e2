// What containers, columns, cells and cards share: their ground, their border, their layout.

import { list, text } from '../../base/shape.js';
import { cardPicture } from '../cardaddress.js';
import { choice, isNo, isYes, pixels } from '../cardshape.js';
import { areasOf, areaTracks, flexFor, layoutFor, space } from '../layout.js';
import { isRecord } from '../../base/shape.js';
import { settle } from '../visibility.js';

export const styles = ['default', 'emphasis', 'good', 'attention', 'warning', 'accent'];

/** Gives an element the ground and the border that its node asks for. */
export function dressBox(element, node, context) {
  if (choice(node.style, styles, '') || text(node.backgroundImage) || isRecord(node.backgroundImage)) {
    element.classList.add('ac-padded');
  }
  if (isYes(node.bleed)) {
    const { start, end } = context.place.edges;
    element.classList.add('ac-bleed');
    element.classList.toggle('ac-bleed-start', start);
    element.classList.toggle('ac-bleed-end', end);
  }
  if (isYes(node.showBorder)) element.classList.add('ac-bordered', 'ac-padded');
  if (isYes(node.roundedCorners)) element.classList.add('ac-rounded');
  if (isYes(node.rtl) || isNo(node.rtl)) element.dir = isYes(node.rtl) ? 'rtl' : 'ltr';
  alignItems(element, node);
  dressGround(element, node, context);
}

/** Where the items of a box stand in its height. */
export function alignItems(element, node) {
  const vertical = choice(node.verticalContentAlignment, ['top', 'center', 'bottom'], '');
  if (vertical) element.style.justifyContent = flexFor(vertical);
}

/** The style, the least height and the picture of a box, or of a card. */
export function dressGround(element, node, context) {
  const style = choice(node.style, styles, '');
  if (style) element.classList.add(`ac-style-${style}`);
  const minHeight = pixels(node.minHeight);
  if (minHeight !== null) element.style.minHeight = `${minHeight}px`;
  const maxHeight = pixels(node.maxHeight);
  if (maxHeight !== null) {
    element.style.maxHeight = `${maxHeight}px`;
    element.style.overflowY = 'auto';
    element.tabIndex = 0;
  }
  background(element, node.backgroundImage, context);
}

function background(element, image, { options }) {
  const url = isRecord(image) ? image.url : image;
  if (!text(url)) return;
  const found = cardPicture(url, options.images, location.origin);
  if (!found.href) return;
  element.classList.add('ac-pictured');
  element.style.backgroundImage = `url("${found.href.replaceAll(/["\\\n]/g, encodeURIComponent)}")`;
  const mode = choice(image.fillMode, ['cover', 'repeathorizontally', 'repeatvertically', 'repeat']);
  const repeats = {
    cover: 'no-repeat',
    repeathorizontally: 'repeat-x',
    repeatvertically: 'repeat-y',
    repeat: 'repeat',
  };
  element.style.backgroundRepeat = repeats[mode];
  element.style.backgroundSize = mode === 'cover' ? 'cover' : 'auto';
  const across = choice(image.horizontalAlignment, ['left', 'center', 'right']);
  const down = choice(image.verticalAlignment, ['top', 'center', 'bottom']);
  element.style.backgroundPosition = `${across} ${down}`;
}

/**
 * The context of what is in a box: what bleeds goes to the edges of the nearest box around it that has a padding, on
 * the sides where nothing stands between them.
 */
export function within(element, context) {
  return element.classList.contains('ac-padded') ? context.at({ edges: { start: true, end: true } }) : context;
}

/** Draws the items of a box into it, laid out as the box says for the card's width. */
export function contents(element, nodes, pointer, context, node) {
  within(element, context).items(nodes, pointer, element);
  if (list(node.layouts).length) {
    context.onWidth((width) => arrange(element, layoutFor(node.layouts, width), node, nodes));
  }
  return element;
}

function arrange(element, layout, node, nodes) {
  const kind = text(layout.type).toLowerCase();
  element.classList.toggle('ac-flow', kind === 'layout.flow');
  element.classList.toggle('ac-areas', kind === 'layout.areagrid');
  const { style } = element;
  style.columnGap = kind ? space(layout.columnSpacing) : '';
  style.rowGap = kind ? space(layout.rowSpacing) : '';
  style.gridTemplateColumns = kind === 'layout.areagrid' ? areaTracks(layout) : '';
  if (kind === 'layout.flow') {
    style.justifyContent = flexFor(layout.horizontalItemsAlignment, 'center');
    style.alignItems = flexFor(layout.verticalItemsAlignment, 'top');
  } else {
    style.alignItems = '';
    style.justifyContent = flexFor(node.verticalContentAlignment, 'top');
  }
  const exact = kind === 'layout.flow' ? pixels(layout.itemWidth) : null;
  const areas = kind === 'layout.areagrid' ? areasOf(layout) : [];
  const named = new Map(list(nodes).map((each, index) => [`/${index}`, text(each?.['grid.area'])]));
  for (const each of element.children) {
    if (!each.classList.contains('ac-item')) continue;
    const at = each.dataset.pointer?.match(/(\/\d+)(\/fallback)*$/)?.[1];
    const area = areas.find((one) => one.name && one.name === named.get(at));
    each.style.gridArea = area ? `${area.row} / ${area.column} / span ${area.rowSpan} / span ${area.columnSpan}` : '';
    each.style.width = exact === null ? '' : `${exact}px`;
    each.style.minWidth = kind === 'layout.flow' ? widthOf(layout.minItemWidth) : '';
    each.style.maxWidth = kind === 'layout.flow' ? widthOf(layout.maxItemWidth) : '';
    each.style.flexGrow = kind === 'layout.flow' && choice(layout.itemFit, ['fit', 'fill']) === 'fill' ? '1' : '';
  }
  settle(element);
}

const widthOf = (value) => pixels(value) === null ? '' : `${pixels(value)}px`;
