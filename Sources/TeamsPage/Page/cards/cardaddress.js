// Which addresses a card may open, and which pictures it may show. Pure.

import { pictureAddress } from '../base/address.js';

const linkSchemes = new Set(['http:', 'https:', 'mailto:', 'tel:']);
const maxAddress = 8_192;
const maxInline = 2_000_000;

/** The address as it may be opened, or null: absolute, and of a scheme that runs nothing. */
export function cardLink(value) {
  if (typeof value !== 'string' || value.length > maxAddress) return null;
  const address = parsed(value);
  if (!address || !linkSchemes.has(address.protocol)) return null;
  // What the browser mends, `https:example.com` or `http:/x`, is no address that somebody wrote.
  if (/^http/.test(address.protocol) && !/^\s*https?:\/\//i.test(value)) return null;
  return address.href;
}

/**
 * Where a picture of a card comes from: {href}, or {refused} with the reason. Under the policy 'local' nothing but
 * `data:` and this machine is asked, under 'inline' nothing at all.
 */
export function cardPicture(value, images, origin) {
  if (typeof value !== 'string' || !value.trim()) return { refused: 'it has no address' };
  if (/^\s*data:/i.test(value)) return inline(value.trim(), origin);
  if (value.length > maxAddress || !/^\s*https?:\/\//i.test(value)) return { refused: 'its address cannot be shown' };
  const address = parsed(value);
  const found = address && pictureAddress(address.href, origin);
  if (!found) return { refused: 'its address cannot be shown' };
  const isNear = images !== 'inline' && isThisMachine(address.hostname);
  if (images !== 'all' && !isNear) return { refused: `it is on ${address.host}`, far: true };
  return { href: found.href };
}

function inline(value, origin) {
  if (value.length > maxInline) return { refused: 'it is too large' };
  if (/^data:image\/svg\+xml[;,]/i.test(value)) {
    // An SVG file in an <img> runs no script and fetches nothing.
    const [head, body] = [value.slice(0, value.indexOf(',')), value.slice(value.indexOf(',') + 1)];
    if (!value.includes(',')) return { refused: 'its address is not whole' };
    if (!/;base64$/i.test(head)) return { href: value };
    return isBase64(body) ? { href: value } : { refused: 'its address is not whole' };
  }
  const found = pictureAddress(value, origin);
  return found ? { href: found.href } : { refused: 'its address is not whole' };
}

const isBase64 = (value) =>
  /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(value) && value.replaceAll(/[\s=]/g, '').length % 4 !== 1;

function isThisMachine(host) {
  return host === 'localhost' || host.endsWith('.localhost') || /^127(\.\d+){3}$/.test(host) || host === '[::1]';
}

function parsed(value) {
  try {
    return new URL(value.trim());
  } catch {
    return null;
  }
}
