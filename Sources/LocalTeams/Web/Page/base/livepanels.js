// Panels that show what holds now: after each form that succeeded they are made anew, and what the person chose, the
// line that says what came of it, and the focus stay.

import { h } from './dom.js';

/** A box with what `build()` gives, made again after each `done` of a form in it. */
export function livePanels(build) {
  const box = h('div', { class: 'sections' });
  const draw = () => box.replaceChildren(...build().flat().filter(Boolean));
  box.addEventListener('done', (event) => {
    if (!box.isConnected) return;
    const before = new Map([...box.querySelectorAll('form')].map((each) => [nameOf(each), choicesOf(each)]));
    const name = nameOf(event.target);
    const line = event.target.querySelector('.status').textContent;
    draw();
    for (const each of box.querySelectorAll('form')) restore(each, before.get(nameOf(each)));
    const form = [...box.querySelectorAll('form')].find((each) => nameOf(each) === name);
    if (!form) { // there is nothing more to do with it
      box.prepend(h('p', { class: 'status', role: 'status' }, line));
      box.querySelector('button, select, input')?.focus();
      return;
    }
    form.querySelector('.status').textContent = line;
    const buttons = [...form.querySelectorAll('button')];
    (buttons.find((each) => each.textContent === event.detail) ?? buttons[0])?.focus();
  });
  draw();
  return box;
}

const nameOf = (form) => form.getAttribute('aria-label');

function choicesOf(form) {
  return [...form.querySelectorAll('select')].map((each) => [each.name, each.value]);
}

/** What was chosen is chosen again, if it is still there; who listens to the choice hears of it. */
function restore(form, choices) {
  for (const [name, value] of choices ?? []) {
    const field = form.elements.namedItem(name);
    if (!field || ![...field.options].some((each) => each.value === value)) continue;
    field.value = value;
    field.dispatchEvent(new Event('change'));
  }
}
