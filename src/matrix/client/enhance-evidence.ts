/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

/** Runs in a page with commands: a button that copies each of them. The page embeds it as text. */
export function enhanceEvidence(): void {
  for (const pre of document.querySelectorAll<HTMLElement>('pre.copy')) {
    if (navigator.clipboard === undefined) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy-button';
    button.textContent = 'Copy';
    button.addEventListener('click', () => {
      navigator.clipboard.writeText(pre.textContent ?? '').then(
        () => (button.textContent = 'Copied'),
        () => (button.textContent = 'Copying is not allowed here'),
      );
    });
    pre.before(button);
  }
}
