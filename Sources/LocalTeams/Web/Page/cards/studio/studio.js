// The design tool: a card's JSON and data at the left with what the validator says, the card at the right, and choices
// for how it is looked at. Everything follows while one types.

import { button, h } from '../../base/dom.js';
import { cardAt, latestCards, somebody } from './cardmessages.js';
import { issueList } from './issuelist.js';
import { jsonEditor } from './jsoneditor.js';
import { nearestPlace, readJSON } from './jsonplaces.js';
import { keepPicturesHere, keptTexts, loadAnew } from './picturepolicy.js';
import { samples } from './samplecards.js';
import { addressFor, choicesOf, locales, themes, widths } from './studioaddress.js';
import { check, expand, swiftFor } from './studiocalls.js';
import { studioPreview } from './studiopreview.js';
import { inside, unwrapped } from './wrapping.js';

const pause = 250; // milliseconds without a key before the card follows
const state = choicesOf(location.search);
let turn = 0; // of the last change: an answer to an earlier one is dropped
let timer = null;
let shown = null; // {card, prefix, issues, places} of what stands at the right
let recent = [];

// MARK: Parts

const source = jsonEditor({
  id: 'studio-json',
  name: 'Card JSON',
  rows: 10,
  hint: '{ "type": "AdaptiveCard" }',
  changed,
});
const data = jsonEditor({
  id: 'studio-data',
  name: 'Data',
  rows: 6,
  hint: 'Values for a template; may be empty',
  changed,
});
const issues = issueList(showIssue);
const preview = studioPreview();
const notice = h('p', { class: 'studio-notice', role: 'status' });
const swift = h('textarea', { id: 'studio-swift', class: 'studio-text', rows: 12, readonly: true, wrap: 'off' });
const swiftField = h(
  'div',
  { class: 'studio-field', hidden: true },
  h('label', { for: 'studio-swift' }, 'Swift'),
  swift,
);

function choice(id, name, options, value, pick) {
  const select = h(
    'select',
    { id, on: { change: () => pick(select.value) } },
    options.map(([key, title]) => h('option', { value: key }, title)),
  );
  select.value = value;
  return h('div', { class: 'studio-choice' }, h('label', { for: id }, name), select);
}

function choose(changes) {
  Object.assign(state, changes);
  history.replaceState(null, '', addressFor(state));
  redraw();
}

const opener = h('select', { id: 'studio-open', on: { change: () => openChosen(opener.value) } });
const pictures = h('input', {
  type: 'checkbox',
  id: 'studio-pictures',
  checked: state.images,
  on: {
    change: () => {
      const address = addressFor({ ...state, images: pictures.checked });
      loadAnew(address, { source: source.text, data: data.text });
    },
  },
});
const page = h(
  'div',
  { class: 'studio' },
  h(
    'header',
    { class: 'studio-bar' },
    h('h1', null, 'Card design'),
    h('a', { href: state.as ? `/?${new URLSearchParams({ as: state.as })}` : '/' }, 'Local Teams'),
    h('div', { class: 'studio-choice' }, h('label', { for: 'studio-open' }, 'Open'), opener),
    choice('studio-theme', 'Theme', themes, state.theme, (theme) => choose({ theme })),
    choice('studio-width', 'Width', widths, state.width, (width) => choose({ width })),
    choice('studio-locale', 'Locale', locales, state.locale, (locale) => {
      choose({ locale });
      changed();
    }),
    h('div', { class: 'studio-choice' }, pictures, h('label', { for: 'studio-pictures' }, 'Pictures from elsewhere')),
    button('Tidy', tidy, { class: 'quiet' }),
    button('Copy Swift', copySwift, { class: 'primary' }),
  ),
  h(
    'main',
    { class: 'studio-main' },
    h('div', { class: 'studio-left' }, notice, source.element, data.element, issues.element, swiftField),
    preview.element,
  ),
);

// MARK: Following

function changed() {
  turn += 1;
  clearTimeout(timer);
  timer = setTimeout(() => follow(turn), pause);
}

async function follow(mine) {
  const written = readJSON(source.text);
  const values = data.text.trim() ? readJSON(data.text) : { value: undefined, error: null };
  source.say(written.error);
  data.say(values.error);
  if (written.error || values.error) {
    const marks = [[source, written], [data, values]];
    for (const [editor, { error }] of marks) {
      editor.mark(error ? [{ offset: error.offset, severity: 'error', message: error.message }] : []);
    }
    if (shown) preview.say('This is the last card that could be read.');
    issues.update([], 'The JSON cannot be read yet.');
    return;
  }
  data.mark([]);
  const found = { card: written.value, warnings: [] };
  let problem = '';
  try {
    if (values.value !== undefined || source.text.includes('${')) {
      Object.assign(found, await expand(written.value, values.value ?? {}, state.locale || navigator.language));
    }
  } catch (error) {
    problem = `The template could not be filled: ${error.message}`;
  }
  if (mine !== turn) return;
  shown = { ...unwrapped(found.card), issues: found.warnings, places: written.places };
  redraw();
  let said = found.warnings;
  try {
    said = [...found.warnings, ...await check(found.card)];
  } catch (error) {
    problem ||= `The card could not be checked: ${error.message}`;
  }
  if (mine !== turn) return;
  shown.issues = said;
  issues.update(said, problem);
  source.mark(said.map(({ pointer, severity, message }) => ({
    offset: nearestPlace(written.places, pointer)?.start ?? 0,
    severity,
    message,
  })));
}

function redraw() {
  if (!shown) return;
  preview.say('');
  const width = widths.find(([key]) => key === state.width)?.[2] ?? 0;
  const said = shown.issues.map((each) => ({ ...each, pointer: inside(each.pointer, shown.prefix) }));
  preview.draw(shown.card, { ...state, width, issues: said });
}

function showIssue({ pointer }) {
  const place = shown && nearestPlace(shown.places, pointer);
  if (place) source.show(place);
  preview.show(inside(pointer, shown?.prefix ?? ''));
}

// MARK: Opening and copying

function say(text) {
  notice.textContent = text;
}

function write(card, values) {
  data.set(values ? JSON.stringify(values, null, 2) : '');
  source.set(JSON.stringify(card, null, 2));
}

async function openChosen(key) {
  const [kind, number] = key.split(':');
  if (kind === 'sample') {
    const sample = samples[Number(number)];
    choose({ place: null });
    say('');
    write(sample.card, sample.data);
  } else if (kind === 'recent') await openPlace(recent[Number(number)].place);
}

async function openPlace(place) {
  try {
    const card = await cardAt(place);
    choose({ place, as: place.as });
    say('');
    write(card, null);
  } catch (error) {
    say(`The card cannot be opened. ${error.message}`);
    if (!source.text) write(samples[0].card, samples[0].data);
  }
}

async function listRecent() {
  const groups = [group('Samples', samples.map((each, index) => [`sample:${index}`, each.name]))];
  opener.replaceChildren(...groups);
  try {
    const as = await somebody(state.as);
    recent = as ? await latestCards(as) : [];
  } catch {
    recent = []; // the samples are still there, and what fails is said where a card is opened
  }
  if (recent.length) {
    groups.push(group('In conversations', recent.map((each, index) => [`recent:${index}`, each.name])));
  }
  const at = recent.findIndex(({ place }) => JSON.stringify(place) === JSON.stringify(state.place));
  if (state.place && at < 0) groups.unshift(group('Now', [['', 'A card of a conversation']]));
  const before = opener.value;
  opener.replaceChildren(...groups);
  opener.value = at >= 0 ? `recent:${at}` : state.place ? '' : before;
}

function group(label, options) {
  return h('optgroup', { label }, options.map(([value, title]) => h('option', { value }, title)));
}

function tidy() {
  for (const editor of [source, data]) {
    const { value, error } = readJSON(editor.text);
    if (!error) editor.set(JSON.stringify(value, null, 2));
  }
}

async function copySwift() {
  const { value, error } = readJSON(source.text);
  if (error) {
    return say(`There is no Swift for this yet: line ${error.line}, column ${error.column}: ${error.message}.`);
  }
  try {
    swift.value = await swiftFor(unwrapped(value).card);
  } catch (problem) {
    return say(`There is no Swift for this card. ${problem.message}`);
  }
  swiftField.hidden = false;
  try {
    await navigator.clipboard.writeText(swift.value);
    say('The Swift code is copied.');
  } catch {
    swift.select();
    say('The browser does not let the page copy: take the code from the box “Swift”.');
  }
}

// MARK: Beginning

source.element.classList.add('studio-json');
document.getElementById('studio').replaceChildren(page);
if (!state.images) keepPicturesHere();
const kept = keptTexts();
if (kept) {
  data.set(kept.data);
  source.set(kept.source);
} else if (state.place) openPlace(state.place);
else write(samples[0].card, samples[0].data);
listRecent();
