// Where pictures of cards may come from. A policy of the document says it, so that not even a fault of the renderer can
// ask another machine. A policy can be added and never taken away: the switch loads the page anew.

const own = "img-src 'self' data: blob: http://localhost:* http://127.0.0.1:*";
const draft = 'studio-draft';

/** Allows pictures of this machine alone, from here on. */
export function keepPicturesHere() {
  const policy = document.createElement('meta');
  policy.httpEquiv = 'Content-Security-Policy';
  policy.content = own;
  document.head.append(policy);
}

/** Loads the page at another address, with what is written. */
export function loadAnew(address, texts) {
  try {
    sessionStorage.setItem(draft, JSON.stringify(texts));
  } catch {
    // Without a store the page begins with what its address says.
  }
  location.assign(address);
}

/** What was written before the page was loaded anew: {source, data}, once; null when it was not. */
export function keptTexts() {
  try {
    const texts = JSON.parse(sessionStorage.getItem(draft));
    sessionStorage.removeItem(draft);
    return typeof texts?.source === 'string' && typeof texts.data === 'string' ? texts : null;
  } catch {
    return null;
  }
}
