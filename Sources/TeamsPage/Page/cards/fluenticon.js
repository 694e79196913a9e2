// An icon of a card by its name: a drawing of ours, or the letters of the name in a box where there is none.

import { h } from '../base/dom.js';
import { choice } from './cardshape.js';
import { drawingFor, lettersFor } from './fluentpaths.js';

const sizes = { standard: 24, xxsmall: 12, xsmall: 16, small: 20, medium: 28, default: 20, large: 32, xlarge: 40 };
sizes.xxlarge = 48;
sizes.extralarge = 40;
const colours = ['default', 'dark', 'light', 'accent', 'good', 'warning', 'attention'];

/** The class that paints something in a colour of texts. */
export const inkOf = (colour) => `ac-ink-${choice(colour, colours)}`;

/**
 * The picture of an icon. `size` is a name or pixels; `style` regular or filled; with a `label` it is a picture of that
 * name, without one it says nothing to those who do not see it.
 */
export function fluentIcon(name, { size, style, color, label } = {}) {
  const side = typeof size === 'number' ? size : sizes[choice(size, Object.keys(sizes))];
  const isFilled = choice(style, ['regular', 'filled']) === 'filled';
  const named = label ? { role: 'img', 'aria-label': label } : { 'aria-hidden': 'true' };
  const holder = h('span', { class: `ac-icon ${inkOf(color)}${isFilled ? ' ac-is-filled' : ''}`, ...named });
  holder.style.setProperty('--side', `${side}px`);
  const d = drawingFor(name);
  holder.append(d ? drawn(d) : h('span', { class: 'ac-icon-letters', 'aria-hidden': 'true' }, lettersFor(name)));
  return holder;
}

/** An icon as `iconUrl` of an action names it: `icon:Calendar,filled`. Null for any other address. */
export function iconOfAddress(address) {
  const found = typeof address === 'string' && /^icon:([A-Za-z0-9_]{1,60})(?:,(regular|filled))?$/i.exec(address);
  return found ? fluentIcon(found[1], { size: 'xsmall', style: found[2] }) : null;
}

function drawn(d) {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', '0 0 20 20');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(namespace, 'path');
  path.setAttribute('d', d);
  svg.append(path);
  return svg;
}
