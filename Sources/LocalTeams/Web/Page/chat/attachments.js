// Attachments: pictures are shown, files linked, cards drawn. A bot's file is asked for.

import { safeAddress } from '../base/address.js';
import { h } from '../base/dom.js';
import { guarded, unshown } from '../base/guard.js';
import { icon } from '../base/icons.js';
import { picture } from '../base/picture.js';
import { attachmentKind } from '../base/preview.js';
import { text } from '../base/shape.js';
import { cardFrame, cardName } from './cardframe.js';
import { consentCard, consentType } from './consent.js';

/** All attachments of a message to look at: nothing of them can be pressed. */
export function attachmentList(message) {
  const shown = message.attachments.filter((each) => each.contentType !== 'text/html').map((each) =>
    attachmentView(each, null)
  );
  return shown.length ? h('div', { class: 'attachments' }, shown) : null;
}

/** One attachment. `desk` is what its buttons reach. */
export function attachmentView(attachment, desk) {
  return guarded(() => view(attachment, desk), () => unshown('This attachment'));
}

function view(attachment, desk) {
  const { contentType, contentUrl, content } = attachment;
  if (contentType.startsWith('image/')) return picture({ address: contentUrl, name: attachment.name });
  if (contentType.toLowerCase() === consentType) return consentCard(attachment, desk?.consent);
  if (content && cardName(contentType) && !fileTypes.test(contentType)) return cardFrame(attachment, desk);
  const href = safeAddress(text(content?.downloadUrl) || contentUrl, location.origin);
  const title = attachment.name || attachmentKind(attachment);
  return h(
    'div',
    { class: 'file' },
    icon('attach'),
    href ? h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, title) : h('span', null, title),
    h('span', { class: 'note' }, contentType),
  );
}

// A file that a bot has brought, and one of a person.
const fileTypes = /\.file\.(info|download\.info)$/i;
