// The people of the tenant: a new one, and what each has set.

import { choice, textField } from '../base/fields.js';
import { form, section, tick } from '../base/form.js';

export function peoplePanel({ state, calls, changed }) {
  return section('People', newPerson(calls, changed), settings(state, calls, changed));
}

function newPerson(calls, changed) {
  return form({
    label: 'New person',
    action: 'Add the person',
    fields: [
      textField('Name', 'name', { required: true }),
      textField('Handle', 'handle', {
        required: true,
        pattern: '[a-z0-9._\\-]+',
        title: 'lower-case letters, digits, dot, dash',
      }),
      textField('Time zone', 'timeZone', { placeholder: 'Europe/Stockholm' }),
      textField('Locale', 'locale', { placeholder: 'en-US' }),
    ],
    submit: async ({ name, handle, timeZone, locale }) => {
      await calls.createUser({ name, handle, ...(timeZone && { timeZone }), ...(locale && { locale }) });
      await changed();
      return `${name} is here. The person switch opens the page as ${name}.`;
    },
  });
}

function settings(state, calls, changed) {
  const who = choice('Person', 'handle', state.workspace.users.map((each) => [each.handle, each.name]));
  const element = form({
    label: 'Settings of a person',
    action: 'Save the person',
    fields: [
      who,
      textField('Time zone', 'timeZone'),
      textField('Locale', 'locale'),
      tick('Read receipts', 'readReceipts', false),
      tick('An old client, which shows no message for one person alone', 'oldClient', false),
    ],
    submit: async ({ handle, timeZone, locale, readReceipts, oldClient }) => {
      await calls.changeUser(handle, {
        ...(timeZone && { timeZone }),
        ...(locale && { locale }),
        readReceipts: readReceipts !== undefined,
        oldClient: oldClient !== undefined,
      });
      await changed();
      return 'Saved.';
    },
  });
  const { handle, timeZone, locale, readReceipts, oldClient } = element.elements;
  const fill = () => {
    const person = state.workspace.people.get(handle.value);
    timeZone.value = person?.timeZone ?? '';
    locale.value = person?.locale ?? '';
    readReceipts.checked = !!person?.readReceipts;
    oldClient.checked = !!person?.oldClient;
  };
  handle.addEventListener('change', fill);
  handle.value = state.me;
  fill();
  return element;
}
