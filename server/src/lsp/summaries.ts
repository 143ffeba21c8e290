// Answers what lists and searches of a mailbox ask about messages that are no documents.

import { textSnapshot } from '../core/index.ts';
import type { MessageSummary } from '../core/index.ts';
import type { Handler, ServerContext } from './context.ts';
import { Cancelled } from './dispatch.ts';
import type { SummariesParams, SummariesResult } from './protocol.ts';

/** Answers `summaries`. Other requests are answered in between. */
export function summaries({ service }: ServerContext): Handler<SummariesParams, SummariesResult> {
  return async ({ messages, text = 0 }, token) => {
    const found: MessageSummary[] = [];
    let left = SLICE;
    for (const octets of messages.slice(0, MAX_MESSAGES)) {
      const mail = service.open({ snapshot: textSnapshot(octets.slice(0, MAX_LENGTH)), host: 'latin1' });
      const [summary] = mail.summaries(Math.min(text, MAX_TEXT));
      if (summary) found.push(summary);
      left -= octets.length;
      if (left > 0) continue;
      left = SLICE;
      await new Promise((resolve) => setTimeout(resolve, 0));
      if (token.isCancellationRequested) throw new Cancelled();
    }
    return found;
  };
}

const MAX_MESSAGES = 200;
/** Octets of one message. */
const MAX_LENGTH = 8 * 1024 * 1024;
/** UTF-16 units. */
const MAX_TEXT = 1_000_000;
/** Octets between two looks at what else waits: some milliseconds. */
const SLICE = 256 * 1024;
