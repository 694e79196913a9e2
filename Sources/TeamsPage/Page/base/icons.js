// The icons of the page, drawn here so that nothing depends on the fonts of the machine.

const strokes = {
  add: 'M10 4v12M4 10h12',
  attach: 'M3.5 4.5h13v11h-13zM3.5 13l4-4 3.5 3.5 2-2 3.5 3.5M13 7.5h.01',
  back: 'M12.5 4.5 7 10l5.5 5.5',
  bell: 'M5.5 13.5V9a4.5 4.5 0 0 1 9 0v4.5l1.5 1.5H4zM8.5 17h3',
  bold: 'M6 4h4.5a3 3 0 0 1 0 6H6zM6 10h5.5a3 3 0 0 1 0 6H6z',
  bot: 'M4.5 8h11v7.5h-11zM10 8V4.5M8 11.5h.01M12 11.5h.01M2.5 11v2M17.5 11v2',
  channel: 'M7.5 3.5l-1.5 13M14 3.5l-1.5 13M4 7.5h13M3.5 12.5h13',
  close: 'M5 5l10 10M15 5 5 15',
  copy: 'M7 7h9v9H7zM4 13V4h9',
  edit: 'M4 16l.8-3.5L13 4.3l2.7 2.7-8.2 8.2zM11.5 5.8l2.7 2.7',
  eye: 'M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5zM10 7.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4',
  file: 'M6 3h5.5L15 6.5V17H6zM11.5 3v3.5H15',
  group: 'M7 9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM2.5 16c0-3 2-4.5 4.5-4.5s4.5 1.5 4.5 4.5' +
    'M13 9.5a2 2 0 1 0 0-4M14 11.8c2 .3 3.5 1.7 3.5 4.2',
  help: 'M10 2.8a7.2 7.2 0 1 0 0 14.4 7.2 7.2 0 0 0 0-14.4zM7.8 8a2.2 2.2 0 1 1 3.3 1.9c-.7.4-1.1.8-1.1 1.6M10 14h.01',
  inspect: 'M7 6 3 10l4 4M13 6l4 4-4 4',
  italic: 'M8.5 4h6M5.5 16h6M11.5 4l-3 12',
  link: 'M11 4h5v5M16 4l-7 7M8 5H4v11h11v-4',
  list: 'M8 5.5h8.5M8 10h8.5M8 14.5h8.5M4 5.5h.01M4 10h.01M4 14.5h.01',
  meeting: 'M3 6h9.5v8H3zM12.5 9l4.5-2.5v7L12.5 11',
  mute: 'M4 8v4h2.5L10 15V5L6.5 8zM13 8l4 4M17 8l-4 4',
  lock: 'M5 9h10v7.5H5zM7 9V6.5a3 3 0 0 1 6 0V9',
  people: 'M3.5 4.5h6v11h-6zM10.5 4.5h6v11h-6zM5 7.5h3M12 7.5h3M5 10h3',
  person: 'M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 16.5c0-3.5 2.5-5 6-5s6 1.5 6 5',
  react: 'M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14zM7.3 11.5c1.3 2.3 4.1 2.3 5.4 0M7.8 8h.01M12.2 8h.01',
  refresh: 'M15.5 7.5A6.2 6.2 0 1 0 16 11M16 3.5v4h-4',
  remove: 'M4 5.5h12M8 5.5V3.8h4v1.7M5.5 5.5l.8 11h7.4l.8-11',
  reply: 'M8.5 5 4 9.5 8.5 14M4 9.5h7c3 0 5 1.8 5 5.5',
  send: 'M3.5 3.8 17 10 3.5 16.2 5.5 10zM5.5 10h6',
  settings:
    'M3.5 6h7M14.5 6h2M3.5 14h2M9.5 14h7M12.5 4a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM7.5 12a2 2 0 1 1 0 4 2 2 0 0 1 0-4z',
  stop: 'M5.5 5.5h9v9h-9z',
  test: 'M7.5 3h5M8.5 3v5L4 15.5c-.4.8 0 1.5.9 1.5h10.2c.9 0 1.3-.7.9-1.5L11.5 8V3M6 12.5h8',
  thread: 'M4 4.5h12v9H9.5L6 16.5v-3H4zM7 8h6M7 10.5h4',
  undo: 'M7 4.5 3.5 8 7 11.5M3.5 8h8a4 4 0 0 1 0 8H8',
};

/** A line icon of 20 by 20. It has no name of its own: the control around it has one. */
export function icon(name) {
  return drawing('0 0 20 20', 'icon', [['path', { d: strokes[name] }]]);
}

const face = ['circle', { cx: 10, cy: 10, r: 8, fill: '#ffc83d' }];
const line = (
  d,
  stroke = '#6b4300',
) => ['path', { d, fill: 'none', stroke, 'stroke-width': 1.3, 'stroke-linecap': 'round', 'stroke-linejoin': 'round' }];
const dot = (cx, cy, r = 1) => ['circle', { cx, cy, r, fill: '#6b4300' }];
const faces = {
  like: [['path', {
    d: 'M3 9h3v8H3zM7 9l3.3-6.5c1.6 0 2.2 1.2 1.9 2.6L11.7 7.5h4c1.2 0 1.9 1 1.6 2.1l-1.5 5.9c-.2.9-1 1.5-1.9 1.5H7z',
    fill: '#ffc83d',
  }]],
  heart: [['path', {
    d: 'M10 17C4 12.5 2 10 2 7.2A4.2 4.2 0 0 1 10 5.2a4.2 4.2 0 0 1 8 2C18 10 16 12.5 10 17z',
    fill: '#e3405f',
  }]],
  laugh: [face, dot(7, 8), dot(13, 8), ['path', { d: 'M5.5 11h9c0 5-9 5-9 0z', fill: '#6b4300' }]],
  surprised: [face, dot(7, 8), dot(13, 8), ['ellipse', { cx: 10, cy: 13, rx: 2, ry: 2.5, fill: '#6b4300' }]],
  sad: [face, dot(7, 8.5), dot(13, 8.5), line('M6.8 14.2c1.5-2.2 4.9-2.2 6.4 0')],
  angry: [face, dot(7, 9.5), dot(13, 9.5), line('M5.5 7l3 1.2M14.5 7l-3 1.2M7 14c1.5-1.7 4.5-1.7 6 0')],
};

/** The picture of a reaction, or null if there is none. */
export function reactionPicture(type) {
  return Object.hasOwn(faces, type) ? drawing('0 0 20 20', 'face', faces[type]) : null;
}

function drawing(viewBox, className, shapes) {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', viewBox);
  svg.setAttribute('class', className);
  svg.setAttribute('aria-hidden', 'true');
  for (const [tag, attributes] of shapes) {
    const shape = document.createElementNS(namespace, tag);
    for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
    svg.append(shape);
  }
  return svg;
}
