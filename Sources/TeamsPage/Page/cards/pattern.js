// Tries a card's regular expression, whatever it is: one that may take long runs in a worker that is ended in time.

const maxPattern = 2_000;
const patience = 400; // milliseconds that a pattern may take

/** Whether the pattern is found in the text; null where it is no pattern or takes too long. */
export async function matches(pattern, text) {
  if (pattern.length > maxPattern) return null;
  let expression;
  try {
    expression = new RegExp(pattern);
  } catch {
    return null;
  }
  if (isQuick(pattern, text)) return expression.test(text);
  try {
    return await tried(pattern, text);
  } catch {
    return null;
  }
}

/** Whether a pattern cannot take long: no repetition of a group, no reference back, and few repetitions at all. */
export function isQuick(pattern, text) {
  const bare = pattern.replaceAll(/\\[^1-9k]|\[(?:\\.|[^\]\\])*\]/g, 'x');
  if (/\)[*+?{]|\\[1-9k]/.test(bare)) return false;
  const open = (bare.match(/[*+]|\{\d*,\d*\}/g) ?? []).length;
  return text.length ** Math.max(1, open) < 200_000;
}

function tried(pattern, text) {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./patternworker.js', import.meta.url), { type: 'module' });
    const end = (found) => {
      clearTimeout(timer);
      worker.terminate();
      resolve(found);
    };
    let timer = setTimeout(() => end(null), 10 * patience);
    worker.onerror = () => end(null);
    worker.onmessage = ({ data }) => {
      if (data !== 'ready') return end(data);
      // Only from now on does it take its time: the file had to be fetched first.
      clearTimeout(timer);
      timer = setTimeout(() => end(null), patience);
      worker.postMessage({ pattern, text });
    };
  });
}
