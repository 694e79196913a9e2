// The menu of the actions that have no room in their bar.

import { h } from '../base/dom.js';

/** A button that opens a menu of `items`, which are buttons. Escape closes it and goes back to the button. */
export function overflow(items, context, name, shown = name) {
  const id = context.uid('menu');
  const opener = h('button', {
    type: 'button',
    class: 'ac-button ac-more',
    'aria-expanded': 'false',
    'aria-controls': id,
    'aria-label': shown === name ? null : name,
  }, shown);
  const menu = h('div', { class: 'ac-menu', role: 'group', 'aria-label': name, id, hidden: true }, items);
  const box = h('span', { class: 'ac-overflow' }, opener, menu);
  const set = (isOpen) => {
    menu.hidden = !isOpen;
    opener.setAttribute('aria-expanded', String(isOpen));
  };
  if (context.options.disabled) opener.disabled = true;
  opener.addEventListener('click', () => {
    set(menu.hidden);
    if (!menu.hidden) items.find((each) => !each.disabled)?.focus();
  });
  box.addEventListener('keydown', (event) => {
    if (menu.hidden) return;
    const usable = items.filter((each) => !each.disabled && !each.hidden);
    const at = usable.indexOf(event.target);
    if (event.key === 'Escape') {
      set(false);
      opener.focus();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      usable.at((at + (event.key === 'ArrowDown' ? 1 : at < 0 ? 0 : -1)) % usable.length)?.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  box.addEventListener('focusout', ({ relatedTarget }) => {
    if (relatedTarget && !box.contains(relatedTarget)) set(false);
  });
  menu.addEventListener('click', (event) => {
    if (!event.target.closest('button')) return;
    set(false);
    opener.focus();
  });
  return box;
}
