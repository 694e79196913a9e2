// When a card is asked to bring itself up to date by itself: when it comes into view, for the people that it names (60
// at most), and three times at most for a person and message. Pure but for its memory.

import { isRecord, list, record } from '../base/shape.js';

export const mostPeople = 60;
export const mostAsks = 3; // by itself, of one message

/** Whether a card can be asked at all. */
export function canRefresh(card) {
  return isRecord(record(record(card).refresh).action);
}

/**
 * Whether a card is asked without anybody's doing. `ids` are the ids under which the page knows the reader; the id that
 * a bot knows them by is not among them, so that a list without these may still mean them.
 */
export function refreshesByItself(card, members) {
  if (!canRefresh(card)) return false;
  const { userIds } = card.refresh;
  if (userIds === undefined || userIds === null) return members <= mostPeople;
  return list(userIds).length > 0 && list(userIds).length <= mostPeople;
}

/** What was asked so far: for each message how often, and the card that came of it. */
export function refreshMemory() {
  const asked = new Map();
  return {
    /** Whether the card as it stands now may be asked; if so it counts. */
    begin(message, card) {
      const shown = JSON.stringify(card);
      const before = asked.get(message) ?? { count: 0, pending: false, settled: null };
      if (before.pending || before.count >= mostAsks || before.settled === shown) return false;
      asked.set(message, { count: before.count + 1, pending: true, settled: shown });
      return true;
    },
    /** The answer came, with a card or without: that one is not asked again. */
    end(message, card) {
      const before = asked.get(message);
      if (before) asked.set(message, { ...before, pending: false, ...(card && { settled: JSON.stringify(card) }) });
    },
    /** It is not for this person: no more of it. */
    never(message) {
      asked.set(message, { count: mostAsks, pending: false, settled: null });
    },
  };
}
