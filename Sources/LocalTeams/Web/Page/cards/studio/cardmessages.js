// The cards of conversations, as the person sees them: one by its place, and the latest of all.

import { api } from '../../base/api.js';
import { messageAs } from '../../base/otherview.js';
import { cut, isRecord, list, name, record, text } from '../../base/shape.js';

const adaptive = 'application/vnd.microsoft.card.adaptive';
const most = { conversations: 12, messages: 30, cards: 30 };

const contentOf = (attachment) => {
  const given = record(attachment);
  return text(given.contentType).toLowerCase() === adaptive && isRecord(given.content) ? given.content : null;
};

/** The card at a place: {as, conversation, message, attachment}. Throws in words what is missing. */
export async function cardAt({ as, conversation, message, attachment }) {
  const found = await messageAs(as, conversation, message);
  if (!found) throw new Error('That message is not in the conversation, or this person does not see it.');
  const content = contentOf(list(record(found.json).attachments)[attachment]);
  if (!content) throw new Error(`Attachment ${attachment} of that message is no Adaptive Card.`);
  return content;
}

/** The person of the address, or the first of the workspace. */
export async function somebody(as) {
  if (as) return as;
  return (await api(null).workspace()).users[0]?.handle ?? null;
}

/** [{name, place}] of the latest cards that a person sees, the newest first. */
export async function latestCards(as) {
  const calls = api(as);
  const rooms = (await calls.conversations()).slice(0, most.conversations);
  const found = await Promise.all(rooms.map(async (room) => {
    const messages = await calls.history(room.id, { limit: most.messages }).catch(() => []);
    return messages.flatMap((message) =>
      list(record(message.json).attachments).slice(0, 10).flatMap((each, attachment) => {
        const content = contentOf(each);
        const place = { as, conversation: room.id, message: message.id, attachment };
        return content
          ? [{ name: `${wordsOf(content)} (${name(room.name, 'a chat')})`, sent: message.sent, place }]
          : [];
      })
    );
  }));
  return found.flat().sort((one, other) => (other.sent ?? 0) - (one.sent ?? 0)).slice(0, most.cards);
}

/** The first words of a card, to know it by. */
function wordsOf(card) {
  const queue = [...list(card.body)];
  for (let steps = 0; queue.length && steps < 200; steps += 1) {
    const each = record(queue.shift());
    if (text(each.text).trim()) return cut(text(each.text).replaceAll(/\s+/g, ' ').trim(), 50);
    queue.push(...list(each.items), ...list(each.columns), ...list(each.inlines));
  }
  return 'A card';
}
