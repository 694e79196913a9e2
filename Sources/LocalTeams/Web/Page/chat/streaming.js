// A message that grows while it is read: what it looks like meanwhile, and the way to stop it.
//
// A log tells a screen reader of what is added to it. Text that grows once a second would be told again and again, so
// such a message is busy until it is whole, and is told once.

import { attribute, button, h } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { render } from '../base/richtext.js';
import { contentTree } from '../base/preview.js';

/** Says to assistive technology whether the article of a message still grows. */
export function markStreaming(element, { streaming, deleted }) {
  attribute(element, 'aria-busy', streaming && !deleted ? 'true' : null);
}

/** What a message says while it is streamed: the text so far, or what the bot is doing. */
export function streamedContent(message) {
  const kind = message.informative ? 'content informative' : 'content';
  const text = h('div', { class: kind }, render(contentTree(message)));
  if (message.streaming) text.setAttribute('aria-live', 'off');
  return text;
}

/** The button that stops a message that grows. */
export function stopButton({ id }, actions) {
  return button('Stop', () => actions.stop(id), {
    icon: icon('stop'),
    text: 'Stop',
    class: 'stop',
    'data-key': 'Stop',
    'aria-keyshortcuts': 'S',
  });
}

/** What the small print says of a message that is, or was, streamed; null for any other. */
export function streamingNote({ streaming, informative, stopped }) {
  if (stopped) return 'Stopped';
  if (!streaming) return null;
  return informative ? 'Working…' : 'Streaming…';
}
