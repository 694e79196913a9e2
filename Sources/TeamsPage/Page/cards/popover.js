// Action.Popover: elements beside the button that opens them.

import { h } from '../base/dom.js';
import { name as lineOf } from '../base/shape.js';

export function openPopover(action, { context, pointer, button }) {
  const open = button.popoverPanel;
  if (open) return open.close();
  const panel = h('div', { class: 'ac-popover', role: 'group', 'aria-label': lineOf(action.title, 'More') });
  const element = context.at({ level: context.place.level + 1, catches: false }).render(
    action.content,
    `${pointer}/content`,
  );
  if (element) panel.append(element);
  context.shared.settle(panel);
  const close = () => {
    panel.remove();
    button.popoverPanel = null;
    button.setAttribute('aria-expanded', 'false');
  };
  panel.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape') return;
    event.stopPropagation();
    close();
    button.focus();
  });
  panel.close = close;
  button.popoverPanel = panel;
  button.setAttribute('aria-expanded', 'true');
  (button.closest('.ac-bar') ?? context.shared.root).append(panel);
}
