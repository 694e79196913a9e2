// What the validator says of a card, beside it: each issue leads to its place.

import { showPlace } from '../cards/places.js';
import { button, h } from '../base/dom.js';

/** A button and, once it was pressed, the issues. `check()` gives them, `root()` the card as it is drawn. */
export function cardIssues({ check, root }) {
  const said = h('p', { class: 'note', role: 'status' });
  const issues = h('ul', { class: 'card-issues', 'aria-label': 'Issues of the card', hidden: true });
  const opener = button('Check card', async () => {
    opener.disabled = true;
    try {
      const found = await check();
      said.textContent = summary(found);
      issues.hidden = !found?.length;
      issues.replaceChildren(...(found ?? []).map((each) => issueRow(each, root)));
    } catch (error) {
      said.textContent = error.message;
    } finally {
      opener.disabled = false;
      opener.focus();
    }
  }, { class: 'link' });
  return h('div', { class: 'card-check' }, opener, said, issues);
}

function summary(issues) {
  if (!issues) return 'This Local Teams does not check cards.';
  if (!issues.length) return 'No issues.';
  return issues.length === 1 ? '1 issue' : `${issues.length} issues`;
}

function issueRow({ pointer, severity, message }, root) {
  return h(
    'li',
    null,
    button(message, () => showPlace(root(), pointer), {
      icon: h('span', { class: `badge issue-${severity}` }, severity),
      text: h('span', null, h('code', null, pointer || '/'), ' ', message),
      class: 'issue',
    }),
  );
}
