// What an element of a card needs to draw itself: where it stands, how to draw what is in it, and the card around it.

import { h } from '../base/dom.js';
import { cut, isRecord, list, record, text } from '../base/shape.js';
import { actionBar } from './actionbar.js';
import { pictureOf } from './cardpicture.js';
import { isNo, isYes, language, step, typeOf, words } from './cardshape.js';
import { textNodes } from './cardtext.js';
import { isMet } from './features.js';
import { align, watchWidth } from './visibility.js';
import { space } from './layout.js';
import { selectable } from './pressing.js';
import { drawings, elements } from './registry.js';

const maxLevels = 48; // of elements in elements: each takes some frames of the stack and some boxes of the layout

/** Ends the drawing of an element whose ancestor has a fallback that is to be drawn instead. */
export class Fallback extends Error {}

export class Context {
  /** `shared` is of the whole card, `place` of this element: {pointer, level, scope, catches, style}. */
  constructor(shared, place) {
    this.shared = shared;
    this.place = place;
  }

  get pointer() {
    return this.place.pointer;
  }
  get scope() {
    return this.place.scope;
  }
  get options() {
    return this.shared.options;
  }
  get locale() {
    return this.shared.locale;
  }
  get timeZone() {
    return this.shared.timeZone;
  }

  /** The same with another place. */
  at(changes) {
    return new Context(this.shared, { ...this.place, ...changes });
  }

  uid(prefix) {
    return this.shared.uid(prefix);
  }

  /** An element for a node of the card's JSON, or null where the card says that nothing is to be there. */
  render(node, pointer, { in: parent = '', type: implied = '', among = elements } = {}) {
    const { shared, place } = this;
    const type = typeOf(node, implied);
    shared.left -= 1;
    if (!isRecord(node)) return this.marked(this.placeholder('Element', 'its JSON is no object'), pointer);
    if (place.level >= maxLevels) return this.marked(this.placeholder(type, 'it lies too deep in the card'), pointer);
    const hasFallback = isRecord(node.fallback) || text(node.fallback).toLowerCase() === 'drop';
    const drawer = among.get(type.toLowerCase());
    const inside = this.at({ pointer, level: place.level + 1, catches: place.catches || hasFallback, parent });
    if (drawer && isMet(node.requires)) {
      const before = shared.mark();
      try {
        const element = drawer(node, inside);
        return element && inside.dressed(element, node);
      } catch (error) {
        shared.rewind(before);
        if (!(error instanceof Fallback)) {
          return this.marked(
            this.placeholder(type, `it could not be drawn (${cut(String(error?.message), 120)})`),
            pointer,
          );
        }
        if (!hasFallback) throw error;
      }
    }
    if (hasFallback) {
      if (!isRecord(node.fallback)) return null;
      return this.at({ level: place.level + 1 }).render(node.fallback, `${pointer}/fallback`, {
        in: parent,
        type: implied,
        among,
      });
    }
    if (place.catches) throw new Fallback();
    const reason = !type
      ? 'it has no type'
      : drawer
      ? `it requires ${requirements(node)}`
      : 'no such element is known here';
    return this.marked(this.placeholder(type || 'Element', reason), pointer);
  }

  /** Draws a list of nodes into an element. What goes beyond the card's allowance waits behind a button. */
  items(nodes, pointer, parent, where = {}) {
    if (nodes !== undefined && nodes !== null && !Array.isArray(nodes)) {
      parent.append(this.marked(this.placeholder('Elements', 'their JSON is no list'), pointer));
    }
    this.portion(list(nodes), 0, pointer, parent, where);
    return parent;
  }

  /** Draws what the card's allowance has room for, from an index on. */
  portion(all, from, pointer, parent, where) {
    const { shared } = this;
    for (let index = from; index < all.length; index += 1) {
      if (shared.left <= 0) {
        parent.append(this.rest(all, index, pointer, parent, where));
        break;
      }
      const element = this.render(all[index], pointer + step(index), where);
      if (element) parent.append(element);
    }
    shared.settle(parent);
  }

  /** The button that draws what is left of a list, or more of it. */
  rest(all, index, pointer, parent, where) {
    const left = all.length - index;
    const draw = () => {
      more.remove();
      this.shared.left = Math.max(this.shared.left, 500);
      const first = parent.childElementCount;
      this.at({ catches: false }).portion(all, index, pointer, parent, where);
      const next = parent.children[first];
      if (!next) return;
      next.tabIndex = -1;
      next.focus();
    };
    const label = `Show ${left} more ${left === 1 ? 'element' : 'elements'}`;
    const more = h(
      'button',
      { type: 'button', class: 'ac-button ac-more-elements ac-item', on: { click: draw } },
      label,
    );
    return more;
  }

  /** The bar of a list of actions. */
  actions(nodes, pointer) {
    return actionBar(this, nodes, pointer);
  }

  /** Makes an element pressable; without an action that can be pressed it stays as it is. */
  select(element, action, pointer = `${this.pointer}/selectAction`, name = '') {
    return isRecord(action) ? selectable(this, element, action, pointer, name) : element;
  }

  /** The nodes of a text in the markdown of cards. */
  inlineText(markdown) {
    return textNodes(words(markdown), this.shared);
  }

  picture(what) {
    return pictureOf(what, this.options.images);
  }

  icon(name, look = {}) {
    return drawings.icon(name, look);
  }

  placeholder(type, reason) {
    const what = cut(words(type).replaceAll(/\s+/g, ' '), 80) || 'Element';
    const box = h('div', { class: 'ac-placeholder ac-item', role: 'note' }, `${what} is not shown here: ${reason}.`);
    box.style.setProperty('--ac-gap', space('default'));
    return box;
  }

  /** An input says that it is there. `control` has read(), reset(), focus(), element, and may have problem(). */
  input(id, node, control) {
    const entry = {
      ...control,
      id: words(id),
      node,
      scope: this.scope,
      pointer: this.pointer,
      initial: control.read(),
    };
    this.shared.inputs.push(entry);
    return entry;
  }

  marked(element, pointer) {
    element.dataset.pointer = pointer;
    return element;
  }

  /** What every element has: its place, its space, its line, whether it shows. */
  dressed(element, node) {
    const { shared } = this;
    this.marked(element, this.pointer);
    element.classList.add('ac-item');
    element.style.setProperty('--ac-gap', space(node.spacing));
    if (isYes(node.separator)) element.classList.add('ac-separated');
    if (text(node.height).toLowerCase() === 'stretch') element.classList.add('ac-stretch');
    if (typeof node.horizontalAlignment === 'string') {
      align(element, node.horizontalAlignment);
    }
    const lang = language(node.lang);
    if (lang) element.lang = lang;
    shared.shows(element, { visible: !isNo(node.isVisible), targetWidth: node.targetWidth });
    if (typeof node.id === 'string') shared.named.push({ id: node.id, element });
    return element;
  }

  /** Calls `draw(widthClass)` now and whenever the card is of another class of width. */
  onWidth(draw) {
    watchWidth(this.shared, draw);
  }

  /** What an object of the node has, or an empty one. */
  member(node, name) {
    return record(record(node)[name]);
  }
}

function requirements(node) {
  const asked = Object.entries(record(node.requires)).slice(0, 4).map(([name, version]) => `${name} ${words(version)}`);
  return cut(asked.join(', '), 120);
}
