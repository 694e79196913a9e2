// A new notification: to whom, what, when; a preview for one person, a dry run, and then the sending.

import { freshKey } from '../base/api.js';
import { audienceFields, audiences, contentOf, fieldAt, requestOf, schedules } from '../base/audience.js';
import { choice, form, openDialog, textArea, textField } from '../base/dialog.js';
import { button, facts, h, panel } from '../base/dom.js';
import { count, counted, duration, size } from '../base/format.js';
import { kindOf, planFacts } from '../base/words.js';
import { drawCard } from './card.js';

const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function composeView({ api, go }) {
  const result = h('div', { class: 'rows', 'aria-live': 'polite' });
  const people = h('datalist', { id: 'people' });
  const templates = choice('Template', 'template', []);
  const who = textArea('Ids', 'who');
  const channels = choice('Channels', 'channels', [['general', 'General'], ['all', 'All']]);
  const parts = {
    text: textArea('Text', 'text', { rows: 5 }),
    card: textArea('Card as JSON', 'card', { rows: 10, class: 'code' }),
    template: templates,
    data: textArea('Data for the names in the card, as JSON', 'data', { class: 'code' }),
    people: textArea('Data for single people, by id, as JSON', 'people', { class: 'code' }),
    summary: textField('Summary: what lists of chats show of a card', 'summary'),
  };
  const times = {
    at: textField('Instant, by your clock', 'at', { type: 'datetime-local', step: '1' }),
    local: textField('Date and time', 'local', { type: 'datetime-local' }),
    zone: textField('Time zone', 'zone', { value: ownZone }),
    cron: textField('Cron: minute, hour, day, month, weekday', 'cron', { value: '0 9 * * 1-5' }),
    every: textField('How long between two, as PT30M', 'every', { value: 'PT30M' }),
  };
  const kinds = [['text', 'Text'], ['card', 'Card'], ['template', 'Template']];

  const element = form('New notification', [
    h(
      'fieldset',
      null,
      h('legend', null, 'To whom'),
      choice('Audience', 'audience', audiences),
      who,
      channels,
      textArea('But not these people: ids, one a line', 'except', { rows: 2 }),
    ),
    h(
      'fieldset',
      null,
      h('legend', null, 'What'),
      h(
        'div',
        { role: 'radiogroup', 'aria-label': 'Kind of content' },
        kinds.map(([value, text], place) =>
          h(
            'label',
            { class: 'tick' },
            h('input', { type: 'radio', name: 'kind', value, checked: place === 0 }),
            h('span', null, text),
          )
        ),
      ),
      Object.values(parts),
    ),
    h(
      'fieldset',
      null,
      h('legend', null, 'When, and what about'),
      choice('Schedule', 'when', schedules),
      h('div', { class: 'side' }, Object.values(times)),
      h(
        'div',
        { class: 'side' },
        textField('Category: people opt out of it', 'category'),
        choice('Priority', 'priority', [['normal', 'normal'], ['urgent', 'urgent'], ['bulk', 'bulk']]),
      ),
    ),
    h(
      'fieldset',
      null,
      h('legend', null, 'Look before it goes out'),
      textField('Preview for the person with the id', 'recipient', { list: 'people' }),
      people,
    ),
  ], [
    { name: 'Preview', run: (values) => preview(values) },
    { name: 'Dry run', run: (values) => dryRun(values) },
    { name: 'Send…', kind: 'primary', run: (values) => send(values) },
  ], { fieldOf: (error) => error.field ?? visibleField(error.pointer) });

  /** The field beside which an error of the API is shown: the first that is there for what was asked. */
  function visibleField(pointer) {
    if (!pointer) return null;
    const shown = [...element.querySelectorAll('[name]')].filter((field) => !field.closest('[hidden]'))
      .map((field) => field.name);
    const name = fieldAt(pointer, shown);
    if (shown.includes(name)) return name;
    return { who: 'audience', text: shown.find((each) => ['text', 'card', 'template'].includes(each)) }[name] ?? null;
  }

  function arrange() {
    const values = Object.fromEntries(new FormData(element));
    const label = audienceFields[values.audience];
    who.hidden = !label;
    who.querySelector('span').textContent = label ?? '';
    channels.hidden = values.audience !== 'teams';
    for (const [name, part] of Object.entries(parts)) {
      part.hidden = ['text', 'card', 'template'].includes(name) ? name !== values.kind : values.kind === 'text';
    }
    const needed = { at: ['at'], local: ['local', 'zone'], cron: ['cron', 'zone'], every: ['every'] }[values.when] ??
      [];
    for (const [name, part] of Object.entries(times)) part.hidden = !needed.includes(name);
  }
  element.addEventListener('change', arrange);
  arrange();

  async function preview(values) {
    const body = { content: contentOf(values) };
    if (values.category) body.category = values.category;
    if (values.recipient) body.user = values.recipient;
    const shown = await api.preview(body);
    result.replaceChildren(panel(
      `Preview for ${values.recipient || 'somebody without data of their own'}`,
      shown.summary ? h('p', { class: 'note theirs' }, `Summary: ${shown.summary}`) : null,
      shown.card ? drawCard(shown.card) : h('p', { class: 'content theirs' }, shown.text ?? ''),
      h(
        'p',
        { class: 'note' },
        [size(shown.bytes), shown.language && `in ${shown.language}`].filter(Boolean).join(' · '),
      ),
    ));
    return '';
  }

  async function dryRun(values) {
    const request = requestOf(values);
    const plan = await api.plan(request);
    result.replaceChildren(panel('Dry run', drawPlan(plan, kindOf(request.audience))));
    return '';
  }

  async function send(values) {
    const request = requestOf(values);
    const plan = await api.plan(request);
    const kind = kindOf(request.audience);
    // However often it is pressed and whatever is lost on the way: it is one notification.
    const once = freshKey();
    openDialog('Send this notification?', (close) => {
      const confirm = form('Send', [], [
        {
          name: 'Send now',
          kind: 'primary',
          run: async () => {
            const { id } = await api.send(request, once);
            close();
            go(`notifications/${encodeURIComponent(id)}`);
          },
        },
      ]);
      confirm.querySelector('.buttons').append(button('Not yet', close));
      return [
        h(
          'p',
          null,
          `${counted(plan.recipients, `${kind[0]} gets`, `${kind[1]} get`)} it${
            request.schedule ? ', when its time has come' : ''
          }. It takes ${duration(plan.estimatedSeconds)}.`,
        ),
        drawPlan(plan, kind),
        confirm,
      ];
    });
    return '';
  }

  fill(api, people, templates.querySelector('select'));
  return { title: 'New notification', node: [element, result] };
}

function drawPlan(plan, kind) {
  return [
    facts(planFacts(plan, kind)),
    plan.warnings.length
      ? [
        h('h3', null, `${count(plan.warnings.length)} worth a look`),
        h('ul', { class: 'warnings' }, plan.warnings.map((warning) => h('li', { class: 'theirs' }, warning))),
      ]
      : null,
  ].flat().filter(Boolean);
}

/** People to choose from, and templates. Without them the form works as well. */
async function fill(api, people, templates) {
  const [installed, known] = await Promise.all([
    api.installations({ scope: 'personal', limit: 100 }).catch(() => ({ items: [] })),
    api.templates().catch(() => ({ items: [] })),
  ]);
  people.replaceChildren(
    ...installed.items.filter((item) => item.user).map((item) => h('option', { value: item.user }, item.name ?? '')),
  );
  templates.replaceChildren(...known.items.map(({ name }) => h('option', { value: name }, name)));
}
