// A text field for messages: it grows with its text, offers people and bots after an `@` and commands after a `/`, and
// formats what is selected.

import { avatar } from '../base/avatar.js';
import { attribute, h } from '../base/dom.js';
import { commandAt, commandsFor } from './commands.js';
import { matching, mentionAt } from '../base/mentions.js';

let count = 0;

/**
 * `candidates()` gives {id, name, kind}; `submit` is called at Enter; `key` sees what nothing else took. `commands()`
 * gives what stands behind `/`, and `commanded(command)` is called with what was chosen of it.
 */
export function writingField({ label, candidates, submit, key, changed, commands = () => [], commanded }) {
  count += 1;
  const listID = `mentions-${count}`;
  const field = h('textarea', {
    'aria-label': label,
    rows: 1,
    autocomplete: 'off',
    'aria-autocomplete': 'list',
    'aria-haspopup': 'listbox',
    placeholder: label,
    spellcheck: 'true',
  });
  const list = h('ul', {
    role: 'listbox',
    id: listID,
    'aria-label': 'People and bots to mention',
    class: 'mentions',
    hidden: true,
  });
  const element = h('div', { class: 'writing' }, list, field);
  let options = [];
  let active = 0;

  const close = () => {
    list.hidden = true;
    options = [];
    attribute(field, 'aria-controls', null);
    attribute(field, 'aria-activedescendant', null);
  };
  const mark = (index) => {
    active = index;
    [...list.children].forEach((each, at) => each.setAttribute('aria-selected', String(at === index)));
    attribute(field, 'aria-activedescendant', `${listID}-${index}`);
    list.children[index]?.scrollIntoView({ block: 'nearest' });
  };
  const offer = () => {
    const found = offered();
    if (!found.length) {
      close();
      return;
    }
    options = found.slice(0, 50);
    list.setAttribute('aria-label', options[0].note === undefined ? 'People and bots to mention' : 'Commands');
    list.replaceChildren(
      ...options.map((each, index) =>
        h(
          'li',
          {
            role: 'option',
            id: `${listID}-${index}`,
            'aria-label': each.name,
            'aria-selected': 'false',
            'aria-description': each.note || null,
            on: {
              mousedown: (event) => event.preventDefault(),
              click: () => choose(each),
              mousemove: () => {
                if (active !== index) mark(index);
              },
            },
          },
          avatar(each.name, each.kind),
          h('span', null, each.name),
          each.note === undefined
            ? each.kind === 'bot' && h('span', { class: 'badge' }, 'Bot')
            : h('span', { class: 'note' }, each.note),
        )
      ),
    );
    list.hidden = false;
    attribute(field, 'aria-controls', listID);
    mark(0);
  };
  const offered = () => {
    const caret = field.selectionStart;
    if (caret !== field.selectionEnd) return [];
    const command = commandAt(field.value, caret);
    if (command) return commandsFor(commands(), command.word);
    const typed = mentionAt(field.value, caret);
    return typed ? matching(candidates(), typed.word) : [];
  };
  const choose = (option) => {
    const { name, note, text } = option;
    if (note !== undefined) {
      close();
      field.focus();
      insert(field, 0, field.selectionStart, text);
      close();
      commanded?.(option);
      return;
    }
    const typed = mentionAt(field.value, field.selectionStart);
    close();
    field.focus();
    if (typed) insert(field, typed.start, field.selectionStart, `@${name} `);
  };
  const grow = () => {
    field.style.height = 'auto';
    field.style.height = `${Math.min(field.scrollHeight + 2, 240)}px`;
  };

  field.addEventListener('input', () => {
    grow();
    offer();
    changed?.();
  });
  field.addEventListener('click', offer);
  field.addEventListener('blur', close);
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const take = () => event.preventDefault();
    if (!list.hidden) {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (step) {
        take();
        mark((active + step + options.length) % options.length);
        return;
      }
      if ((event.key === 'Enter' && !event.shiftKey) || event.key === 'Tab') {
        take();
        choose(options[active]);
        return;
      }
      if (event.key === 'Escape') {
        take();
        event.stopPropagation();
        close();
        return;
      }
    }
    const emphasis = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey &&
      { b: '**', i: '*' }[event.key.toLowerCase()];
    if (emphasis) {
      take();
      surround(field, emphasis);
      return;
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      take();
      submit();
      return;
    }
    key?.(event);
  });

  return {
    element,
    field,
    get text() {
      return field.value;
    },
    set text(value) {
      field.value = value;
      close();
      grow();
    },
    rename(name) {
      attribute(field, 'aria-label', name);
      attribute(field, 'placeholder', name);
    },
    bold: () => surround(field, '**'),
    italic: () => surround(field, '*'),
    list: () => bullets(field),
    grow,
    focusEnd() {
      field.focus();
      field.setSelectionRange(field.value.length, field.value.length);
    },
  };
}

/** Replaces a part of the text as if typed, so that the browser's own undo knows of it. */
function insert(field, start, end, text) {
  field.setSelectionRange(start, end);
  if (document.execCommand('insertText', false, text)) return;
  field.setRangeText(text, start, end, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

function surround(field, mark) {
  field.focus();
  const { selectionStart: start, selectionEnd: end, value } = field;
  const inside = value.slice(start, end);
  const marked = value.slice(start - mark.length, start) === mark && value.slice(end, end + mark.length) === mark;
  if (marked) {
    insert(field, start - mark.length, end + mark.length, inside);
    field.setSelectionRange(start - mark.length, end - mark.length);
  } else {
    insert(field, start, end, mark + inside + mark);
    field.setSelectionRange(start + mark.length, end + mark.length);
  }
}

function bullets(field) {
  field.focus();
  const { selectionStart, selectionEnd, value } = field;
  const start = value.lastIndexOf('\n', selectionStart - 1) + 1;
  const after = value.indexOf('\n', selectionEnd);
  const end = after < 0 ? value.length : after;
  const lines = value.slice(start, end).split('\n');
  const all = lines.every((line) => line.startsWith('- '));
  insert(field, start, end, lines.map((line) => (all ? line.slice(2) : `- ${line}`)).join('\n'));
}
