import { openDialog } from '../base/dialog.js';
import { h } from '../base/dom.js';

const shortcuts = [
  ['In the composer', [
    ['Enter', 'send'],
    ['Shift Enter', 'new line'],
    ['@', 'mention: arrows choose, Enter takes, Escape leaves'],
    ['/', 'commands of bots, and messages that only a bot sees'],
    ['Ctrl B, Ctrl I', 'bold, italic'],
    ['↑ when empty', 'edit your last message'],
    ['Escape', 'drop the reply; write to everyone again'],
  ]],
  ['In the messages', [
    ['↑ ↓ Home End', 'from message to message'],
    ['→ ← Tab', 'to the buttons of a message and back'],
    ['E, Delete, U', 'edit, delete, undo your own'],
    ['R', 'reply'],
    ['L', 'react'],
    ['Enter', 'open the thread, in a channel or a group'],
    ['S', 'stop an answer that is being written'],
    ['C', 'compare: the message as each person sees it'],
    ['I', 'inspect what was on the wire'],
    ['Tab in a card', 'to its inputs and buttons; Escape goes back to the message'],
  ]],
  ['Anywhere', [
    ['Alt 1', 'conversations'],
    ['Alt 2', 'messages'],
    ['Alt 3', 'composer'],
    ['Alt I', 'show or hide the inspector'],
    ['Alt N', 'new chat'],
    ['Alt T', 'test bench: faults, limits, clock, tenant'],
    ['Alt A', 'activity feed'],
    ['?', 'this help'],
  ]],
];

export function openHelp() {
  openDialog(
    'Keyboard shortcuts',
    () =>
      shortcuts.map(([title, rows]) =>
        h(
          'section',
          null,
          h('h3', null, title),
          h(
            'dl',
            { class: 'shortcuts' },
            rows.flatMap(([keys, what]) => [h('dt', null, h('kbd', null, keys)), h('dd', null, what)]),
          ),
        )
      ),
  );
}
