// Mentions in what a person writes: `@Name` in the composer, `<at>Name</at>` on the wire. Pure.

/**
 * The pattern of a mention on the wire, with its name as the first group. A name may hold a `<`, but no other mention.
 */
export const mentionPattern = /<at(?:\s[^<>]*)?>([^<]*(?:<(?!\/?at\b)[^<]*)*)<\/at>/gi;

/** What is being typed after an `@` in front of the caret: {start, word}, or null. */
export function mentionAt(text, caret) {
  const found = /(^|[\s(])@([^@\n]{0,40})$/.exec(text.slice(Math.max(0, caret - 42), caret));
  return found ? { start: caret - found[2].length - 1, word: found[2] } : null;
}

/** The candidates that a typed word means: by the start of the name or of one of its words. */
export function matching(candidates, word) {
  const wanted = fold(word);
  if (!wanted) return candidates;
  return candidates.filter(({ name }) =>
    fold(name).startsWith(wanted) || fold(name).split(/\s+/).some((part) => part.startsWith(wanted))
  );
}

/** The text for the wire, and the ids it mentions. A name counts whether chosen from the list or typed in full. */
export function encodeMentions(text, candidates) {
  const byLength = candidates.map((each) => ({ ...each, folded: fold(each.name) })).sort((one, other) =>
    other.name.length - one.name.length
  );
  const initials = new Set(byLength.map((each) => each.folded[0]));
  const mentions = new Set();
  let output = '';
  for (let at = 0; at < text.length;) {
    const found = text[at] === '@' && !/\w/.test(text[at - 1] ?? '') &&
      initials.has(fold(text.slice(at + 1, at + 3))[0]) &&
      byLength.find(({ name, folded }) =>
        fold(text.slice(at + 1, at + 1 + name.length)) === folded &&
        !/[\p{L}\p{N}]/u.test(text[at + 1 + name.length] ?? '')
      );
    if (found) {
      output += `<at>${found.name}</at>`;
      mentions.add(found.id);
      at += 1 + found.name.length;
    } else {
      output += text[at];
      at += 1;
    }
  }
  return { text: output, mentions: [...mentions] };
}

/** The text of a message as its author may edit it. */
export function decodeMentions(text) {
  return text.replaceAll(mentionPattern, '@$1');
}

function fold(text) {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
