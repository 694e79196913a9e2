// What goes along with the next message: pictures and files, each with its size and what Teams will make of it.

import { button, h } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { isAnimated, pictureTypes, refusalOf, rulesOf, sized, warningOf } from './filerules.js';

/**
 * `conversation()` is where it goes, `problem(text)` says what was refused, `settled()` is called after each change.
 */
export function fileShelf({ conversation, problem, settled }) {
  const list = h('ul', { class: 'shelf-items', 'aria-label': 'Attachments of the next message' });
  const rules = h('p', { class: 'note', role: 'status' });
  const element = h('div', { class: 'shelf', hidden: true }, list, rules);
  let items = [];

  const draw = () => {
    element.hidden = !items.length;
    list.replaceChildren(...items.map(view));
    const pictures = items.some((each) => each.isPicture);
    const files = items.some((each) => !each.isPicture);
    const text = rulesOf({ pictures, files }, conversation());
    if (rules.textContent !== text) rules.textContent = text;
  };
  const remove = (item) => {
    items = items.filter((each) => each !== item);
    draw();
    settled();
  };
  const view = (item) =>
    h(
      'li',
      { class: item.isPicture ? 'shelved' : 'shelved file' },
      item.isPicture
        ? h('img', { src: `data:${item.contentType};base64,${item.base64}`, alt: item.name })
        : [icon('file'), h('span', null, item.name)],
      h('span', { class: 'note' }, sized(item.size)),
      item.warning && h('span', { class: 'warning' }, item.warning),
      button(`Remove ${item.name}`, () => remove(item), { icon: icon('close'), class: 'icon-button' }),
    );

  return {
    element,
    get any() {
      return items.length > 0;
    },
    /** As the control plane takes them. */
    get attachments() {
      return items.map(({ name, contentType, base64 }) => ({ name, contentType, base64 }));
    },
    get items() {
      return items;
    },
    set items(given) {
      items = given;
      draw();
    },
    async take(files, { asPictures = false } = {}) {
      for (const file of files) {
        const refusal = refusalOf(file, asPictures);
        if (refusal) {
          problem(refusal);
          continue;
        }
        try {
          items = [...items, await read(file)];
        } catch {
          problem(`${file.name} cannot be read as ${file.type || 'a file'}.`);
        }
      }
      draw();
      settled();
    },
  };
}

async function read(file) {
  const isPicture = pictureTypes.includes(file.type);
  const item = {
    name: file.name || (isPicture ? 'picture.png' : 'file'),
    contentType: file.type || 'application/octet-stream',
    size: file.size,
    isPicture,
    warning: null,
    base64: await base64(file),
  };
  if (isPicture) {
    const bitmap = await createImageBitmap(file);
    const bytes = new Uint8Array(await file.arrayBuffer());
    item.warning = warningOf({ width: bitmap.width, height: bitmap.height, animated: isAnimated(bytes) });
    bitmap.close();
  }
  return item;
}

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
