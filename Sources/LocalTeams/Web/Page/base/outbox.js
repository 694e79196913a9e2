// Messages leave in the order in which they were written: each waits until the one before it is in the conversation,
// but not for what the bots answer to it.

export function makeOutbox() {
  const lanes = new Map(); // conversation → the end of its queue, and how to say that the message under way has arrived

  return {
    /** Runs `post` once those before it in the conversation have ended, or were seen to arrive. */
    async send(conversation, post) {
      const lane = lanes.get(conversation) ?? { tail: Promise.resolve(), arrived: () => {} };
      lanes.set(conversation, lane);
      const before = lane.tail;
      let next;
      lane.tail = new Promise((resolve) => {
        next = resolve;
      });
      await before;
      lane.arrived = next;
      try {
        return await post();
      } finally {
        next();
      }
    },
    /** A message of this person's stands in the conversation. */
    arrived: (conversation) => lanes.get(conversation)?.arrived(),
  };
}
