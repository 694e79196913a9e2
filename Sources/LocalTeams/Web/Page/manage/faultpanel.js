// Faults: what the service is to answer instead of the truth. The list with what each has hit and what is left of it,
// and the form that adds one.

import { button, h, reconcile } from '../base/dom.js';
import { choice, FieldError, textField } from '../base/fields.js';
import { form, section, tick } from '../base/form.js';
import { conversationOf, nameOf } from '../base/names.js';

/** What goes wrong most, as the form's fields: [name, {…}]. */
const presets = [
  ['429 Throttled, come back after 2 s', { status: '429', code: 'Throttled', retryAfter: '2' }],
  ['412 PreconditionFailed', { status: '412', code: 'PreconditionFailed' }],
  ['502 ServiceError', { status: '502', code: 'ServiceError' }],
  ['503 Unavailable', { status: '503' }],
  ['504 Gateway time-out', { status: '504' }],
  ['504 after delivery: it is there all the same', { status: '504', afterDelivery: true }],
  ['Dropped connection', { status: '0' }],
  ['403 Blocked by the person', { status: '403', code: 'ConversationBlockedByUser' }],
  ['403 Writes are blocked', { status: '403', code: 'MessageWritesBlocked', subCode: 'MessageWritesBlocked' }],
  ['500 ServiceError', { status: '500', code: 'ServiceError' }],
  ['Two seconds late', { delayMs: '2000' }],
];

const operations = [
  ['send', 'Send and reply'],
  ['update', 'Update'],
  ['delete', 'Delete'],
  ['create', 'Create a conversation'],
  ['members', 'Members'],
  ['token', 'Token'],
  ['deliver', 'Delivery to the bot'],
  ['reaction', 'Reaction'],
  ['attachment', 'Attachment'],
  ['batch', 'Batch'],
  ['graph', 'Microsoft Graph'],
  ['*', 'Everything'],
];

const numbers = [
  ['status', 'Status', 'from 200 to 599, or 0 to drop the connection'],
  ['times', 'Times', 'how many calls; 0 for ever'],
  ['delayMs', 'Delay in ms', 'a number of milliseconds'],
  ['probability', 'Probability', 'a number from 0 to 1'],
];

export function faultPanel({ state, calls }) {
  const list = h('ul', { class: 'facts', 'aria-label': 'Faults' });
  const problem = h('p', { class: 'problem', role: 'status' });
  const views = new Map();

  const refresh = async () => {
    try {
      const faults = await calls.faults();
      problem.textContent = '';
      const ids = new Set(faults.map((each) => each.id));
      for (const id of [...views.keys()]) if (!ids.has(id)) views.delete(id);
      reconcile(
        list,
        faults.length
          ? faults.map((each) => {
            const view = views.get(each.id) ?? faultView(each.id, remove);
            views.set(each.id, view);
            view.update(faultLine(each, state));
            return view.element;
          })
          : [none],
      );
    } catch (error) {
      problem.textContent = error.message;
    }
  };
  const none = h('li', { class: 'note' }, 'None: every call is answered as Teams would.');
  const remove = async (id) => {
    try {
      await calls.removeFault(id);
    } catch (error) {
      problem.textContent = error.message;
    }
    await refresh();
    adding.querySelector('select').focus();
  };

  const preset = choice('What goes wrong', 'preset', [
    ...presets.map(([name], place) => [String(place), name]),
    ['', 'Something else'],
  ]);
  const adding = form({
    label: 'New fault',
    action: 'Set the fault',
    fields: [
      preset,
      choice('Operation', 'operation', operations),
      choice('In', 'conversation', [['', 'Every conversation'], ...conversations(state)]),
      choice('For', 'user', [['', 'Everyone'], ...state.workspace.users.map((each) => [each.handle, each.name])]),
      textField('Times (0: for ever)', 'times', { inputmode: 'numeric', value: '1' }),
      h(
        'details',
        null,
        h('summary', null, 'In detail'),
        h(
          'div',
          { class: 'small-form' },
          textField('Status', 'status', { inputmode: 'numeric' }),
          textField('Code', 'code'),
          textField('Sub-code', 'subCode'),
          textField('Retry-After', 'retryAfter', { placeholder: 'seconds, or a date' }),
          textField('Delay in ms', 'delayMs', { inputmode: 'numeric' }),
          textField('Probability', 'probability', { inputmode: 'decimal', placeholder: '1' }),
          tick('After delivery: it is done, and then the answer is this', 'afterDelivery', false),
        ),
      ),
    ],
    submit: async (given) => {
      await calls.addFault(faultOf(given));
      await refresh();
      return 'Set.';
    },
  });
  const fill = () => {
    const chosen = presets[preset.querySelector('select').value]?.[1];
    if (!chosen) {
      adding.querySelector('details').open = true;
      return;
    }
    for (const name of ['status', 'code', 'subCode', 'retryAfter', 'delayMs', 'probability']) {
      adding.elements[name].value = chosen[name] ?? '';
    }
    adding.elements.afterDelivery.checked = !!chosen.afterDelivery;
  };
  preset.querySelector('select').addEventListener('change', fill);
  preset.querySelector('select').value = '2';
  fill();

  return { element: section('Faults', list, problem, adding), refresh };
}

function faultView(id, remove) {
  const line = h('span', null);
  const off = button('Remove', () => remove(id), { class: 'quiet' });
  return {
    element: h('li', { class: 'fact-row' }, line, off),
    update({ what, counts }) {
      const text = `${what} · ${counts}`;
      if (line.textContent === text) return;
      line.textContent = text;
      off.setAttribute('aria-label', `Remove fault ${id}: ${what}`);
    },
  };
}

/** A fault in words: what it does, and what it has done. */
function faultLine(fault, state) {
  const { operation, status, code, retryAfter, delayMs, probability, afterDelivery } = fault;
  const answer = status === 0 ? 'dropped connection' : [status, code].filter(Boolean).join(' ');
  const what = [
    operation === '*' ? 'everything' : operation,
    [answer, afterDelivery && 'after delivery'].filter(Boolean).join(' '),
    retryAfter && `Retry-After ${retryAfter}`,
    delayMs && `${delayMs} ms late`,
    probability !== null && probability < 1 && `with probability ${probability}`,
    fault.conversation && `in ${conversationOf(state, fault.conversation)?.name ?? fault.conversation}`,
    fault.user && `for ${nameOf(state, fault.user)}`,
  ].filter(Boolean).join(' · ');
  const left = fault.times === 0 || fault.left === null ? (fault.times === 0 ? 'for ever' : '') : `${fault.left} left`;
  return { what, counts: [`${fault.hits} ${fault.hits === 1 ? 'hit' : 'hits'}`, left].filter(Boolean).join(', ') };
}

/** The body of the call. Fields that are empty say nothing. */
function faultOf(given) {
  const body = { operation: given.operation };
  for (const name of ['conversation', 'user', 'code', 'subCode']) if (given[name]) body[name] = given[name];
  for (const [name, , wanted] of numbers) {
    if (!given[name]) continue;
    const number = Number(given[name]);
    if (!Number.isFinite(number)) throw new FieldError(name, `Write ${wanted}.`);
    body[name] = number;
  }
  if (given.retryAfter) {
    body.retryAfter = /^\d+(\.\d+)?$/.test(given.retryAfter) ? Number(given.retryAfter) : given.retryAfter;
  }
  if (given.afterDelivery) body.afterDelivery = true;
  return body;
}

/** The conversations that the person sees, the open one first. */
function conversations(state) {
  const open = conversationOf(state, state.open)?.base;
  const known = (state.conversations ?? []).map((each) => conversationOf(state, each.id));
  known.sort((one, other) => Number(other.id === open) - Number(one.id === open));
  return known.map((each) => [each.id, each.team ? `${each.team.name} › ${each.name}` : each.name]);
}
