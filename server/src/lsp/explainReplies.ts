// Answers what the replies of a server to a message mean.

import { explainReply } from '../core/index.ts';
import type { Handler } from './context.ts';
import type { ExplainRepliesParams, ExplainRepliesResult } from './protocol.ts';

/** Answers `explainReplies`, in the order asked for. */
export function explainReplies(): Handler<ExplainRepliesParams, ExplainRepliesResult> {
  return ({ replies }) => replies.slice(0, MAX_REPLIES).map(explainReply);
}

const MAX_REPLIES = 10_000;
