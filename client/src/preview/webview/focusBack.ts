// Whoever comes back to the preview by the keyboard goes on where he was: the workbench gives the focus to the frame alone.

/** Watches the document for as long as it is there. */
export function keepFocus(): void {
  let last: HTMLElement | undefined;
  document.addEventListener('focusin', ({ target }) => {
    if (target instanceof HTMLElement && target !== document.body) last = target;
  });
  window.addEventListener('focus', () => {
    if (document.activeElement !== document.body || !last?.isConnected) return;
    // The cursor in the source may have chosen another part in the meantime.
    const selected = last.closest('[role=tree]')?.querySelector<HTMLElement>('[aria-selected=true]');
    (selected ?? last).focus({ preventScroll: true });
  });
}
