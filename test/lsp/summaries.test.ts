// Tests of what lists and searches of a mailbox ask the server.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { summariesMethod } from '../../server/src/lsp/protocol.ts';
import type { SummariesParams, SummariesResult } from '../../server/src/lsp/protocol.ts';
import { withClient } from './client.ts';

test(
  'messages in few words, from their octets, in the order asked for',
  withClient({}, async ({ connection }) => {
    const params: SummariesParams = {
      messages: [
        // Shift_JIS, one character an octet: the server has the charsets that the client has not.
        'Subject: one\r\nContent-Type: text/plain; charset=shift_jis\r\n\r\n\x93\xfa\x96{',
        'Subject: =?utf-8?B?w6k=?=\r\n',
        '',
      ],
      text: 100,
    };
    const found = await connection.sendRequest<SummariesResult>(summariesMethod, params);
    assert.deepEqual(
      found.map(({ subject, text }) => [subject, text]),
      [
        ['one', '日本'],
        ['é', ''],
        ['', ''],
      ],
    );
  }),
);

test(
  'no more than a request may hold',
  withClient({}, async ({ connection }) => {
    const messages = new Array<string>(500).fill('Subject: a\n\n');
    const found = await connection.sendRequest<SummariesResult>(summariesMethod, { messages });
    assert.equal(found.length, 200);
  }),
);
