// Sections that open and close, and tabs: elements of the mobile cards. Each is drawn with its names and all it holds.

import { h } from '../../base/dom.js';
import { isRecord, list } from '../../base/shape.js';
import { isYes, words } from '../cardshape.js';

const most = 30;
const held = { content: 'content', items: 'items', body: 'body' };

/** [{name, element, isOpen}] of what an element has under one of these members, with what each holds. */
function sectionsOf(node, members, context) {
  const member = members.find((each) => Array.isArray(node[each])) ?? members[0];
  const found = [];
  for (const [index, each] of list(node[member]).slice(0, most).entries()) {
    if (!isRecord(each)) continue;
    const pointer = `${context.pointer}/${member}/${index}`;
    const element = h('div', { class: 'ac-section', data: { pointer } });
    for (const inside of Object.keys(held)) {
      if (Array.isArray(each[inside])) context.items(each[inside], `${pointer}/${inside}`, element);
      else if (isRecord(each[inside])) {
        const drawn = context.render(each[inside], `${pointer}/${inside}`, { in: 'Container' });
        if (drawn) element.append(drawn);
      }
    }
    const name = words(each.title) || words(each.header) || words(each.label) || `Section ${index + 1}`;
    found.push({ name, element, isOpen: isYes(each.isExpanded) || isYes(each.expanded), id: words(each.id) });
  }
  return found;
}

export function accordion(node, context) {
  const sections = sectionsOf(node, ['panels', 'pages', 'items'], context);
  if (!sections.length) return context.placeholder('Accordion', 'it has no sections');
  return h(
    'div',
    { class: 'ac-accordion' },
    sections.map(({ name, element, isOpen }) => section(name, element, isOpen)),
  );
}

function section(name, element, isOpen) {
  const part = h('details', { class: 'ac-accordion-part', open: isOpen }, h('summary', null, name), element);
  part.addEventListener('ac-reveal', () => {
    part.open = true;
  });
  return part;
}

export function tabSet(node, context) {
  const sections = sectionsOf(node, ['tabs', 'pages', 'items'], context);
  if (!sections.length) return context.placeholder('TabSet', 'it has no tabs');
  let at = Math.max(0, sections.findIndex(({ id }) => id !== '' && id === words(node.selectedTabId)));
  const tabs = sections.map(({ name, element }, index) => {
    element.id = context.uid('tab-panel');
    element.setAttribute('role', 'tabpanel');
    element.tabIndex = 0;
    const tab = h('button', {
      type: 'button',
      class: 'ac-tab',
      role: 'tab',
      id: context.uid('tab'),
      'aria-controls': element.id,
      on: { click: () => show(index) },
    }, name);
    element.setAttribute('aria-labelledby', tab.id);
    return tab;
  });
  const show = (to) => {
    at = to;
    for (const [index, tab] of tabs.entries()) {
      tab.setAttribute('aria-selected', String(index === at));
      tab.tabIndex = index === at ? 0 : -1;
      sections[index].element.hidden = index !== at;
    }
  };
  const keys = { ArrowRight: 1, ArrowLeft: -1 };
  const move = (event) => {
    const isRight = getComputedStyle(bar).direction === 'rtl' ? -1 : 1;
    const to = event.key === 'Home'
      ? 0
      : event.key === 'End'
      ? tabs.length - 1
      : keys[event.key]
      ? (at + keys[event.key] * isRight + tabs.length) % tabs.length
      : null;
    if (to === null) return;
    event.preventDefault();
    show(to);
    tabs[to].focus();
  };
  const bar = h('div', { class: 'ac-tabs', role: 'tablist', 'aria-label': 'Tabs', on: { keydown: move } }, tabs);
  show(at);
  const element = h('div', { class: 'ac-tabset' }, bar, sections.map((each) => each.element));
  element.addEventListener('ac-reveal', ({ target }) => {
    const holder = sections.findIndex((each) => each.element.contains(target));
    if (holder >= 0) show(holder);
  });
  return element;
}
