// What the page keeps in this browser: drafts and small choices. A browser that keeps nothing, or no more, is no error.

export function kept(name) {
  try {
    return localStorage.getItem(`local-teams/${name}`) ?? '';
  } catch {
    return '';
  }
}

/** Keeps a text; an empty one is forgotten. */
export function keep(name, text) {
  try {
    if (text) localStorage.setItem(`local-teams/${name}`, text);
    else localStorage.removeItem(`local-teams/${name}`);
  } catch { /* it is full or forbidden: the page works without */ }
}
