// The actions of connector cards: links, a form below its button (ActionCard), and HttpPOST, of which the bot hears.

import { safeAddress } from '../../base/address.js';
import { button, h } from '../../base/dom.js';
import { list, name, record, text } from '../../base/shape.js';
import { connectorInput } from './connectorinput.js';

const mostActions = 5; // of a section
let count = 0;

export function connectorActions(actions, pointer, context) {
  const bar = h('div', { class: 'card-buttons' });
  const forms = h('div', null);
  for (const [index, each] of list(actions).slice(0, mostActions).entries()) {
    const [control, form] = actionOf(record(each), `${pointer}/${index}`, context);
    bar.append(control);
    if (form) forms.append(form);
  }
  return bar.childElementCount ? [bar, forms] : null;
}

function actionOf(action, pointer, context) {
  const title = name(action.name, 'Open');
  const properties = { class: 'card-button', data: { pointer } };
  switch (text(action['@type']).toLowerCase()) {
    case 'viewaction':
      return [link(title, list(action.target)[0], properties, context)];
    case 'openuri': {
      const targets = list(action.targets).map(record);
      const chosen = targets.find((each) => each.os === 'default') ?? targets[0];
      return [link(title, chosen?.uri, properties, context)];
    }
    case 'httppost':
      return [poster(action, title, pointer, context, () => ({}))];
    case 'actioncard':
      return form(action, title, pointer, context);
    default:
      return [h('button', { ...properties, type: 'button', disabled: true, title: 'Teams does not know it' }, title)];
  }
}

function link(title, address, properties, context) {
  const href = safeAddress(text(address));
  return href && !context.disabled
    ? h('a', { ...properties, href, target: '_blank', rel: 'noopener noreferrer' }, title)
    : h('button', { ...properties, type: 'button', disabled: true, title: 'Its address cannot be opened' }, title);
}

/** HttpPOST: the bot gets the body, with what was typed in the place of each `{{id.value}}`. */
function poster(action, title, pointer, context, read) {
  return button(title, async () => {
    const inputs = read();
    if (inputs) await context.press({ pointer, action, inputs });
  }, { class: 'card-button', disabled: !context.press, data: { pointer } });
}

/** A button and the form that it opens. */
function form(action, title, pointer, context) {
  const inputs = list(action.inputs).slice(0, 20).map(record).filter((each) => text(each.id)).map(connectorInput);
  const read = () => {
    const wrong = inputs.find((each) => !each.check());
    if (wrong) wrong.focus();
    return wrong ? null : Object.fromEntries(inputs.map((each) => [each.id, each.read()]));
  };
  const buttons = list(action.actions).slice(0, mostActions).map((each, index) => {
    const inner = record(each);
    const place = `${pointer}/actions/${index}`;
    return text(inner['@type']).toLowerCase() === 'httppost'
      ? poster(inner, name(inner.name, 'Send'), place, context, read)
      : actionOf({ ...inner, '@type': inner['@type'] === 'ActionCard' ? '' : inner['@type'] }, place, context)[0];
  });
  count += 1;
  const id = `connector-form-${count}`;
  const body = h('div', { id, class: 'connector-form', role: 'group', 'aria-label': title, hidden: true }, [
    inputs.map((each) => each.element),
    h('div', { class: 'card-buttons' }, buttons),
  ]);
  const opener = button(title, () => {
    body.hidden = !body.hidden;
    opener.setAttribute('aria-expanded', String(!body.hidden));
    if (!body.hidden) inputs[0]?.focus();
  }, { class: 'card-button', 'aria-expanded': 'false', 'aria-controls': id, data: { pointer } });
  return [opener, body];
}
