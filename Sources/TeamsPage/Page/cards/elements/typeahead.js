// Choices that one types to find: those of the card, and those that a bot or the organisation has.

import { h } from '../../base/dom.js';
import { cut, isRecord, list, record, text } from '../../base/shape.js';
import { inputsOf, valuesOf } from '../actions.js';
import { isYes, words } from '../cardshape.js';
import { chosen } from '../inputs.js';
import { field } from './field.js';

const maxShown = 50;
const maxFound = 15; // of what is found elsewhere, as Teams shows
const pause = 200; // milliseconds after the last key

export function typeahead(node, context, choices, query) {
  const isMulti = isYes(node.isMultiSelect);
  const listID = context.uid('options');
  const input = h('input', {
    class: 'ac-input',
    type: 'text',
    role: 'combobox',
    'aria-expanded': 'false',
    'aria-controls': listID,
    'aria-autocomplete': 'list',
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: words(node.placeholder) || null,
  });
  const options = h('ul', { class: 'ac-options', role: 'listbox', id: listID, 'aria-label': 'Choices', hidden: true });
  const chips = h('span', { class: 'ac-chips' });
  const note = h('div', { class: 'ac-options-note', role: 'status' });
  const box = h(
    'div',
    { class: 'ac-typeahead' },
    isMulti ? chips : null,
    input,
    h('div', { class: 'ac-found' }, options, note),
  );
  let picked = []; // {title, value}
  let shown = [];
  let active = -1;
  let round = 0;
  let timer = 0;
  let isOwn = false; // an event that this code tells the card of

  const known = new Map(choices.map((each) => [each.value, each]));
  const start = () =>
    chosen(node).map((value) => known.get(value) ?? personOf(value, context) ?? { title: value, value });

  function close() {
    options.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
    note.textContent = '';
  }
  function draw(found) {
    shown = found;
    active = -1;
    options.replaceChildren(...found.map((each, index) =>
      h('li', {
        role: 'option',
        id: `${listID}-${index}`,
        'aria-selected': String(picked.some((one) => one.value === each.value)),
        on: {
          pointerdown: (event) => event.preventDefault(),
          click: () => pick(each),
        },
      }, each.title)
    ));
    options.hidden = found.length === 0;
    input.setAttribute('aria-expanded', String(found.length > 0));
    input.removeAttribute('aria-activedescendant');
  }
  async function look() {
    round += 1;
    const mine = round;
    const wanted = isMulti || picked[0]?.title !== input.value ? input.value.trim() : '';
    const here = matching(query ? [...choices, ...peopleFor(query, context)] : choices, wanted, maxShown);
    draw(here);
    note.textContent = here.length || query ? '' : 'Nothing matches.';
    if (!query || !context.options.search) return;
    note.textContent = 'Searching…';
    try {
      const others = inputsOf(query, context.scope, context.shared.inputs.filter((each) => each.id !== words(node.id)));
      const found = await context.options.search({ input: node, query: wanted, inputs: valuesOf(others) });
      if (mine !== round || box.ownerDocument.activeElement !== input) return;
      const more = list(found).filter(isRecord).map((each) => ({ title: words(each.title), value: words(each.value) }));
      const all = [...matching(choices, wanted, maxShown), ...more.slice(0, maxFound)];
      draw(all);
      note.textContent = all.length ? '' : 'Nothing was found.';
    } catch (error) {
      if (mine === round) note.textContent = `The search failed: ${cut(String(error?.message ?? error), 200)}`;
    }
  }
  function pick(each) {
    if (isMulti) {
      const isNew = !picked.some((one) => one.value === each.value);
      picked = isNew ? [...picked, each] : picked.filter((one) => one.value !== each.value);
      input.value = '';
    } else {
      picked = [each];
      input.value = each.title;
    }
    round += 1;
    close();
    drawChips();
    changed();
  }
  function changed() {
    isOwn = true;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    input.dispatchEvent(new Event('change', { bubbles: true }));
    isOwn = false;
  }
  function drawChips() {
    chips.replaceChildren(...picked.map((each) =>
      h('button', {
        type: 'button',
        class: 'ac-chip',
        'aria-label': `Remove ${each.title}`,
        on: {
          click: () => {
            picked = picked.filter((one) => one !== each);
            drawChips();
            input.focus();
            changed();
          },
        },
      }, `${each.title} ✕`)
    ));
  }
  function move(by) {
    if (options.hidden || !shown.length) return look();
    options.children[active]?.classList.remove('ac-active');
    active = (active + by + shown.length + (active < 0 && by < 0 ? 1 : 0)) % shown.length;
    const at = options.children[active];
    at.classList.add('ac-active');
    at.scrollIntoView({ block: 'nearest' });
    input.setAttribute('aria-activedescendant', at.id);
  }
  /** What is typed out in full is as good as chosen. */
  function settleText() {
    if (isMulti || picked[0]?.title === input.value) return;
    const typed = input.value.trim().toLowerCase();
    const exact = [...shown, ...choices].find((each) => typed && each.title.toLowerCase() === typed);
    picked = exact ? [exact] : [];
  }

  input.addEventListener('input', () => {
    if (isOwn) return;
    settleText();
    clearTimeout(timer);
    timer = setTimeout(look, query ? pause : 0);
  });
  input.addEventListener('click', () => options.hidden && look());
  input.addEventListener('blur', () => {
    settleText();
    clearTimeout(timer);
    round += 1;
    close();
  });
  input.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') move(event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'Enter' && active >= 0) pick(shown[active]);
    else if (event.key === 'Escape' && !options.hidden) close();
    else if (event.key === 'Backspace' && isMulti && !input.value && picked.length) {
      picked = picked.slice(0, -1);
      drawChips();
      changed();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  const reset = () => {
    picked = start();
    input.value = isMulti ? '' : picked[0]?.title ?? '';
    drawChips();
  };
  reset();
  return field(node, context, {
    target: input,
    element: box,
    read: () => {
      settleText();
      return picked.map((each) => each.value).join(',');
    },
    reset,
    focus: () => input.focus(),
    problem: () =>
      !isMulti && input.value.trim() && !picked.length ? words(node.errorMessage) || 'Choose one of the list.' : null,
  });
}

function matching(choices, wanted, most) {
  const lower = wanted.toLowerCase();
  const found = [];
  for (const each of choices) {
    if (found.length === most) break;
    if (each.title.toLowerCase().includes(lower)) found.push(each);
  }
  return found;
}

/** The people that the reader's page knows, for a query that asks for people and has no search of its own. */
function peopleFor(query, { options }) {
  if (!/^graph\.microsoft\.com\/users/i.test(text(query.dataset)) || options.search) return [];
  return list(options.people).slice(0, 2_000).map(record).filter((each) => text(each.id))
    .map((each) => ({ title: text(each.name) || each.id, value: each.id }));
}

function personOf(id, { options }) {
  const found = list(options.people).map(record).find((each) => each.id === id);
  return found ? { title: text(found.name) || id, value: id } : null;
}
