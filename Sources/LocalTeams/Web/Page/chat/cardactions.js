// What a person does with cards, as calls of the control plane. Nothing here throws: what goes wrong is an answer too.

import { nameOf } from '../base/names.js';
import { isRecord, list, name, record, sentence, text } from '../base/shape.js';
import { outcomeOf } from './cardanswer.js';
import { refreshMemory } from './cardrefresh.js';

const mostChoices = 15; // of a search, as Teams shows them

/** `opened()` is the conversation in front of the person, `stateOf()` what the page knows. */
export function cardActions({ session, opened, stateOf, stirred }) {
  const { calls } = session;
  const memory = refreshMemory();
  const called = (bot) => nameOf(stateOf(), bot);
  const asked = async (call, executes) => {
    try {
      const json = await call();
      const outcome = outcomeOf(json, called, executes);
      if (outcome.id) session.dispatch({ type: 'sent', id: outcome.id, deliveries: outcome.deliveries });
      stirred();
      return { outcome, json };
    } catch (error) {
      return { outcome: { error: error.message }, json: null, status: error.status };
    }
  };

  const searched = async (call) => {
    try {
      const json = record(await call());
      const choices = list(json.results).slice(0, mostChoices).map(record).map((each) => ({
        title: name(each.title, name(each.value)),
        value: text(each.value, text(each.title)),
      }));
      return { choices, error: sentence(json.error) };
    } catch (error) {
      return { choices: [], error: error.message };
    }
  };

  return {
    /** Presses a button of a message, which `pointer` names. */
    async press(message, pointer, { action, inputs }) {
      const executes = text(record(action).type).toLowerCase() === 'action.execute';
      return (await asked(() => calls.press(opened(), message.id, { action: pointer, inputs }), executes)).outcome;
    },
    async submit(dialog, data) {
      return (await asked(() => calls.submitDialog(dialog, data))).outcome;
    },
    search: (message, given) => searched(() => calls.searchChoices(opened(), message.id, given)),
    searchDialog: (dialog, given) => searched(() => calls.searchDialog(dialog, given)),
    /** Asks a card to bring itself up to date, because a person wants it. */
    async refresh(id) {
      const { outcome } = await asked(() => calls.refreshCard(opened(), id, true), true);
      if (outcome.error) session.dispatch({ type: 'notice', notice: outcome.error });
      return outcome;
    },
    /** The same because it came into view: what goes wrong is nobody's concern but the inspector's. */
    async refreshOnSight(id, card, now) {
      if (!memory.begin(id, card)) return {};
      const { outcome, json, status } = await asked(() => calls.refreshCard(opened(), id), true);
      const value = record(record(record(json).invoke).body).value;
      if (status === 403) memory.never(id);
      else memory.end(id, isRecord(value) ? value : now());
      return outcome.error ? {} : outcome;
    },
    /** The issues of a card; null where this service does not check cards. */
    async check(card) {
      try {
        return list(record(await calls.checkCard(card)).issues).slice(0, 200).map(record).map((each) => ({
          pointer: text(each.pointer),
          severity: name(each.severity, 'note'),
          message: sentence(each.message),
        }));
      } catch (error) {
        if (error.status === 404) return null;
        throw error;
      }
    },
  };
}
