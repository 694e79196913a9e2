// Pages of which one is shown. They turn when someone presses a button, never by themselves: what moves cannot be read.

import { button, h } from '../../base/dom.js';
import { isRecord, list } from '../../base/shape.js';
import { choice, count, isNo, pixels } from '../cardshape.js';
import { fluentIcon } from '../fluenticon.js';

const most = 50; // pages

export function carousel(node, context) {
  const pages = [];
  for (const [index, each] of list(node.pages).slice(0, most).entries()) {
    if (!isRecord(each)) continue;
    // A page is a container without a place between others.
    const inside = { ...each, type: 'Container', separator: false, spacing: 'none' };
    const drawn = context.render(inside, `${context.pointer}/pages/${index}`, { in: 'Carousel' });
    if (drawn) {
      pages.push(h('div', { class: 'ac-carousel-page', role: 'group', 'aria-roledescription': 'page' }, drawn));
    }
  }
  if (!pages.length) return null;
  const loops = !isNo(node.loop);
  const last = pages.length - 1;
  let at = Math.min(count(node.initialPage, 0, most) ?? 0, last);
  const stage = h('div', { class: 'ac-carousel-stage', 'aria-live': 'polite' }, pages);
  const height = pixels(node.heightInPixels) ?? pixels(node.minHeight);
  if (height) stage.style.minHeight = `${height}px`;
  const turn = (to) => {
    at = loops ? (to + pages.length) % pages.length : Math.max(0, Math.min(last, to));
    update();
  };
  const previous = arrow('Previous page', 'ChevronLeft', () => turn(at - 1));
  const next = arrow('Next page', 'ChevronRight', () => turn(at + 1));
  const dots = pages.map((_, index) =>
    h('button', {
      type: 'button',
      class: 'ac-carousel-dot',
      'aria-label': `Page ${index + 1}`,
      on: { click: () => turn(index) },
    })
  );
  const update = () => {
    for (const [index, page] of pages.entries()) {
      page.hidden = index !== at;
      page.setAttribute('aria-label', `Page ${index + 1} of ${pages.length}`);
      if (index === at) dots[index].setAttribute('aria-current', 'true');
      else dots[index].removeAttribute('aria-current');
    }
    // The focus stays on a button that has nothing more to do: it says so, and is not taken away.
    previous.setAttribute('aria-disabled', String(!loops && at === 0));
    next.setAttribute('aria-disabled', String(!loops && at === last));
  };
  const moves = choice(node.pageAnimation, ['slide', 'crossfade', 'none']);
  const bar = h('div', { class: 'ac-carousel-bar' }, previous, h('div', { class: 'ac-carousel-dots' }, dots), next);
  update();
  const element = h(
    'div',
    {
      class: `ac-carousel ac-is-${moves}`,
      role: 'group',
      'aria-roledescription': 'carousel',
      'aria-label': 'Carousel',
    },
    stage,
    pages.length > 1 ? bar : null,
  );
  element.addEventListener('ac-reveal', ({ target }) => {
    const holder = pages.findIndex((each) => each.contains(target));
    if (holder >= 0) turn(holder);
  });
  return element;
}

function arrow(name, picture, press) {
  return button(name, press, { icon: fluentIcon(picture, { size: 'xsmall' }), class: 'ac-carousel-arrow' });
}
