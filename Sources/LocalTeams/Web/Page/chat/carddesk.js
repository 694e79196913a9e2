// The cards of one message: what is drawn of them stays as long as its own JSON does, so that what was typed in and the
// focus survive whatever else happens to the message; and below them what the bot answered to a press.

import { renderOtherCard } from '../cards/others/othercard.js';
import { safeAddress } from '../base/address.js';
import { button, h, reconcile } from '../base/dom.js';
import { icon } from '../base/icons.js';
import { personOf } from '../base/names.js';
import { record, text } from '../base/shape.js';
import { attachmentCarousel } from './attachmentcarousel.js';
import { attachmentView } from './attachments.js';
import { redrawCard } from './cardframe.js';
import { cardPictures } from './cardpictures.js';
import { refreshesByItself } from './cardrefresh.js';
import { openTaskDialog } from './taskdialog.js';

/** `queue` draws what is not in view when there is time; `drawn()` is told of it. */
export function cardDesk({ element, actions, queue, drawn }) {
  const parts = new Map(); // the place of an attachment → its JSON and what is drawn for it
  const track = h('div', { class: 'attachments' });
  const note = h('div', { class: 'card-note', role: 'status' });
  const carousel = attachmentCarousel(track);
  let given = null;
  let pictures = cardPictures(); // the choice that holds for what is drawn
  let pressed = null; // where the last press was
  let replacing = false; // a card takes the place of one that stands there

  const say = (...shown) => {
    note.replaceChildren(...(shown.length ? [...shown, dismiss()] : []));
  };
  const dismiss = () =>
    button('Dismiss', () => {
      say();
      refocus();
    }, { icon: icon('close'), class: 'icon-button' });
  /** Where the focus was before what had it was taken away. */
  const refocus = () => {
    const at = document.activeElement;
    if (at && at !== document.body) return;
    const node = pressed && parts.get(pressed.index)?.node;
    const place = node &&
      [...node.querySelectorAll('[data-pointer]')].find((each) =>
        each.dataset.pointer === pressed.pointer && !each.disabled
      );
    (place ?? element).focus({ preventScroll: true });
  };

  /** Of people Teams itself knows; of everything else the bot does. */
  const choices = async ({ input, query, inputs }, search) => {
    const { dataset } = record(record(input)['choices.data']);
    if (/^graph\.microsoft\.com\/users/i.test(text(dataset))) return peopleNamed(peopleOf(given), text(query));
    const found = await search({ input: text(record(input).id), query: text(query), inputs });
    if (found.error) throw new Error(found.error);
    return found.choices;
  };

  const desk = {
    options(attachment) {
      const { state } = given;
      const me = personOf(state, state.me);
      const { index } = attachment;
      return {
        press: (press) => send(index, press),
        search: (asked) => choices(asked, (what) => actions.cards.search(given.message, what)),
        images: cardPictures(),
        locale: me?.locale || undefined,
        timeZone: me?.timeZone || undefined,
        people: peopleOf(given),
        disabled: !given.message.from.appId,
      };
    },
    later(slot, draw) {
      const work = () => {
        draw();
        drawn();
      };
      if (queue && !replacing) queue.add(slot, work);
      else work();
    },
    whenSeen(slot, attachment) {
      const members = given.conversation?.members.length ?? 0;
      if (!queue || !refreshesByItself(attachment.content, members)) return;
      queue.whenSeen(slot, async () => {
        const now = () => given.message.attachments.find((each) => each.index === attachment.index)?.content;
        const outcome = await actions.cards.refreshOnSight(given.message.id, attachment.content, now);
        show(outcome);
      });
    },
    studio: (index) =>
      `/cards?${new URLSearchParams({
        as: given.state.me,
        conversation: given.state.open ?? '',
        message: given.message.id,
        attachment: String(index),
      })}`,
    check: (card) => actions.cards.check(card),
    consent: (accept) => actions.consent(given.message.id, accept),
  };

  const send = async (index, press) => {
    pressed = { index, pointer: press.pointer };
    say();
    const node = parts.get(index)?.node;
    const outcome = await actions.cards.press(given.message, `/attachments/${index}/content${press.pointer}`, press);
    // The card may have been replaced meanwhile: then the error has no other place.
    if (outcome.error && node?.isConnected) return { error: outcome.error };
    setTimeout(() => {
      refocus();
      show(outcome, () => send(index, press));
    });
    return {};
  };

  const show = (outcome, again) => {
    if (outcome.error) say(h('p', { class: 'problem' }, outcome.error));
    else if (outcome.said) say(h('p', null, outcome.said));
    else if (outcome.opens) say(h('p', null, link(outcome.opens)));
    else if (outcome.signIn) say(signIn(outcome.signIn, again));
    else if (outcome.dialog) {
      openTaskDialog(outcome.dialog, {
        submit: actions.cards.submit,
        search: (id, asked) => choices(asked, (what) => actions.cards.searchDialog(id, what)),
        options: desk.options({ index: -1 }),
        said: (words) => say(h('p', null, words)),
      });
    }
  };

  const signIn = (attachment, again) =>
    h(
      'div',
      { class: 'card-sign-in' },
      h('p', null, 'The bot asks you to sign in first.'),
      renderOtherCard(attachment, { images: cardPictures() }),
      again && button('Press again', async () => {
        const { error } = await again();
        if (error) say(h('p', { class: 'problem' }, error));
      }, { class: 'quiet' }),
    );

  return {
    track,
    buttons: carousel.buttons,
    note,
    /** What stands in the message, in order. */
    update(now) {
      given = now;
      const { attachments, layout } = now.message;
      const shown = attachments.filter((each) => each.contentType !== 'text/html');
      const images = cardPictures();
      const kept = new Set(shown.map((each) => each.index));
      for (const index of [...parts.keys()]) if (!kept.has(index)) parts.delete(index);
      const nodes = shown.map((each) => {
        const key = JSON.stringify(each);
        const before = parts.get(each.index);
        replacing = !!before;
        if (before?.key !== key) parts.set(each.index, { key, node: attachmentView(each, desk) });
        else if (images !== pictures) redrawCard(before.node);
        return parts.get(each.index).node;
      });
      pictures = images;
      const lost = track.contains(document.activeElement);
      reconcile(track, nodes);
      carousel.update(layout === 'carousel' && nodes.length > 1);
      if (lost || (pressed && document.activeElement === document.body && element.isConnected)) refocus();
      return nodes.length ? [track, carousel.buttons, note] : [];
    },
    clear: () => parts.clear(),
  };
}

/** The people of the conversation, by the id that bots know of. */
function peopleOf({ state, conversation }) {
  return (conversation?.members ?? []).slice(0, 200).map((each) => personOf(state, each)).filter(Boolean).map((
    each,
  ) => ({
    id: each.aadObjectId || each.handle,
    name: each.name,
  }));
}

function peopleNamed(people, query) {
  const wanted = query.trim().toLowerCase();
  return people.filter((each) => each.name.toLowerCase().includes(wanted)).slice(0, 15).map((each) => ({
    title: each.name,
    value: each.id,
  }));
}

/** The page that a button opens. */
function link(address) {
  const href = safeAddress(text(address));
  return href
    ? ['Opens: ', h('a', { href, target: '_blank', rel: 'noopener noreferrer' }, href)]
    : 'The address of this button cannot be opened.';
}
