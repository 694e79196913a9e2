// Drawings for the names of icons that cards use most, made here: lines on a field of 20 by 20. Pure.

const circle = 'M10 2.8a7.2 7.2 0 1 1 0 14.4 7.2 7.2 0 0 1 0-14.4z';
const page = 'M5 2.8h6.5L15 6.5v10.7H5z';
const person = 'M10 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM4 16.8c0-3.4 2.5-5.3 6-5.3s6 1.9 6 5.3z';
const bubble = 'M3.5 4h13v9.5H9L5.5 17v-3.5h-2z';
const calendar = 'M3.5 4.5h13v12h-13zM3.5 8h13M7 2.8v3M13 2.8v3';
const star = 'M10 2.6l2.2 4.7 5.1.6-3.8 3.5 1 5.1L10 14l-4.5 2.5 1-5.1-3.8-3.5 5.1-.6z';
const shield = 'M10 2.6c2 1.5 4 2.2 6.5 2.3 0 6-1.6 10-6.5 12.5C5.1 14.9 3.5 10.9 3.5 4.9 6 4.8 8 4.1 10 2.6z';
const thumb = 'M3 9h3v8H3zM6 9.5 9.5 3c1.5 0 2 1.3 1.7 2.5L10.6 8h4.7c1.1 0 1.8 1 1.5 2l-1.4 5.6' +
  'c-.2.8-.9 1.4-1.7 1.4H6z';
const cloud = 'M6 15.5a3.5 3.5 0 0 1-.3-7 4.5 4.5 0 0 1 8.7-.8 3.9 3.9 0 0 1-.4 7.8z';
const box = 'M3.5 3.5h13v13h-13z';

export const drawings = {
  add: 'M10 4v12M4 10h12',
  addcircle: `${circle}M10 6.5v7M6.5 10h7`,
  airplane: 'M3 11.5l14-7-4 12.5-3.5-5zM9.5 12 17 4.5',
  alert: 'M5.5 13.5V9a4.5 4.5 0 0 1 9 0v4.5l1.5 1.5H4zM8.5 17.2h3',
  archive: 'M3 4h14v3.5H3zM4.5 7.5h11v9h-11zM8 10.5h4',
  arrowdown: 'M10 3.5v13M4.5 11l5.5 5.5 5.5-5.5',
  arrowdownload: 'M10 3v9.5M6 8.5l4 4 4-4M4 16.5h12',
  arrowleft: 'M16.5 10h-13M9 4.5 3.5 10 9 15.5',
  arrowright: 'M3.5 10h13M11 4.5l5.5 5.5-5.5 5.5',
  arrowsync: 'M4 9a6.2 6.2 0 0 1 11-2.5M16 11a6.2 6.2 0 0 1-11 2.5M15.5 3v3.5H12M4.5 17v-3.5H8',
  arrowtrending: 'M3 14.5 8 9l3.5 3.5L17 6M12.5 6H17v4.5',
  arrowup: 'M10 16.5v-13M4.5 9 10 3.5 15.5 9',
  arrowupload: 'M10 12.5V3M6 7l4-4 4 4M4 16.5h12',
  attach: 'M14.5 8.5l-5.6 5.6a2.5 2.5 0 0 1-3.5-3.5l6.3-6.3a3.6 3.6 0 0 1 5 5l-6.3 6.4',
  book: 'M4 3.5h11v11H6a2 2 0 0 0 0 2.5h9M4 3.5V16M7 7h5',
  bot: 'M4.5 7.5h11v8.5h-11zM10 7.5V4M8 11.5h.01M12 11.5h.01M2.5 10.5v2.5M17.5 10.5v2.5',
  briefcase: 'M3 6.5h14v10H3zM7.5 6.5V4h5v2.5M3 11h14',
  building: 'M5 17V3h10v14zM8 6h.01M12 6h.01M8 9h.01M12 9h.01M8 12h.01M12 12h.01M9 17v-2.5h2V17',
  calendar,
  calendarclock: `${calendar}M10 10v2.5l2 1`,
  calendarcheckmark: `${calendar}M7.5 12l2 2 3.5-3.5`,
  call: 'M6.5 3 8.5 7 6.8 8.8c.8 1.9 2.2 3.4 4.2 4.3L12.8 11.3l4 2-.8 3.2C9.5 17.5 3 11 3.5 4z',
  camera: 'M3 6.5h3.5L8 4h4l1.5 2.5H17v9.5H3zM10 8.5a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z',
  cart: 'M2.5 3.5h2l2 9h8.5l1.5-6.5H5.5M8 16.5h.01M14 16.5h.01',
  chat: bubble,
  checkmark: 'M4 10.5l4 4 8.5-9',
  checkmarkcircle: `${circle}M6.8 10.2l2.3 2.3 4.2-4.6`,
  chevrondown: 'M4.5 7.5 10 13l5.5-5.5',
  chevronleft: 'M12.5 4.5 7 10l5.5 5.5',
  chevronright: 'M7.5 4.5 13 10l-5.5 5.5',
  chevronup: 'M4.5 12.5 10 7l5.5 5.5',
  clipboard: 'M5 4.5h10v12.5H5zM8 3h4v3H8z',
  clock: `${circle}M10 5.8V10l3 2`,
  cloud,
  code: 'M7 6l-4 4 4 4M13 6l4 4-4 4M11.5 4l-3 12',
  comment: bubble,
  copy: 'M7 6.5h9V17H7zM4 13.5V3h9',
  databarvertical: 'M4 16.5V10h2.5v6.5zM8.8 16.5v-13h2.5v13zM13.5 16.5v-9H16v9z',
  datapie: 'M9 4a6.5 6.5 0 1 0 7 7H9zM12 2.8A6.5 6.5 0 0 1 17.2 8H12z',
  delete: 'M4 5.5h12M8 5.5V3.5h4v2M5.5 5.5l.8 11.5h7.4l.8-11.5M8.5 8.5v5M11.5 8.5v5',
  dismiss: 'M5 5l10 10M15 5 5 15',
  dismisscircle: `${circle}M7.3 7.3l5.4 5.4M12.7 7.3l-5.4 5.4`,
  document: `${page}M11.5 2.8v3.7H15`,
  documenttext: `${page}M7.5 9.5h5M7.5 12h5M7.5 14.5h3`,
  edit: 'M4 16l.8-3.5L13 4.3l2.7 2.7-8.2 8.2zM11.5 5.8l2.7 2.7',
  errorcircle: `${circle}M10 6v5M10 13.8h.01`,
  eye: 'M2.5 10S5 5 10 5s7.5 5 7.5 5-2.5 5-7.5 5-7.5-5-7.5-5zM10 7.8a2.2 2.2 0 1 1 0 4.4 2.2 2.2 0 0 1 0-4.4z',
  filter: 'M3 5h14M5.5 10h9M8 15h4',
  flag: 'M5 17V3.5h11l-2.5 4 2.5 4H5',
  folder: 'M2.8 5h5l1.7 2h7.7v9H2.8z',
  food: 'M6 3v6M4 3v3.5a2 2 0 0 0 4 0V3M6 9v8M13.5 17V3c-2 1-3 3.5-3 7h3',
  gift: 'M3 7h14v3.5H3zM4.5 10.5h11V17h-11zM10 7v10M10 7C8 7 5.5 6 6 4s3.5-1 4 3c.5-4 3.5-5 4-3s-2 3-4 3',
  globe: `${circle}M2.8 10h14.4M10 2.8c-4.5 4.5-4.5 10 0 14.4M10 2.8c4.5 4.5 4.5 10 0 14.4`,
  heart: 'M10 16.8C4 12.5 2.5 10 2.5 7.3A4 4 0 0 1 10 5.5a4 4 0 0 1 7.5 1.8c0 2.7-1.5 5.2-7.5 9.5z',
  history: 'M4 6a7 7 0 1 1-1 4.5M4 2.8V6.5h3.7M10 6.5V10l2.8 1.8',
  home: 'M3 9.5 10 3.5l7 6M5 8v8.5h3.5V12h3v4.5H15V8',
  image: 'M3 4h14v12H3zM3 14l4.5-4.5L11 13l2.5-2.5L17 14M13.5 7.3h.01',
  info: `${circle}M10 9v5M10 6.3h.01`,
  key: 'M7 9a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM9.5 10 16.5 3M13.5 6l2.5 2.5M7 12.5h.01',
  lightbulb: 'M7.5 13.5c0-1.5-2.5-2.8-2.5-5.7a5 5 0 0 1 10 0c0 2.9-2.5 4.2-2.5 5.7zM8 16.5h4',
  link: 'M8.5 11.5l3-3M9 6l2-2a3.5 3.5 0 0 1 5 5l-2 2M11 14l-2 2a3.5 3.5 0 0 1-5-5l2-2',
  location: 'M10 17.5C6 13 4.5 10.5 4.5 8a5.5 5.5 0 0 1 11 0c0 2.5-1.5 5-5.5 9.5zM10 6a2 2 0 1 1 0 4 2 2 0 0 1 0-4z',
  lockclosed: 'M4.5 8.5h11v8.5h-11zM7 8.5V6a3 3 0 0 1 6 0v2.5M10 12v1.5',
  mail: 'M2.8 4.5h14.4v11H2.8zM2.8 5.5 10 11l7.2-5.5',
  megaphone: 'M3 8.5v3.5h2.5L15 16.5V4L5.5 8.5zM6.5 12.5l1 4H10l-.8-3M17 8.5v3.5',
  money: 'M2.5 5.5h15v9h-15zM10 7.7a2.3 2.3 0 1 1 0 4.6 2.3 2.3 0 0 1 0-4.6zM5 8v4M15 8v4',
  morehorizontal: 'M5 10h.01M10 10h.01M15 10h.01',
  open: 'M11.5 3.5h5v5M16.5 3.5l-7 7M8.5 4.5H4V16h11.5v-4.5',
  people: 'M7 9a2.7 2.7 0 1 0 0-5.4A2.7 2.7 0 0 0 7 9zM2 16.5c0-3.2 2-5 5-5s5 1.8 5 5zM13.5 9.5a2.2 2.2 0 1 0 0-4.4' +
    'M14 11.7c2.500.2 4 1.8 4 4.8h-3.5',
  person,
  personadd:
    'M8.5 9.5a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2.5 16.8c0-3.4 2.5-5.3 6-5.3 1.3 0 2.400.2 3.300.7M15 12v5M12.5 14.5h5',
  phone: 'M6 2.5h8v15H6zM9 15h2',
  pin: 'M7.5 3h5l-.5 5 3 2.5v1.5H5v-1.5L8 8zM10 12v5.5',
  play: 'M5.5 3.5 16 10 5.5 16.5z',
  questioncircle: `${circle}M7.8 8a2.2 2.2 0 1 1 3.3 1.9c-.7.4-1.100.8-1.1 1.6M10 14h.01`,
  rocket: 'M7 12c0-4 3-8.5 9.5-9C16 9.5 12 13 8.5 13.5zM7.5 10H4l2-3h3M10.5 13v3.5l3-2v-3M4 13.5 2.8 17l3.5-1' +
    'M12.5 7.5h.01',
  save: 'M3.5 3.5h10.5l2.5 2.5v10.5h-13zM6.5 3.5V8h6V3.5M6 16.5V11h8v5.5',
  search: 'M8.5 3.5a5 5 0 1 1 0 10 5 5 0 0 1 0-10zM12.2 12.2 17 17',
  send: 'M3.5 3.5 17 10 3.5 16.5 5.5 10zM5.5 10H11',
  settings:
    'M3.5 6h7M14.5 6h2M3.5 14h2M9.5 14h7M12.5 4a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM7.5 12a2 2 0 1 1 0 4 2 2 0 0 1 0-4z',
  share: 'M14 3.5a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM6 8a2 2 0 1 1 0 4 2 2 0 0 1 0-4zM14 12.5a2 2 0 1 1 0 4 2 2 0 0 1 0-4z' +
    'M7.8 9l4.4-2.5M7.8 11l4.4 2.5',
  shield,
  shieldcheckmark: `${shield}M7 9.8l2.2 2.2L13 7.8`,
  sparkle: 'M9 4l1.5 4.5L15 10l-4.5 1.5L9 16l-1.5-4.5L3 10l4.5-1.5zM15.5 3v4M13.5 5h4',
  star,
  subtract: 'M4 10h12',
  table: `${box}M3.5 8h13M3.5 12.3h13M8.5 3.5v13`,
  tag: 'M3.5 3.5h7l6.5 7-6.5 6.5-7-7zM7 7h.01',
  tasklist: 'M8.5 5.5h8.5M8.5 10h8.5M8.5 14.5h8.5M3 5.5l1 1 2-2M3 10l1 1 2-2M3 14.5l1 1 2-2',
  thumblike: thumb,
  thumbdislike: 'M3 3h3v8H3zM6 10.5 9.5 17c1.5 0 2-1.3 1.7-2.5L10.6 12h4.7c1.1 0 1.8-1 1.5-2l-1.4-5.6' +
    'c-.2-.8-.9-1.4-1.7-1.4H6z',
  timer: 'M10 5a6 6 0 1 1 0 12 6 6 0 0 1 0-12zM8 2.8h4M10 8v3.5',
  trophy: 'M6 3.5h8v5a4 4 0 0 1-8 0zM6 5H3c0 3 1 4.5 3.2 4.5M14 5h3c0 3-1 4.5-3.2 4.5M10 12.5V16M6.5 16.5h7',
  vehiclecar: 'M3 14.5V11l2-5h10l2 5v3.5zM4 10.5h12M5.5 14.5v2M14.5 14.5v2M6 12.5h.01M14 12.5h.01',
  video: 'M2.8 5.5h9.7v9H2.8zM12.5 9l4.7-2.8v7.6L12.5 11',
  warning: 'M10 3 17.8 16.5H2.2zM10 8v4M10 14.3h.01',
  weathersunny: 'M10 6.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM10 2v2M10 16v2M2 10h2M16 10h2M4.3 4.3l1.4 1.4' +
    'M14.3 14.3l1.4 1.4M15.7 4.3l-1.4 1.4M5.7 14.3l-1.4 1.4',
  weatherrain:
    'M6 12a3 3 0 0 1-.2-6A4.2 4.2 0 0 1 14 5.3 3.4 3.4 0 0 1 14 12zM7 14.5l-1 2.5M10.5 14.5l-1 2.5M14 14.5 13 17',
  window: 'M3 4h14v12H3zM3 7.5h14',
  wrench: 'M16.5 6.5a4 4 0 0 1-5.3 4.8l-5 5.2-2.7-2.7 5.2-5A4 4 0 0 1 13.5 3.5l-2 2.500.8 1.7 1.700.8z',
};

/** Other names for the same things. */
const others = {
  approvalsapp: 'checkmarkcircle',
  arrowclockwise: 'arrowsync',
  arrowexportltr: 'open',
  calendarmonth: 'calendar',
  calendarltr: 'calendar',
  chartmultiple: 'databarvertical',
  chatmultiple: 'chat',
  checkmarkstarburst: 'checkmarkcircle',
  clipboardtask: 'clipboard',
  codeblock: 'code',
  commentmultiple: 'comment',
  contactcard: 'person',
  databarhorizontal: 'databarvertical',
  datatrending: 'arrowtrending',
  dismisssquare: 'dismisscircle',
  document_text: 'documenttext',
  documentpdf: 'documenttext',
  emojisparkle: 'sparkle',
  favorite: 'star',
  lock: 'lockclosed',
  mappin: 'location',
  more: 'morehorizontal',
  openfolder: 'folder',
  peopleteam: 'people',
  peopleadd: 'personadd',
  personcircle: 'person',
  question: 'questioncircle',
  receipt: 'documenttext',
  stararrow: 'star',
  todolist: 'tasklist',
  trash: 'delete',
  weathercloudy: 'cloud',
};

/** The drawing for a name, whatever its case; null when there is none. */
export function drawingFor(name) {
  const key = String(name ?? '').slice(0, 60).toLowerCase().replace(/\d*(regular|filled)?$/, '');
  if (Object.hasOwn(drawings, key)) return drawings[key];
  return Object.hasOwn(others, key) ? drawings[others[key]] : null;
}

/** The letters that stand for a name without a drawing: `BookOpen` → `BO`. */
export function lettersFor(name) {
  const given = String(name ?? '').slice(0, 60);
  const capitals = given.match(/\p{Lu}/gu) ?? [];
  const letters = capitals.length ? capitals : [...given.trim()].slice(0, 1);
  return letters.slice(0, 2).join('').toUpperCase() || '?';
}
