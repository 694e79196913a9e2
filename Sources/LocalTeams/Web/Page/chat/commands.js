// What stands behind `/` in the composer: the bots of the conversation, to be written to alone, and their commands.
// Pure.

/** What is being typed after a `/` at the start of the text: {start, word}, or null. */
export function commandAt(text, caret) {
  const found = /^\/([^\n]{0,40})$/.exec(text.slice(0, Math.min(caret, 42)));
  return found && caret <= 41 ? { start: 0, word: found[1] } : null;
}

/**
 * What can be chosen: {id, name, kind, note, text, onlyTo}. `text` takes the place of what was typed; `onlyTo` is the
 * bot that alone sees it, null in a chat that is private anyway.
 */
export function commandsOf(bots, isPrivate) {
  const whole = isPrivate ? [] : bots.map(({ appId, name }) => ({
    id: appId,
    name: `/${name}`,
    kind: 'bot',
    note: `A message that only ${name} sees`,
    text: '',
    onlyTo: appId,
  }));
  const commands = bots.flatMap(({ appId, name, commands: offered }) =>
    offered.map(({ title, description }) => ({
      id: `${appId} ${title}`,
      name: `/${title}`,
      kind: 'bot',
      note: [description, bots.length > 1 && name].filter(Boolean).join(' · '),
      text: `/${title} `,
      onlyTo: isPrivate ? null : appId,
    }))
  );
  return [...commands, ...whole];
}

/** Those whose name begins with what was typed, or has a word that does. */
export function commandsFor(all, word) {
  const wanted = word.toLowerCase().trimStart();
  return all.filter(({ name }) => {
    const own = name.slice(1).toLowerCase();
    return own.startsWith(wanted) || (wanted && own.split(/\s+/).some((each) => each.startsWith(wanted)));
  });
}
