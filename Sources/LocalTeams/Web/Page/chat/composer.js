// The composer below the messages: text with mentions, commands and formatting, pictures and files, a quote, a draft
// for each conversation.

import { attribute, button, h } from '../base/dom.js';
import { commandsOf } from './commands.js';
import { keep, kept } from './drafts.js';
import { pictureTypes } from './filerules.js';
import { icon } from '../base/icons.js';
import { isFormatted } from '../base/markdown.js';
import { encodeMentions } from '../base/mentions.js';
import { botOf, conversationOf, mentionable, nameOf } from '../base/names.js';
import { preview } from '../base/preview.js';
import { fileShelf } from './shelf.js';
import { typist } from './typist.js';
import { isMine, logOf } from '../base/store.js';
import { writingField } from './writing.js';

export function composer({ actions }) {
  let state = null;
  let shown = null;
  let quoted = null;
  let onlyTo = null; // the bot that alone sees the next message
  let name = '';

  const place = () => conversationOf(state, state.open);
  const typed = typist((conversation) => actions.type(conversation));
  const candidates = () => mentionable(state, place());
  const commands = () => {
    const bots = (place()?.bots ?? []).map((each) => botOf(state, each)).filter(Boolean);
    return commandsOf(bots, place()?.kind === 'personal');
  };
  const writing = writingField({
    label: 'Message',
    candidates,
    commands,
    commanded: (command) => only(command.onlyTo),
    submit: () => send(),
    changed: () => {
      keepDraft();
      if (writing.text && !onlyTo) typed(shown);
      problem('');
    },
    key: (event) => {
      if (event.key === 'Escape' && (quoted || onlyTo)) {
        event.preventDefault();
        if (quoted) quote(null);
        else only(null);
      } else if (event.key === 'ArrowUp' && !writing.text) {
        const own = logOf(state, state.open).items.findLast((each) =>
          isMine(state, each) && !each.deleted && !each.onlyYou
        );
        if (own) {
          event.preventDefault();
          actions.startEdit(own.id);
        }
      }
    },
  });
  const shelf = fileShelf({
    conversation: place,
    problem: (text) => problem(text),
    settled: () => writing.field.focus(),
  });
  const chooser = (label, accept, how) => {
    const field = h('input', {
      type: 'file',
      accept,
      multiple: true,
      hidden: true,
      'aria-label': label,
      on: {
        change: () => {
          shelf.take([...field.files], how);
          field.value = '';
        },
      },
    });
    return field;
  };
  const pictureChooser = chooser('Pictures to send', pictureTypes.join(), { asPictures: true });
  const fileChooser = chooser('Files to send', null);
  const banner = h('div', { class: 'quoting', hidden: true });
  const secret = h('div', { class: 'quoting private-to', hidden: true });
  const alert = h('p', { class: 'problem', role: 'alert' });
  const typing = h('p', { class: 'typing', role: 'status', 'aria-live': 'polite' });
  const sendButton = button('Send', () => send(), { icon: icon('send'), class: 'icon-button send' });
  const element = h(
    'form',
    {
      class: 'composer',
      'aria-label': 'Composer',
      on: {
        submit: (event) => event.preventDefault(),
        paste: (event) => {
          if (event.clipboardData?.files.length) {
            event.preventDefault();
            shelf.take([...event.clipboardData.files]);
          }
        },
        dragover: (event) => event.preventDefault(),
        drop: (event) => {
          event.preventDefault();
          shelf.take([...event.dataTransfer.files]);
        },
      },
    },
    typing,
    h(
      'div',
      { class: 'composer-box' },
      secret,
      banner,
      shelf.element,
      writing.element,
      h(
        'div',
        { class: 'composer-tools' },
        h(
          'div',
          { role: 'group', 'aria-label': 'Formatting' },
          button('Bold', writing.bold, { icon: icon('bold'), class: 'icon-button' }),
          button('Italic', writing.italic, { icon: icon('italic'), class: 'icon-button' }),
          button('List', writing.list, { icon: icon('list'), class: 'icon-button' }),
          button('Attach a picture', () => pictureChooser.click(), { icon: icon('attach'), class: 'icon-button' }),
          button('Attach a file', () => fileChooser.click(), { icon: icon('file'), class: 'icon-button' }),
          pictureChooser,
          fileChooser,
        ),
        sendButton,
      ),
    ),
    alert,
  );

  const draftName = (conversation = shown) => `draft/${state.me}/${conversation}`;
  const onlyName = () => `only-to/${state.me}/${shown}`;
  const keepDraft = () => keep(draftName(), writing.text);
  const problem = (text) => {
    alert.textContent = text;
  };

  const quote = (message) => {
    quoted = message;
    banner.hidden = !message;
    banner.replaceChildren(
      ...(message
        ? [
          h(
            'div',
            null,
            h('span', { class: 'who' }, `Reply to ${message.from.name}`),
            h('span', { class: 'quoted-text' }, preview(message)),
          ),
          button('Cancel the reply', () => {
            quote(null);
            writing.field.focus();
          }, { icon: icon('close'), class: 'icon-button' }),
        ]
        : []),
    );
    if (message) writing.field.focus();
  };
  /** From here on the next message is for a bot's eyes alone, or for everyone's again. */
  const only = (bot) => {
    onlyTo = bot;
    if (shown) keep(onlyName(), bot ?? '');
    secret.hidden = !bot;
    secret.replaceChildren(
      ...(bot
        ? [
          h('div', null, icon('eye'), ` Only ${nameOf(state, bot)} sees this message`),
          button('Send to everyone instead', () => {
            only(null);
            writing.field.focus();
          }, { icon: icon('close'), class: 'icon-button' }),
        ]
        : []),
    );
  };

  const send = async () => {
    const written = writing.text.trim();
    if ((!written && !shelf.any) || !shown) {
      writing.field.focus();
      return;
    }
    const { text, mentions } = encodeMentions(written, candidates());
    const content = { text };
    if (isFormatted(text)) content.textFormat = 'markdown';
    if (mentions.length) content.mentions = mentions;
    if (shelf.any) content.attachments = shelf.attachments;
    if (quoted) content.quote = quoted.id;
    if (onlyTo) content.onlyTo = onlyTo;
    const again = { conversation: shown, quoted, onlyTo, items: shelf.items };
    writing.text = '';
    shelf.items = [];
    keepDraft();
    quote(null);
    only(null);
    problem('');
    writing.field.focus();
    const refusal = await actions.send(again.conversation, content);
    if (!refusal) return;
    if (shown === again.conversation && !writing.text) {
      writing.text = written;
      shelf.items = again.items;
      keepDraft();
      only(again.onlyTo);
      if (again.quoted) quote(again.quoted);
      problem(`Not sent. ${refusal}`);
    } else {
      keep(draftName(again.conversation), written);
      problem(`“${written.slice(0, 60)}” was not sent. ${refusal}`);
    }
  };

  return {
    element,
    quote,
    focus: () => writing.field.focus(),
    update(next) {
      state = next;
      if (shown !== state.open) {
        shown = state.open;
        quote(null);
        const before = shown ? kept(onlyName()) : '';
        only(place()?.bots.includes(before) ? before : null);
        shelf.items = [];
        problem('');
        writing.text = shown ? kept(draftName()) : '';
      }
      const conversation = conversationOf(state, state.open);
      if (element.hidden !== !conversation) {
        element.hidden = !conversation;
        writing.grow();
      }
      const title = conversation
        ? `Message ${conversation.root ? `thread in ${conversation.name}` : conversation.name}`
        : '';
      if (title !== name) {
        name = title;
        writing.rename(title);
      }
      const names = [...(state.typing.get(state.open)?.keys() ?? [])];
      const line = names.length
        ? `${names.length > 3 ? `${names.length} people` : names.join(' and ')} ${
          names.length > 1 ? 'are' : 'is'
        } typing…`
        : '';
      if (typing.textContent !== line) typing.textContent = line;
      attribute(typing, 'data-active', line ? 'true' : null);
    },
  };
}
