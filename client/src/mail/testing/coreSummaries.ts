// Summaries without a language server, for tests: the core in this process.

import { createMailService, textSnapshot } from '../../../../server/src/core/index.ts';
import type { Summaries } from '../summaries.ts';

const service = createMailService({ ruleFailed: () => undefined });

/** What the server would say. */
export const coreSummaries: Summaries = (messages, text, cancel) => {
  cancel.signal.throwIfAborted();
  return Promise.resolve(
    messages.flatMap((octets) => {
      const snapshot = textSnapshot(Buffer.from(octets).toString('latin1'));
      return service.open({ snapshot, host: 'latin1' }).summaries(text).slice(0, 1);
    }),
  );
};
