// Tests of what a client asks before it sends a message, and when it writes one.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { TextEdit } from 'vscode-languageserver-protocol/node';

import {
  alternativeMethod,
  attachMethod,
  composeMethod,
  sendPlanMethod,
} from '../../server/src/lsp/protocol.ts';
import type {
  AlternativeResult,
  AttachResult,
  ComposeParams,
  ComposeResult,
  SendPlanParams,
  SendPlanResult,
} from '../../server/src/lsp/protocol.ts';
import { textOf, withClient } from './client.ts';

const DRAFT = [
  'From: Ann <ann@example.com>',
  'To: bob@example.org, carl',
  'Bcc: dora@example.org',
  'Subject: {{subject}}',
  '',
  'Hello {{name}}',
  '',
].join('\r\n');

test(
  'a send plan of a text: envelope, what changes, what is in the way, what the rules for outgoing mail say',
  withClient({}, async ({ connection }) => {
    const params: SendPlanParams = {
      text: DRAFT,
      options: { add: { date: 'Fri, 06 Dec 2024 10:30:00 +0100', messageId: '<1@example.com>' } },
    };
    const plan = await connection.sendRequest<SendPlanResult>(sendPlanMethod, params);
    assert.deepEqual(plan?.envelope, {
      from: 'ann@example.com',
      to: ['bob@example.org', 'dora@example.org'],
    });
    assert.deepEqual(
      plan.lines.map(({ line, remove, insert }) => [line, remove, insert.length]),
      [
        [2, 1, 0],
        [4, 0, 1],
        [4, 0, 1],
      ],
    );
    assert.deepEqual(plan.obstacles, [
      {
        code: 'badAddress',
        message: 'The addresses in To cannot be read for certain here. Correct them before sending.',
        range: { start: { line: 1, character: 21 }, end: { line: 1, character: 25 } },
      },
    ]);
    const findings = plan.findings.map(({ code }) => code);
    assert.ok(findings.includes('message/unresolved-template'));
    assert.ok(!findings.includes('message/missing-date'));
    assert.equal(plan.version, null);
    assert.equal(await connection.sendRequest(sendPlanMethod, { uri: 'file:///nowhere/a.eml' }), null);
  }),
);

const QUESTION =
  'From: Ann <ann@example.com>\nSubject: Question\nMessage-ID: <1@example.com>\n\nDo you come?\n';

test(
  'the plan of an open document is that of its text, and the user’s own levels count',
  withClient(
    {
      files: {
        'draft.eml': DRAFT,
        '.mailworkbench.json': '{"rules": {"message/unresolved-template": "off"}}',
      },
    },
    async (client) => {
      const uri = await client.open('draft.eml', QUESTION);
      const plan = await client.connection.sendRequest<SendPlanResult>(sendPlanMethod, { uri });
      assert.deepEqual(
        plan?.obstacles.map(({ code }) => code),
        ['noRecipient'],
      );
      assert.equal(plan.version, 1);
      // The other profile leaves no trace in what the editor shows.
      const { length } = await client.diagnostics(uri);
      await client.connection.sendRequest(sendPlanMethod, { uri });
      assert.equal((await client.diagnostics(uri)).length, length);
      await client.close(uri);
      const closed = await client.connection.sendRequest<SendPlanResult>(sendPlanMethod, { uri });
      assert.equal(closed?.subject, '{{subject}}');
      assert.ok(!closed.findings.some(({ code }) => code === 'message/unresolved-template'));
    },
  ),
);

test(
  'a reply has a date and an identifier of its own, and says where one writes',
  withClient({}, async ({ connection }) => {
    const params: ComposeParams = {
      kind: 'reply',
      originals: [{ text: QUESTION }],
      identity: { address: 'bob@example.org', name: 'Bob' },
    };
    const reply = await connection.sendRequest<ComposeResult>(composeMethod, params);
    assert.match(
      reply?.text ?? '',
      /\nTo: Ann <ann@example\.com>\nSubject: Re: Question\nDate: \w{3}, \d{2} /,
    );
    assert.match(reply?.text ?? '', /\nMessage-ID: <\w+@example\.org>\nIn-Reply-To: <1@example\.com>\n/);
    const lines = reply?.text.split('\n') ?? [];
    assert.equal(lines[(reply?.cursor.line ?? 0) - 2], '> Do you come?');
    assert.deepEqual([reply?.encoding, reply?.subject, reply?.notes], ['utf-8', 'Re: Question', []]);
    assert.equal(await connection.sendRequest(composeMethod, { ...params, originals: [] }), null);
    const plan = await connection.sendRequest<SendPlanResult>(sendPlanMethod, { text: reply?.text ?? '' });
    assert.deepEqual(
      plan?.findings.map(({ message }) => textOf(message)),
      [],
    );
    assert.deepEqual(plan.answers, { inReplyTo: ['1@example.com'], forwarded: [] });
  }),
);

test(
  'files are attached to an open message, and Markdown becomes HTML beside it',
  withClient({}, async (client) => {
    const uri = await client.open('a.eml', `${QUESTION}\n*sure* <b>\n`);
    const attached = await client.connection.sendRequest<AttachResult>(attachMethod, {
      uri,
      files: [{ name: 'a.txt', octets: Buffer.from('Grüße').toString('base64') }],
    });
    assert.deepEqual(attached?.contentIds, [null]);
    assert.match(textIn(attached.edits), /filename="a\.txt"[^]*R3LDvMOfZQ==/);
    const both = await client.connection.sendRequest<AlternativeResult>(alternativeMethod, {
      uri,
      source: 'markdown',
    });
    assert.match(textIn(both?.edits ?? []), /<p>Do you come\?<\/p>\n<p><em>sure<\/em> &lt;b&gt;<\/p>/);
  }),
);

function textIn(edits: readonly TextEdit[]): string {
  return edits.map(({ newText }) => newText).join('');
}
