// Waiting that the user can end: quiet at first, then a notification with a button to stop.

import { ProgressLocation, window } from 'vscode';

import type { Cancellation } from '../mail/mailStore.ts';

/** Told of octets that have come. */
type Progress = (octets: number) => void;

/**
 * Does something, and from a moment on shows that it is under way, with a way to give up.
 * @param title what is done, as the notification says it.
 * @param size octets that are expected, where known.
 */
export function patiently<T>(
  title: string,
  work: (cancel: Cancellation, progress: Progress) => Promise<T>,
  size?: number,
): Promise<T> {
  const stop = new AbortController();
  let come = 0;
  const working = work(stop, (octets) => {
    come = octets;
  });
  const timer = setTimeout(() => {
    const options = { location: ProgressLocation.Notification, title, cancellable: true };
    void window.withProgress(options, async (progress, token) => {
      token.onCancellationRequested(() => stop.abort());
      let shown = 0;
      const telling = setInterval(() => {
        if (size === undefined || size === 0) return;
        const percent = Math.min(100, Math.floor((come / size) * 100));
        progress.report({ increment: percent - shown, message: `${percent} %` });
        shown = percent;
      }, TELL_EVERY);
      await working.catch(() => undefined);
      clearInterval(telling);
    });
  }, PATIENCE);
  return working.finally(() => clearTimeout(timer));
}

/** Milliseconds. */
const PATIENCE = 1500;
const TELL_EVERY = 250;
