// Builds DOM nodes. The page never parses markup: what people and programs write becomes text nodes.

/**
 * An element with properties and children. `class` and other names are attributes, `on` holds listeners, `data` data
 * attributes; `true` sets an empty attribute, and what is null or false is left out. Children may be nested arrays.
 */
export function h(tag, properties, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'on') {
      for (const [event, listener] of Object.entries(value)) node.addEventListener(event, listener);
    } else if (name === 'data') Object.assign(node.dataset, value);
    else if (name === 'value' || name === 'checked') node[name] = value;
    else node.setAttribute(name, value === true ? '' : value);
  }
  append(node, children);
  return node;
}

function append(node, children) {
  for (const child of children) {
    if (child === undefined || child === null || child === false) continue;
    if (Array.isArray(child)) append(node, child);
    else node.append(child);
  }
}

/** Writes a text, touching the document only if it changes. */
export function write(node, text) {
  if (node.textContent !== String(text)) node.textContent = text;
  return node;
}

/** Sets or removes an attribute, touching the document only if it changes. */
export function attribute(node, name, value) {
  if (value === undefined || value === null || value === false) {
    if (node.hasAttribute(name)) node.removeAttribute(name);
  } else if (node.getAttribute(name) !== String(value)) node.setAttribute(name, value);
}

/**
 * Makes the children of `parent` exactly `nodes`, in order, and leaves alone those that are already in place, so that
 * focus, selection and scrolling survive.
 */
export function reconcile(parent, nodes) {
  const wanted = new Set(nodes);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  let place = parent.firstChild;
  for (const node of nodes) {
    if (node === place) place = place.nextSibling;
    else parent.insertBefore(node, place);
  }
}

export function button(name, onClick, properties = {}) {
  return h('button', { type: 'button', ...properties, on: { click: onClick } }, name);
}

/** A part of a view, with a heading that names it. */
export function panel(title, ...content) {
  return h('section', { class: 'panel', 'aria-label': title }, h('h2', null, title), content);
}

/** Names and values; those without a value are left out. */
export function facts(pairs) {
  const known = pairs.filter(([, value]) => value !== undefined && value !== null && value !== '');
  return h(
    'dl',
    { class: 'facts' },
    known.map(([name, value]) => [h('dt', null, name), h('dd', { class: 'theirs' }, value)]),
  );
}

/** A table that scrolls in a box of its own; the first cell of a row names it. */
export function table(title, heads, rows) {
  return h(
    'div',
    { class: 'table-box', role: 'group', 'aria-label': title, tabindex: '0' },
    h(
      'table',
      { 'aria-label': title },
      h('thead', null, h('tr', null, heads.map((head) => h('th', { scope: 'col' }, head)))),
      h('tbody', null, rows),
    ),
  );
}
