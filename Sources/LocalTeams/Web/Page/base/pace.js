// When the page is drawn anew. What a person does shows at once. What arrives shows at once too, but in a burst the
// page spends at most a quarter of its time on drawing: a thousand messages are a few drawings, not a thousand.

const shortest = 16; // ms from one drawing to the next
const longest = 1000;

/** A function that asks for a drawing: `ask({ gesture })`. */
export function paced(draw) {
  let asked = false;
  let timer = null;
  let free = 0; // when the next drawing may begin

  const run = () => {
    clearTimeout(timer);
    [asked, timer] = [false, null];
    const start = performance.now();
    draw();
    const end = performance.now();
    free = end + Math.min(Math.max(3 * (end - start), shortest), longest);
  };
  return ({ gesture = true } = {}) => {
    const wait = gesture ? 0 : free - performance.now();
    if (asked) return;
    if (wait > 0) {
      timer ??= setTimeout(run, wait);
    } else {
      asked = true;
      queueMicrotask(run);
    }
  };
}
