// Cards are drawn a few at a time, those in view first, so that the page answers in between however many there are. Of
// those that are far from view the browser lays out nothing.

const slice = 10; // ms of drawing before the page may do something else
const patience = 500; // ms that the page may be busy before what is far from view is drawn all the same

/**
 * `frame` is what scrolls; `steady(work)` does the work and leaves in place what the reader looks at.
 */
export function drawQueue(frame, steady) {
  const waiting = new Map(); // an element → what draws into it
  const near = new Set();
  const sights = new WeakMap();
  let soon = null;
  let idle = null;

  const nearby = new IntersectionObserver((entries) => {
    steady(() => {
      for (const { target, isIntersecting } of entries) {
        target.classList.toggle('far', !isIntersecting);
        if (isIntersecting && waiting.has(target)) near.add(target);
        else near.delete(target);
      }
    });
    schedule();
  }, { root: frame, rootMargin: '100% 0px' });
  const seen = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      if (!isIntersecting) continue;
      seen.unobserve(target);
      sights.get(target)?.();
    }
  }, { root: frame });
  // What a card turns out to need, once its pictures are here, moves nothing that the reader has come to the end of.
  const sized = new ResizeObserver(() => steady(() => {}));

  const next = () => {
    for (const each of near) return each;
    return [...waiting.keys()].at(-1);
  };
  const draw = (element) => {
    const work = waiting.get(element);
    waiting.delete(element);
    near.delete(element);
    if (!element.isConnected) return; // its message is no longer drawn
    work();
    sized.observe(element);
  };
  /** Draws for a moment; `first` is told of each element before. */
  const run = (first = () => {}) => {
    const end = performance.now() + slice;
    steady(() => {
      while (waiting.size && performance.now() < end) {
        const element = next();
        first(element);
        draw(element);
      }
    });
    schedule();
  };
  const schedule = () => {
    if (near.size && soon === null) {
      soon = setTimeout(() => {
        soon = null;
        run();
      }, 0);
    } else if (waiting.size && idle === null) {
      idle = requestIdleCallback(() => {
        idle = null;
        run();
      }, { timeout: patience });
    }
  };

  return {
    /** Has `work` draw into an element once it is its turn. */
    add(element, work) {
      element.classList.add('far');
      waiting.set(element, work);
      nearby.observe(element);
      schedule();
    },
    /** Draws what is next for a moment: what has just come stands there at once. */
    flush() {
      if (waiting.size) run((element) => element.classList.remove('far'));
    },
    /** Calls `then` once the element is in view. */
    whenSeen(element, then) {
      sights.set(element, then);
      seen.observe(element);
    },
  };
}
