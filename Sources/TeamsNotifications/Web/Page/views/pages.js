// Lists that come page by page: what is shown, and a button for more.

import { button, h } from '../base/dom.js';
import { count } from '../base/format.js';

/**
 * A list of which `load({limit, after})` gives the pages, and `draw(items)` makes nodes for `parent`. `restart()`
 * begins anew.
 */
export function pages(load, parent, draw, { limit = 100, empty = 'There are none.' } = {}) {
  const status = h('p', { class: 'note', role: 'status' });
  const problem = h('p', { class: 'problem', role: 'alert' });
  const more = button('Show more', () => fetchPage());
  more.hidden = true;
  let next;
  let shown = 0;
  let round = 0;

  async function fetchPage() {
    const mine = round;
    more.disabled = true;
    problem.textContent = '';
    try {
      const page = await load({ limit, after: next });
      if (mine !== round) return;
      if (!shown) parent.replaceChildren();
      parent.append(...draw(page.items));
      shown += page.items.length;
      next = page.next;
      more.textContent = 'Show more';
      more.hidden = !next;
      status.textContent = shown || next ? `${count(shown)} shown${next ? ', there are more' : ''}` : empty;
    } catch (error) {
      if (mine !== round) return;
      problem.textContent = error.message;
      more.textContent = 'Try again';
      more.hidden = false;
    } finally {
      more.disabled = false;
    }
  }

  return {
    nodes: [problem, h('div', { class: 'buttons' }, status, more)],
    restart: () => {
      round += 1;
      next = undefined;
      shown = 0;
      parent.replaceChildren();
      return fetchPage();
    },
  };
}
