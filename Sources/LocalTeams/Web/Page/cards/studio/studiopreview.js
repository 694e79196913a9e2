// The card as it is drawn, and what a press of it would send.

import { button, h } from '../../base/dom.js';
import { isRightToLeft } from '../../base/format.js';
import { pretty } from '../../base/shape.js';
import { showPlace } from '../places.js';
import { renderCard } from '../renderer.js';

export function studioPreview() {
  const stage = h('div', { class: 'studio-stage', tabindex: '0', role: 'region', 'aria-label': 'Preview' });
  const state = h('p', { class: 'note', role: 'status' });
  const sent = h('pre', { class: 'studio-sent', tabindex: '0', role: 'region', 'aria-label': 'What the press sends' });
  const press = h(
    'section',
    { class: 'studio-field', hidden: true, 'aria-labelledby': 'studio-sent-title' },
    h('h2', { id: 'studio-sent-title' }, 'A press sends'),
    sent,
    button('Close', () => {
      press.hidden = true;
    }, { class: 'quiet' }),
  );
  const element = h(
    'section',
    { class: 'studio-preview', 'aria-labelledby': 'studio-card-title' },
    h('h2', { id: 'studio-card-title' }, 'Card'),
    state,
    stage,
    press,
  );
  let root = null;

  return {
    element,
    say(text) {
      if (state.textContent !== text) state.textContent = text;
      stage.classList.toggle('old', text !== '');
    },
    draw(card, { theme, width, locale, images, issues }) {
      const at = root && { scroll: stage.scrollTop };
      root = renderCard(card, {
        theme: theme || undefined,
        width: width || undefined,
        locale: locale || undefined,
        images: images ? 'all' : 'local',
        issues,
        press: async ({ action, inputs }) => {
          sent.textContent = pretty({ type: action.type, verb: action.verb, data: action.data, inputs });
          press.hidden = false;
          return {};
        },
        search: async ({ query }) => [{ title: `Found for “${query}”`, value: query }],
      });
      root.dir = isRightToLeft(locale) ? 'rtl' : 'ltr';
      stage.dataset.theme = theme;
      stage.replaceChildren(root);
      if (at) stage.scrollTop = at.scroll;
    },
    show(pointer) {
      if (root) showPlace(root, pointer);
    },
  };
}
