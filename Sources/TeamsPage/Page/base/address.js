// Which addresses a message may link to or show. Pure.

const schemes = new Set(['http:', 'https:', 'mailto:', 'tel:', 'msteams:']);

/**
 * The address as it may stand in a link, or null: of a scheme that runs nothing. Without `base` it must be absolute.
 */
export function safeAddress(text, base) {
  const address = text.trim() ? parsed(text, base) : null;
  return address && schemes.has(address.protocol) ? address.href : null;
}

/**
 * The address as it may stand in a picture, or null. Pictures inside the message and the files that Local Teams serves
 * are `own`; another host learns of the reader only after a click. Nothing else of Local Teams is a picture.
 */
export function pictureAddress(text, origin) {
  const address = text.trim() ? parsed(text, origin) : null;
  switch (address?.protocol) {
    case 'data:':
      return inlinePicture(address.href);
    case 'http:':
    case 'https:': {
      const own = address.origin === origin;
      return own && !/^\/(_files|v3\/attachments)\//.test(address.pathname)
        ? null
        : { href: address.href, host: address.host, own };
    }
    default:
      return null;
  }
}

/** A `data:` address whose base64 is whole: the browser complains of any other. */
function inlinePicture(href) {
  const found = /^data:image\/(png|jpe?g|gif|webp|bmp);base64,/i.exec(href);
  const base64 = found &&
    href.slice(found[0].length).replaceAll(/%0[AD]|%20/gi, '').replaceAll('%2B', '+').replaceAll('%2F', '/').replaceAll(
      '%3D',
      '=',
    );
  const whole = base64 && /^[A-Za-z0-9+/]+={0,2}$/.test(base64) &&
    (base64.endsWith('=') ? base64.length % 4 === 0 : base64.length % 4 !== 1);
  return whole ? { href: found[0] + base64, own: true } : null;
}

function parsed(text, base) {
  try {
    return new URL(text.trim(), base);
  } catch {
    return null;
  }
}
