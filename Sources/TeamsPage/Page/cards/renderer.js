// Draws Adaptive Cards as Teams does. See registry.js for the elements, actionbar.js for the actions.

import { h } from '../base/dom.js';
import { cut, isRecord, list, record, text } from '../base/shape.js';
import { words } from './cardshape.js';
import { Context } from './context.js';
import { isVersionKnown } from './features.js';
import { drawCard } from './elements/cardbody.js';
import { settle, visibility } from './visibility.js';

const maxElements = 1_500; // drawn at first; the rest waits behind a button
let made = 0;

/** The element for a card. Draws something for any JSON value, and never throws. */
export function renderCard(card, options = {}) {
  const root = h('div', { class: 'ac-card', role: 'group', 'aria-label': 'Card', 'data-pointer': '' });
  const theme = options?.theme;
  if (theme === 'light' || theme === 'dark') root.dataset.theme = theme;
  const shared = sharedOf(card, isRecord(options) ? options : {}, root);
  const context = new Context(shared, {
    pointer: '',
    level: 0,
    scope: { parent: null },
    catches: false,
    parent: '',
    edges: { start: true, end: true },
  });
  try {
    fill(root, card, context);
  } catch (error) {
    root.replaceChildren(context.placeholder('Card', `it could not be drawn (${cut(String(error?.message), 120)})`));
  }
  shared.inputsChanged();
  root.addEventListener('input', () => shared.inputsChanged());
  if (shared.options.width > 0) root.style.width = `${Math.min(shared.options.width, 4_000)}px`;
  return root;
}

function fill(root, card, context) {
  if (!isRecord(card)) {
    root.append(context.placeholder('Card', 'its JSON is no object'));
  } else if (!isVersionKnown(card.version)) {
    const otherwise = words(card.fallbackText);
    root.append(
      otherwise
        ? h('div', { class: 'ac-fallback-text ac-item ac-first' }, otherwise)
        : context.placeholder('Card', `it is of version ${cut(words(card.version), 40)}, and 1.6 is known here`),
    );
  } else {
    drawCard(root, card, context, '');
    const first = root.querySelector(':scope > .ac-body [role="heading"], :scope > .ac-body .ac-text');
    const name = first?.textContent.trim();
    if (name) root.setAttribute('aria-label', cut(`Card: ${name.replaceAll(/\s+/g, ' ')}`, 120));
  }
}

/** What all elements of one card share. */
function sharedOf(card, options, root) {
  const shared = {
    root,
    card,
    options,
    locale: text(options.locale) || undefined,
    timeZone: text(options.timeZone) || undefined,
    mentions: mentionsOf(card, options),
    left: maxElements,
    inputs: [], // {id, node, scope, pointer, read, reset, focus, element}
    named: [], // {id, element}
    buttons: [], // those of actions: {button, node, scope}
    widths: [],
    busy: false,
    settle,
    /** Lets those be pressed whose inputs are there. */
    inputsChanged() {
      if (shared.busy) return;
      for (const { button, isOff, isConditional } of shared.buttons) {
        if (!isConditional) continue;
        if (isOff()) button.setAttribute('aria-disabled', 'true');
        else button.removeAttribute('aria-disabled');
      }
    },
    uid(prefix) {
      made += 1;
      return `ac-${prefix}-${made}`;
    },
    mark: () => ({ inputs: shared.inputs.length, named: shared.named.length, buttons: shared.buttons.length }),
    /** Forgets what an element registered that is not drawn after all. */
    rewind(lengths) {
      for (const [list, length] of Object.entries(lengths)) shared[list].length = length;
    },
  };
  return Object.assign(shared, visibility(shared));
}

/** The names of the people that the card mentions, by what stands between the tags. */
function mentionsOf(card, { people }) {
  const mentions = new Map();
  for (const each of list(people).slice(0, 5_000)) {
    if (text(record(each).name)) mentions.set(each.name, each.name);
  }
  for (const each of list(record(record(card).msteams).entities).slice(0, 500)) {
    const entity = record(each);
    const name = /^<at>([^<>]{1,256})<\/at>$/.exec(text(entity.text))?.[1];
    if (name && text(entity.type).toLowerCase() === 'mention') {
      mentions.set(name, text(record(entity.mentioned).name) || name);
    }
  }
  return mentions;
}
