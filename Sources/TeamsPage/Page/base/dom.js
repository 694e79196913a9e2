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
  } else if (node.getAttribute(name) !== String(value)) {
    node.setAttribute(name, value);
  }
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

/** A button with a visible text, or with an icon and a name. */
export function button(name, onClick, { icon, text, ...properties } = {}) {
  const label = icon && !text ? { 'aria-label': name, title: name } : {};
  return h(
    'button',
    { type: 'button', ...label, ...properties, on: { click: onClick } },
    icon,
    icon && !text ? null : (text ?? name),
  );
}
