// The shortcuts of the whole page: Alt and a key, and ? for help. They are off while a dialog is open.

/** `alt` has what a key does with Alt, by the code of the key; `help` is what ? does outside of text. */
export function listenForShortcuts(alt, help) {
  document.addEventListener('keydown', (event) => {
    if (document.querySelector('dialog[open]')) return;
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    const go = event.altKey && !event.ctrlKey && !event.metaKey
      ? alt[event.code]
      : event.key === '?' && !typing && help;
    if (go) {
      event.preventDefault();
      go();
    }
  });
}
