// That somebody types is told once in a while, not at each key: the others see it for 8 seconds.

const pause = 4_000; // ms

/** A function to call at each key, with the conversation. */
export function typist(tell) {
  let last = { conversation: null, at: -pause };
  return (conversation) => {
    const at = performance.now();
    if (conversation === last.conversation && at - last.at < pause) return;
    last = { conversation, at };
    tell(conversation);
  };
}
