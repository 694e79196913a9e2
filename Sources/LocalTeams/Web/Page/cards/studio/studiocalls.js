// What the design tool asks Local Teams: is this card good, what does it make of data, how is it written in Swift?

import { list, record, sentence, text } from '../../base/shape.js';

const severities = ['error', 'warning', 'info'];

async function post(name, body) {
  let response;
  try {
    response = await fetch(`/_local/cards/${name}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  } catch {
    throw new Error('Local Teams does not answer. Is it still running?');
  }
  const answer = record(await response.json().catch(() => null));
  if (response.ok) return answer;
  throw new Error(sentence(record(answer.error).message) || `Local Teams answered ${response.status}.`);
}

/** [{severity, pointer, rule, message}] */
export async function check(card) {
  return list((await post('check', { card })).issues).map(issueOf);
}

/** {card, warnings} of a template and data. */
export async function expand(template, data, locale) {
  const { card, warnings } = await post('expand', { template, data, ...(locale && { locale }) });
  const found = list(warnings).map((each) => issueOf({ ...record(each), severity: 'warning', rule: 'template' }));
  return { card, warnings: found };
}

/** The builder code for a card. */
export async function swiftFor(card) {
  return text((await post('swift', { card })).swift);
}

function issueOf(json) {
  const { severity, pointer, rule, message } = record(json);
  const known = text(severity).toLowerCase();
  return {
    severity: severities.includes(known) ? known : 'info',
    pointer: text(pointer).slice(0, 1000),
    rule: text(rule).slice(0, 100),
    message: text(message).slice(0, 2000) || 'Something is not as it should be.',
  };
}
