// Looks again and again: often while something moves, seldom while nobody watches, ever later while nobody answers.

const hiddenPause = 30_000;
const longestPause = 15_000;

/**
 * Calls `look` at once and again after each end of it. It returns the milliseconds until the next look. `failed` hears
 * what it throws. Gives `{now, stop}`.
 */
export function live(look, failed = () => {}) {
  let timer;
  let stopped = false;
  let running = false;
  let again = false;
  let failures = 0;

  async function run() {
    clearTimeout(timer);
    if (stopped) return;
    if (running) {
      again = true;
      return;
    }
    running = true;
    let pause;
    try {
      pause = await look();
      failures = 0;
    } catch (error) {
      failures += 1;
      pause = Math.min(500 * 2 ** failures, longestPause);
      if (!stopped) failed(error);
    }
    running = false;
    if (stopped) return;
    if (again) {
      again = false;
      run();
      return;
    }
    timer = setTimeout(run, document.hidden ? Math.max(pause, hiddenPause) : pause);
  }

  const shown = () => {
    if (!document.hidden) run();
  };
  document.addEventListener('visibilitychange', shown);
  run();
  return {
    now: run,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', shown);
    },
  };
}
