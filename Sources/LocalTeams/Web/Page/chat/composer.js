// The composer below the messages: text with mentions and formatting, pictures, a quote, a draft for each conversation.

import { attribute, button, h } from '../base/dom.js';
import { keep, kept } from './drafts.js';
import { icon } from '../base/icons.js';
import { isFormatted } from '../base/markdown.js';
import { encodeMentions } from '../base/mentions.js';
import { conversationOf, mentionable } from '../base/names.js';
import { preview } from '../base/preview.js';
import { isMine, logOf } from '../base/store.js';
import { writingField } from './writing.js';

const maxPicture = 700_000; // bytes; in base64 it still passes the body limit of 1 MiB

export function composer({ actions }) {
  let state = null;
  let shown = null;
  let quoted = null;
  let pictures = [];
  let name = '';

  const candidates = () => mentionable(state, conversationOf(state, state.open));
  const writing = writingField({
    label: 'Message',
    candidates,
    submit: () => send(),
    changed: () => {
      keepDraft();
      problem('');
    },
    key: (event) => {
      if (event.key === 'Escape' && quoted) {
        event.preventDefault();
        quote(null);
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
  const chooser = h('input', {
    type: 'file',
    accept: 'image/png,image/jpeg,image/gif',
    multiple: true,
    hidden: true,
    'aria-label': 'Pictures to send',
    on: {
      change: () => {
        take(chooser.files);
        chooser.value = '';
      },
    },
  });
  const banner = h('div', { class: 'quoting', hidden: true });
  const shelf = h('div', { class: 'shelf', hidden: true });
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
            take(event.clipboardData.files);
          }
        },
        dragover: (event) => event.preventDefault(),
        drop: (event) => {
          event.preventDefault();
          take(event.dataTransfer.files);
        },
      },
    },
    typing,
    h(
      'div',
      { class: 'composer-box' },
      banner,
      shelf,
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
          button('Attach a picture', () => chooser.click(), { icon: icon('attach'), class: 'icon-button' }),
          chooser,
        ),
        sendButton,
      ),
    ),
    alert,
  );

  const draftName = (conversation = shown) => `draft/${state.me}/${conversation}`;
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
  const shelve = () => {
    shelf.hidden = !pictures.length;
    shelf.replaceChildren(
      ...pictures.map((each) =>
        h(
          'div',
          { class: 'shelved' },
          h('img', { src: `data:${each.contentType};base64,${each.base64}`, alt: each.name }),
          button(`Remove ${each.name}`, () => {
            pictures = pictures.filter((other) => other !== each);
            shelve();
            writing.field.focus();
          }, { icon: icon('close'), class: 'icon-button' }),
        )
      ),
    );
  };
  const take = async (files) => {
    for (const file of files) {
      if (!/^image\/(png|jpeg|gif)$/.test(file.type)) {
        problem(`${file.name}: Teams takes PNG, JPEG and GIF pictures here.`);
        continue;
      }
      if (file.size > maxPicture) {
        problem(`${file.name} is too large: at most ${maxPicture / 1000} KB.`);
        continue;
      }
      pictures = [...pictures, {
        name: file.name || 'picture.png',
        contentType: file.type,
        base64: await base64(file),
      }];
    }
    shelve();
    writing.field.focus();
  };

  const send = async () => {
    const written = writing.text.trim();
    if ((!written && !pictures.length) || !shown) {
      writing.field.focus();
      return;
    }
    const { text, mentions } = encodeMentions(written, candidates());
    const content = { text };
    if (isFormatted(text)) content.textFormat = 'markdown';
    if (mentions.length) content.mentions = mentions;
    if (pictures.length) content.attachments = pictures;
    if (quoted) content.quote = quoted.id;
    const [conversation, before, again] = [shown, quoted, pictures];
    writing.text = '';
    pictures = [];
    keepDraft();
    shelve();
    quote(null);
    problem('');
    writing.field.focus();
    const refusal = await actions.send(conversation, content);
    if (!refusal) return;
    if (shown === conversation && !writing.text) {
      writing.text = written;
      pictures = again;
      shelve();
      keepDraft();
      if (before) quote(before);
      problem(`Not sent. ${refusal}`);
    } else {
      keep(draftName(conversation), written);
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
        pictures = [];
        shelve();
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

function base64(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
