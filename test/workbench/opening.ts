// Times how a file opens, inside the page.

/** Milliseconds that the largest file may take to be opened and checked. */
export const OPEN_TIMEOUT = 60_000;

/** Milliseconds from the key press that opens a file. */
export interface OpeningTimes {
  /** NaN where time was up. */
  readonly text: number;
  /** NaN where none was awaited, or time was up. */
  readonly squiggle: number;
}

/** Runs in the page: looks at every frame it draws, from the next press of Enter on. */
export function watchOpening(wanted: { base: string; awaitSquiggle: boolean; limit: number }): {
  readonly times: Promise<OpeningTimes>;
} {
  const times = new Promise<OpeningTimes>((resolve) => {
    const look = (start: number, text: number): void => {
      const now = performance.now() - start;
      const tab = document.querySelector('.tabs-container .tab.active')?.textContent ?? '';
      const editor = document.querySelector('.editor-group-container.active .monaco-editor');
      const drawn = tab.includes(wanted.base) && Boolean(editor?.querySelector('.view-line')?.textContent);
      const shown = Number.isNaN(text) && drawn ? now : text;
      const squiggle =
        drawn && wanted.awaitSquiggle && editor?.querySelector('[class*="squiggly-"]') !== null;
      if (squiggle || (drawn && !wanted.awaitSquiggle) || now > wanted.limit) {
        resolve({ text: shown, squiggle: squiggle ? now : NaN });
      } else {
        requestAnimationFrame(() => look(start, shown));
      }
    };
    document.addEventListener('keydown', () => look(performance.now(), NaN), { capture: true, once: true });
  });
  // In an object: a promise by itself would be awaited before the key is pressed.
  return { times };
}
