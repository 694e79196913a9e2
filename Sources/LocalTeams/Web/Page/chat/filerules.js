// What Teams takes of pictures and files, in words, before anything is sent. Pure.

const megabyte = 1_048_576;
export const maxPicture = megabyte; // bytes
export const maxFile = 20 * megabyte; // bytes; in base64 it still passes the body limit
const maxSide = 1024; // pixels

export const pictureTypes = ['image/png', 'image/jpeg', 'image/gif'];

/** The rules of what is on its way, for people (Microsoft, Messages in bot conversations; Send and receive files). */
export function rulesOf({ pictures, files }, conversation) {
  return [
    pictures && 'Pictures: PNG, JPEG or GIF, at most 1 MB and 1024 × 1024, not animated.',
    files && `Files: at most ${maxFile / megabyte} MB. ${fileRule(conversation)}`,
  ].filter(Boolean).join(' ');
}

function fileRule(conversation) {
  return conversation?.kind === 'personal'
    ? 'A bot gets a download address.'
    : 'Bots get files only in a personal chat with them: here they are told nothing of it.';
}

/** Why a file cannot be sent, or null. `asPicture` says that it was chosen as one. */
export function refusalOf({ name, type, size }, asPicture) {
  if (!size) return `${name} is empty.`;
  if ((asPicture || type.startsWith('image/')) && !pictureTypes.includes(type)) {
    return `${name} is ${type || 'no picture'}: Teams takes PNG, JPEG and GIF pictures here.`;
  }
  if (pictureTypes.includes(type) && size > maxPicture) {
    return `${name} has ${sized(size)}: a picture has at most 1 MB.`;
  }
  if (size > maxFile) return `${name} has ${sized(size)}: a file has at most ${maxFile / megabyte} MB.`;
  return null;
}

/** What a picture that can be sent will not look like in Teams, or null. */
export function warningOf({ width, height, animated }) {
  const size = width > maxSide || height > maxSide;
  return [
    size && `${width} × ${height}: Teams shows pictures up to ${maxSide} × ${maxSide}.`,
    animated && 'It moves: Teams shows no animated pictures of bots.',
  ].filter(Boolean).join(' ') || null;
}

/** Whether the bytes of a GIF or PNG hold more than one picture. */
export function isAnimated(bytes) {
  if (bytes[0] === 0x47) { // GIF: a graphic control block stands before each picture
    let frames = 0;
    for (let at = 6; at + 2 < bytes.length; at += 1) {
      if (bytes[at] === 0x21 && bytes[at + 1] === 0xf9 && bytes[at + 2] === 4) frames += 1;
    }
    return frames > 1;
  }
  const head = String.fromCharCode(...bytes.subarray(0, 4_096));
  return bytes[0] === 0x89 && head.includes('acTL');
}

/** `340 KB`, `1.4 MB` */
export function sized(bytes) {
  return bytes < megabyte ? `${Math.max(1, Math.round(bytes / 1024))} KB` : `${(bytes / megabyte).toFixed(1)} MB`;
}
