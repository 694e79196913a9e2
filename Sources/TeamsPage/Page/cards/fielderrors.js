// Checks the inputs of a press, and says at each what is wrong with it.

import { problemWith } from './inputs.js';
import { matches } from './pattern.js';

/** Whether all may be sent. If not, the first that may not has the focus. */
export async function showErrors(inputs) {
  const problems = await Promise.all(inputs.map(problemOf));
  inputs.forEach((each, index) => each.showProblem?.(problems[index]));
  const first = inputs[problems.findIndex(Boolean)];
  if (!first) return true;
  reveal(first.element);
  first.focus();
  return false;
}

async function problemOf({ node, read, problem }) {
  return problem?.() ?? await problemWith(node, read(), matches);
}

/** What is hidden cannot take the focus: it is shown when it has to be mended. */
function reveal(element) {
  for (let at = element; at && !at.classList.contains('ac-card'); at = at.parentElement) {
    if (at.hidden) at.hidden = false;
  }
}
