// A text box for JSON with the numbers of its lines and marks on those that something is said of.

import { h } from '../../base/dom.js';

const most = 5000; // lines that are numbered

/** {element, area, status, text, set, show, mark}. `changed` is called after each change of the text. */
export function jsonEditor({ id, name, rows, hint, changed }) {
  const status = h('p', { class: 'studio-status', role: 'status', id: `${id}-status` });
  const area = h('textarea', {
    id,
    class: 'studio-text',
    rows,
    wrap: 'off',
    spellcheck: 'false',
    autocomplete: 'off',
    autocapitalize: 'off',
    'aria-describedby': `${id}-status`,
    placeholder: hint,
    on: { input: () => edited(), scroll: () => follow() },
  });
  const numbers = h('pre', { class: 'studio-numbers', 'aria-hidden': 'true' });
  const band = h('div', { class: 'studio-band', hidden: true });
  const marks = h('div', { class: 'studio-marks', 'aria-hidden': 'true' });
  const gutter = h('div', { class: 'studio-gutter' }, h('div', { class: 'studio-strip' }, marks, numbers));
  const element = h(
    'div',
    { class: 'studio-field' },
    h('label', { for: id }, name),
    h('div', { class: 'studio-editor' }, h('div', { class: 'studio-ground' }, band), gutter, area),
    status,
  );
  let lines = 0;

  const lineHeight = () => parseFloat(getComputedStyle(area).lineHeight) || 18;
  const follow = () => {
    gutter.firstChild.style.transform = `translateY(${-area.scrollTop}px)`;
    band.style.transform = `translateY(${-area.scrollTop}px)`;
  };
  const number = () => {
    const count = Math.min(most, area.value.split('\n').length);
    if (count === lines) return;
    lines = count;
    numbers.textContent = Array.from({ length: count }, (_, index) => index + 1).join('\n');
  };
  const edited = () => {
    band.hidden = true;
    number();
    changed();
  };
  const lineOf = (offset) => area.value.slice(0, offset).split('\n').length;

  return {
    element,
    area,
    get text() {
      return area.value;
    },
    /** Another text, as if it had been written. */
    set(text) {
      area.value = text;
      area.setSelectionRange(0, 0);
      area.scrollTop = 0;
      edited();
      follow();
    },
    /** Says what is wrong with the text; nothing for nothing. */
    say(error) {
      const said = error ? `Line ${error.line}, column ${error.column}: ${error.message}.` : '';
      if (status.textContent !== said) status.textContent = said;
      area.setAttribute('aria-invalid', String(!!error));
    },
    /** Marks lines: [{offset, severity, message}]. */
    mark(places) {
      const height = lineHeight();
      const byLine = new Map();
      const text = area.value;
      const ordered = places.slice(0, 500).sort((one, other) => one.offset - other.offset);
      let [at, line] = [0, 1]; // one walk through the text for all marks
      for (const { offset, severity, message } of ordered) {
        for (let next = text.indexOf('\n', at); next >= 0 && next < offset; next = text.indexOf('\n', at)) {
          at = next + 1;
          line += 1;
        }
        if (line <= most && byLine.get(line)?.severity !== 'error') byLine.set(line, { severity, message });
      }
      marks.replaceChildren(...[...byLine].map(([line, { severity, message }]) => {
        const mark = h('span', { class: `studio-mark ${severity}`, title: message });
        mark.style.top = `${(line - 1) * height}px`;
        return mark;
      }));
    },
    /** Selects a part of the text, brings it into view and shows its lines. The focus stays where it is. */
    show({ start, end }) {
      area.setSelectionRange(start, end);
      const height = lineHeight();
      const [first, last] = [lineOf(start), lineOf(end)];
      band.hidden = false;
      band.style.top = `${(first - 1) * height}px`;
      band.style.height = `${(last - first + 1) * height}px`;
      area.scrollTop = Math.max(0, (first - 3) * height);
      area.scrollLeft = 0;
      follow();
    },
  };
}
