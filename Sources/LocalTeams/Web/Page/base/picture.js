// A picture in a message. One that lies on another host is fetched only when the reader asks, since the host would
// learn of it; one that Teams would not show gets a warning.

import { pictureAddress } from './address.js';
import { h } from './dom.js';
import { cut } from './shape.js';

const maxSide = 1024;

export function picture({ address, name, width, height }) {
  const found = pictureAddress(address, location.origin);
  const label = name || 'Picture';
  const box = h('span', { class: 'picture' });
  if (!found) {
    box.append(h('span', { class: 'note' }, `${label} (its address cannot be shown: ${cut(address, 80) || 'none'})`));
  } else if (found.own) {
    box.append(...shown(found.href, label, width, height));
  } else {
    const ask = h('button', {
      type: 'button',
      class: 'quiet',
      on: { click: () => box.replaceChildren(...shown(found.href, label, width, height)) },
    }, `Show “${label}” from ${found.host}`);
    box.append(ask);
  }
  return box;
}

function shown(href, label, width, height) {
  const warning = h('span', { class: 'warning', role: 'note' });
  const image = h('img', {
    src: href,
    alt: label,
    width,
    height,
    loading: 'lazy',
    referrerpolicy: 'no-referrer',
    on: {
      load: () => {
        const [across, down] = [image.naturalWidth, image.naturalHeight];
        if (across > maxSide || down > maxSide) {
          warning.textContent = `${across} × ${down}: Teams shows pictures up to ${maxSide} × ${maxSide}`;
        }
      },
      error: () => {
        warning.textContent = `${label} could not be loaded from ${href.slice(0, 80)}`;
      },
    },
  });
  return [image, warning];
}
