// What Teams draws from Microsoft Graph. Local Teams draws what the card says of it: persons as themselves, all else
// with a name and what kind it is.

import { avatar } from '../../base/avatar.js';
import { h } from '../../base/dom.js';
import { list, record } from '../../base/shape.js';
import { choice, words } from '../cardshape.js';
import { fluentIcon } from '../fluenticon.js';

const kinds = {
  'graph.microsoft.com/user': user,
  'graph.microsoft.com/users': users,
  'graph.microsoft.com/file': file,
  'graph.microsoft.com/resource': resource,
  'graph.microsoft.com/event': event,
};

export function component(node, context) {
  const name = words(node.name).slice(0, 100);
  const draw = kinds[choice(name, Object.keys(kinds), '')];
  if (!draw) return context.placeholder('Component', name ? `“${name}” is not drawn here` : 'it has no name');
  return draw(record(node.properties), context);
}

const nameOf = (person) =>
  words(person.displayName) || words(person.userPrincipalName) || words(person.id) || 'Somebody';

function user(person) {
  const name = nameOf(person);
  const more = name === words(person.userPrincipalName) ? '' : words(person.userPrincipalName);
  const isIcon = choice(person.style, ['iconandname', 'icononly', 'nameonly']) === 'icononly';
  return h(
    'div',
    { class: 'ac-persona', title: isIcon ? name : null },
    choice(person.style, ['iconandname', 'nameonly']) === 'nameonly' ? null : avatar(name),
    isIcon ? h('span', { class: 'ac-unseen' }, name) : h('span', { class: 'ac-persona-name' }, name),
    more && !isIcon ? h('span', { class: 'ac-persona-more' }, more) : null,
  );
}

function users(properties) {
  const all = list(properties.users).map(record);
  const shown = all.slice(0, 30);
  return h(
    'ul',
    { class: 'ac-personas', 'aria-label': `${all.length} people` },
    shown.map((each) => h('li', null, user({ style: properties.personaStyle ?? properties.style, ...each }))),
    all.length > shown.length ? h('li', { class: 'ac-persona-more' }, `+${all.length - shown.length}`) : null,
  );
}

function file(properties) {
  const extension = words(properties.extension);
  const name = words(properties.name) || 'File';
  const whole = extension && !name.toLowerCase().endsWith(`.${extension.toLowerCase()}`)
    ? `${name}.${extension}`
    : name;
  return box('Document', 'File', whole);
}

function resource({ resourceReference, resourceVisualization, id }) {
  const [reference, looks] = [record(resourceReference), record(resourceVisualization)];
  const name = words(looks.title) || words(looks.displayName) || words(reference.name) || words(reference.id);
  return box('Open', 'Resource', name || words(id) || 'Resource', words(reference.type));
}

function event(properties, { locale, timeZone } = {}) {
  const when = [properties.start, properties.end].map((each) => written(each, locale, timeZone)).filter(Boolean);
  const where = list(properties.locations).slice(0, 5).map(words).filter(Boolean);
  const who = list(properties.attendees).slice(0, 5).map((each) => words(record(each).name)).filter(Boolean);
  const details = [when.join(' – '), where.join(', '), who.join(', ')].filter(Boolean);
  return box('Calendar', 'Event', words(properties.title) || 'Event', ...details);
}

function written(value, locale, timeZone) {
  const time = typeof value === 'string' ? Date.parse(value) : NaN;
  if (Number.isNaN(time)) return '';
  try {
    return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(time);
  } catch {
    return new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' }).format(time);
  }
}

function box(picture, kind, name, ...details) {
  return h(
    'div',
    { class: 'ac-component' },
    fluentIcon(picture, { size: 'standard', color: 'accent' }),
    h(
      'div',
      { class: 'ac-component-text' },
      h('div', { class: 'ac-component-kind' }, kind),
      h('div', { class: 'ac-component-name' }, name),
      details.filter(Boolean).map((each) => h('div', { class: 'ac-component-more' }, each)),
    ),
  );
}
