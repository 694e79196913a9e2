// What the address of the design tool says, and the address for what is chosen. Pure.

export const themes = [['', 'As the page'], ['light', 'Light'], ['dark', 'Dark']];
/** Each with its pixels; 0 is as wide as there is room. */
export const widths = [
  ['bubble', 'Chat bubble', 480],
  ['full', 'Full width', 0],
  ['narrow', 'Narrow', 300],
  ['verynarrow', 'Very narrow', 160],
];
export const locales = [
  ['', 'As the browser'],
  ['en-US', 'English (US)'],
  ['en-GB', 'English (UK)'],
  ['de-DE', 'Deutsch'],
  ['es-ES', 'Español'],
  ['fr-FR', 'Français'],
  ['ja-JP', '日本語'],
  ['pt-BR', 'Português (Brasil)'],
  ['tr-TR', 'Türkçe'],
  ['ar-SA', 'العربية'],
  ['he-IL', 'עברית'],
];

const known = (choices, value, otherwise) => (choices.some(([key]) => key === value) ? value : otherwise);

/** {as, place, theme, width, locale, images}; `place` is {as, conversation, message, attachment} or null. */
export function choicesOf(search) {
  const query = new URLSearchParams(search);
  const get = (name) => query.get(name) ?? '';
  const isPlace = get('as') && get('conversation') && get('message');
  const number = Number(get('attachment'));
  return {
    as: get('as') || null,
    place: isPlace
      ? {
        as: get('as'),
        conversation: get('conversation'),
        message: get('message'),
        attachment: Number.isInteger(number) && number >= 0 ? number : 0,
      }
      : null,
    theme: known(themes, get('theme'), ''),
    width: known(widths, get('width'), 'bubble'),
    locale: known(locales, get('locale'), ''),
    images: get('images') === 'all',
  };
}

/** The address for choices: what is as usual stands not in it. */
export function addressFor({ as, place, theme, width, locale, images }) {
  const items = {
    as: place?.as ?? as,
    conversation: place?.conversation,
    message: place?.message,
    attachment: place && String(place.attachment),
    theme,
    width: width === 'bubble' ? '' : width,
    locale,
    images: images ? 'all' : '',
  };
  const query = new URLSearchParams(Object.entries(items).filter(([, value]) => value));
  return query.size ? `/cards?${query}` : '/cards';
}
