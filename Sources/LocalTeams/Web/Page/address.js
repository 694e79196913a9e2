// Which addresses a message may link to or show. Pure.

const schemes = new Set(['http:', 'https:', 'mailto:', 'tel:', 'msteams:']);

/** The address as it may stand in a link, or null: absolute, of a scheme that runs nothing. */
export function safeAddress(text) {
  try {
    const address = new URL(String(text).trim());
    return schemes.has(address.protocol) ? address.href : null;
  } catch {
    return null;
  }
}

/**
 * The address as it may stand in a picture, or null. Pictures inside the message and those that Local Teams serves are
 * `own`; another host learns of the reader only after a click.
 */
export function pictureAddress(text, origin) {
  try {
    const address = new URL(String(text).trim(), origin);
    if (address.protocol === 'data:') {
      return /^data:image\/(png|jpe?g|gif|webp|bmp);base64,/i.test(address.href) ? { href: address.href, own: true } : null;
    }
    if (address.protocol !== 'https:' && address.protocol !== 'http:') return null;
    return { href: address.href, own: address.origin === origin };
  } catch {
    return null;
  }
}
