// A new notification: to whom, what, when; a preview for one person, a dry run, and then the sending.

import { freshKey } from '../base/api.js';
import { audienceFields, audiences, hasPeople } from '../base/audience.js';
import { contentOf, languagesOf } from '../base/content.js';
import { openDialog } from '../base/dialog.js';
import { button, h } from '../base/dom.js';
import { choice, textArea, textField } from '../base/fields.js';
import { form } from '../base/form.js';
import { count, counted, duration, size } from '../base/format.js';
import { facts, panel } from '../base/parts.js';
import { fieldAt, guarantees, requestOf, schedules } from '../base/request.js';
import { kindOf, planFacts } from '../base/words.js';
import { drawCard } from './card.js';
import { contentFields } from './contentfields.js';

const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function composeView({ api, go }) {
  const result = h('div', { class: 'rows', 'aria-live': 'polite' });
  const people = h('datalist', { id: 'people' });
  const content = contentFields(() => arrange());
  const who = textArea('Ids', 'who');
  const aside = {
    visibleIn: textField('Id of the chat or channel in which it is seen', 'visibleIn'),
    channels: choice('Channels', 'channels', [['general', 'General'], ['all', 'All'], ['named', 'Those named here']]),
    channelNames: textArea('Names of the channels, one a line', 'channelNames', { rows: 2 }),
    except: textArea('But not these people: ids, one a line', 'except', { rows: 2 }),
  };
  const times = {
    at: textField('Instant, by your clock', 'at', { type: 'datetime-local', step: '1' }),
    local: textField('Date and time', 'local', { type: 'datetime-local' }),
    zone: textField('Time zone', 'zone', { value: ownZone }),
    cron: textField('Cron: minute, hour, day, month, weekday', 'cron', { value: '0 9 * * 1-5' }),
    every: textField('How long between two, as PT30M', 'every', { value: 'PT30M' }),
  };
  const language = textField('Preview in the language', 'language');

  const element = form('New notification', [
    h(
      'fieldset',
      null,
      h('legend', null, 'To whom'),
      choice('Audience', 'audience', audiences),
      who,
      Object.values(aside),
    ),
    content.node,
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
        textField('Not after, by your clock', 'expires', { type: 'datetime-local' }),
      ),
      choice('Guarantee', 'guarantee', guarantees),
    ),
    h(
      'fieldset',
      null,
      h('legend', null, 'Look before it goes out'),
      h(
        'div',
        { class: 'side' },
        textField('Preview for the person with the id', 'recipient', { list: 'people' }),
        language,
      ),
      people,
    ),
  ], [
    { name: 'Preview', run: (values) => preview(values) },
    { name: 'Dry run', run: (values) => dryRun(values) },
    { name: 'Send…', kind: 'primary', run: (values) => send(values) },
  ], { fieldOf: (error) => error.field ?? fieldAt(error.pointer, shownFields(), valuesNow()) });

  const valuesNow = () => Object.fromEntries(new FormData(element));

  function shownFields() {
    return [...element.querySelectorAll('[name]')].filter((field) => !field.closest('[hidden]')).map(({ name }) =>
      name
    );
  }

  /** Shows the fields that belong to what is chosen. */
  function arrange() {
    const values = valuesNow();
    const { audience, channels } = values;
    const label = audienceFields[audience];
    who.hidden = !label;
    who.querySelector('span').textContent = label ?? '';
    aside.visibleIn.hidden = audience !== 'person';
    aside.channels.hidden = audience !== 'teams';
    aside.channelNames.hidden = audience !== 'teams' || channels !== 'named';
    aside.except.hidden = !hasPeople(audience);
    language.hidden = languagesOf(values).length === 1;
    content.arrange(values);
    const needed = { at: ['at'], local: ['local', 'zone'], cron: ['cron', 'zone'], every: ['every'] }[values.when];
    for (const [name, part] of Object.entries(times)) part.hidden = !needed?.includes(name);
  }
  element.addEventListener('change', arrange);
  arrange();

  async function preview(values) {
    const body = { content: contentOf(values) };
    if (values.category) body.category = values.category;
    if (values.recipient) body.user = values.recipient;
    if (values.language && languagesOf(values).length > 1) body.locale = values.language;
    const shown = await api.preview(body);
    result.replaceChildren(panel(
      `Preview for ${values.recipient || 'somebody without data of their own'}`,
      shown.summary ? h('p', { class: 'note theirs' }, `Summary: ${shown.summary}`) : null,
      shown.card ? drawCard(shown.card, shown.language) : h('p', { class: 'content theirs' }, shown.text ?? ''),
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

  fill(api, people, content);
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
async function fill(api, people, content) {
  const [installed, known] = await Promise.all([
    api.installations({ scope: 'personal', limit: 100 }).catch(() => ({ items: [] })),
    api.templates().catch(() => ({ items: [] })),
  ]);
  people.replaceChildren(
    ...installed.items.filter((item) => item.user).map((item) => h('option', { value: item.user }, item.name ?? '')),
  );
  content.offer(known.items.map(({ name }) => name));
}
