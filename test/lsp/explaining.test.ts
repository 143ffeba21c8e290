// Tests of what a client asks after it has sent a message.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { explainRepliesMethod } from '../../server/src/lsp/protocol.ts';
import type { ExplainRepliesParams, ExplainRepliesResult } from '../../server/src/lsp/protocol.ts';
import { withClient } from './client.ts';

test(
  'the answers of a server are explained, in the order asked for',
  withClient({}, async ({ connection }) => {
    const params: ExplainRepliesParams = {
      replies: [
        { code: 550, enhancedCode: '5.1.1', text: 'User unknown' },
        { code: 421, text: 'Closing' },
      ],
    };
    const answer = await connection.sendRequest<ExplainRepliesResult>(explainRepliesMethod, params);
    assert.equal(answer.length, 2);
    assert.match(answer[0]?.meaning ?? '', /no such mailbox/);
    assert.match(answer[1]?.meaning ?? '', /\S/);
  }),
);
