// Messages of property stores as Internet messages: what is kept, and that the linter has nothing to say.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createMailService, textSnapshot } from '../../../../server/src/core/index.ts';
import type { MapiMessage, MapiProperties, MapiValue } from './mapiObject.ts';
import { properties } from './properties.ts';
import { toMessage } from './toMessage.ts';

type Values = Partial<Record<keyof typeof properties, MapiValue>>;

const own = (values: Values): MapiProperties => ({
  byId: new Map(
    Object.entries(values).map(([name, value]) => [properties[name as keyof typeof properties], value]),
  ),
  named: [],
});

const message = (values: Values, more: Partial<MapiMessage> = {}): MapiMessage => ({
  properties: own(values),
  recipients: [],
  attachments: [],
  faults: [],
  ...more,
});

const octets = (text: string): Uint8Array => new TextEncoder().encode(text);

const service = createMailService({
  ruleFailed: (rule, error) => {
    throw new Error(rule, { cause: error });
  },
});
const standard = service.configure({});

/** Ids of the errors that the linter finds. */
function errors(text: string): string[] {
  const findings = service.open({ snapshot: textSnapshot(text) }).findings(standard);
  return findings.flatMap(({ severity, rule }) => (severity === 'error' ? [rule] : []));
}

const letter = {
  sentRepresentingName: 'Änn Beispiel',
  sentRepresentingSmtpAddress: 'ann@example.org',
  clientSubmitTime: { time: Date.UTC(2024, 10, 19, 9, 30, 5) },
  subject: 'Grüße – and a long subject that has to be folded because it is longer than a line may be',
  internetMessageId: '<one@example.org>',
  body: 'Hello\r\nBob\r\n',
} as const;

const bob = own({ displayName: 'Bob', smtpAddress: 'bob@example.net', recipientType: 1 });

test('a letter', () => {
  const { text, notes } = toMessage(message(letter, { recipients: [bob] }), 'u1');
  assert.deepEqual(notes, []);
  assert.deepEqual(errors(text), []);
  assert.match(text, /^From: =\?utf-8\?[^ ]+\?= <ann@example\.org>\nTo: Bob <bob@example\.net>\n/iu);
  assert.match(text, /\nDate: Tue, 19 Nov 2024 09:30:05 \+0000\n/u);
  assert.ok(text.endsWith('Content-Transfer-Encoding: 7bit\n\nHello\nBob\n\n'));
});

test('the lines it came with stay, without those that say how its body was written', () => {
  const headers =
    'Received: from a.example (a.example [192.0.2.1])\r\n\tby b.example; Tue, 19 Nov 2024 09:30:06 +0000\r\n' +
    'From: ann@example.org\r\nDate: Tue, 19 Nov 2024 09:30:05 +0000\r\n' +
    'Content-Type: multipart/mixed;\r\n\tboundary="gone"\r\nMIME-Version: 1.0\r\nno field at all\r\n\r\n';
  const { text, notes } = toMessage(message({ ...letter, transportMessageHeaders: headers }), 'u1');
  assert.deepEqual(notes, ['header-lines-lost']);
  assert.deepEqual(errors(text), []);
  assert.ok(text.startsWith('Received: from a.example (a.example [192.0.2.1])\n\tby b.example; Tue'));
  assert.ok(!text.includes('gone'));
});

test('somebody without an address is a group, not an invented address', () => {
  const exchange = own({ displayName: 'Sales, West', emailAddress: '/O=EXAMPLE/CN=SALES', recipientType: 1 });
  const { text, notes } = toMessage(message(letter, { recipients: [bob, exchange] }), 'u1');
  assert.deepEqual(notes, ['no-address']);
  assert.deepEqual(errors(text), []);
  assert.match(text, /\nTo: Bob <bob@example\.net>,\n "Sales, West":;\n/u);
});

test('HTML with the picture it shows, text beside it, and a file', () => {
  const { text } = toMessage(
    message(
      { ...letter, html: octets('<p>Gr\u00fc\u00dfe <img src="cid:pic@x">'), internetCodepage: 65001 },
      {
        attachments: [
          {
            properties: own({
              attachLongFilename: 'p.png',
              attachMimeTag: 'image/png',
              attachContentId: 'pic@x',
            }),
            octets: octets('PNG'),
          },
          {
            properties: own({ attachLongFilename: '../список.txt', attachMimeTag: 'text/plain' }),
            octets: octets('list'),
          },
        ],
      },
    ),
    'u1',
  );
  assert.deepEqual(errors(text), []);
  assert.deepEqual(text.match(/^Content-Type: [a-z0-9/]+/gimu), [
    'Content-Type: multipart/mixed',
    'Content-Type: multipart/alternative',
    'Content-Type: text/plain',
    'Content-Type: multipart/related',
    'Content-Type: text/html',
    'Content-Type: image/png',
    'Content-Type: text/plain',
  ]);
  assert.match(text, /filename\*=utf-8''%D1%81/u);
});

test('a message in the message', () => {
  const { text } = toMessage(
    message(letter, {
      attachments: [{ properties: own({ displayName: 'the first one' }), message: message(letter) }],
    }),
    'u1',
  );
  assert.deepEqual(errors(text), []);
  assert.match(
    text,
    /Content-Type: message\/rfc822\nContent-Disposition: attachment;\n filename="the first one\.eml"\n\nFrom:/u,
  );
});

test('text that looks like a delimiter of ours ends no part', () => {
  const attachment = { properties: own({ attachLongFilename: 'a.txt' }), octets: octets('x') };
  const { text } = toMessage(
    message({ ...letter, body: 'one\r\n--=_1_u1\r\n\r\ntwo' }, { attachments: [attachment] }),
    'u1',
  );
  assert.deepEqual(errors(text), []);
  assert.equal(text.match(/^--=_1_u1$/gmu)?.length, 2);
});

test('a picture is drawn in by its whole Content-ID', () => {
  const picture = (attachContentId: string): MapiMessage['attachments'][number] => ({
    properties: own({ attachLongFilename: `${attachContentId}.png`, attachContentId }),
    octets: octets('PNG'),
  });
  const html = octets(`<img src="cid:a@x"><p style="background: url('cid:b@x')">`);
  const attachments = ['a', 'a@x', 'b@x'].map(picture);
  const { text } = toMessage(message({ ...letter, html }, { attachments }), 'u1');
  assert.deepEqual(text.match(/(?:inline|attachment);\n filename="[^"]*"/gu), [
    'inline;\n filename="a@x.png"',
    'inline;\n filename="b@x.png"',
    'attachment;\n filename="a.png"',
  ]);
});

test('a subject that stands in pieces', () => {
  const subjectOf = (values: Values): string | undefined =>
    /^Subject: (.*)$/mu.exec(toMessage(message(values), 'u1').text)?.[1];
  assert.equal(subjectOf({ subjectPrefix: 'Re: ', normalizedSubject: 'beans' }), 'Re: beans');
  assert.equal(subjectOf({ conversationTopic: 'beans' }), 'beans');
});

test('what is missing is said and not made up', () => {
  const { text, notes } = toMessage(message({ subject: 'nothing else' }), 'u1');
  assert.deepEqual([...notes].sort(), ['no-body', 'no-date', 'no-sender']);
  assert.ok(!/^(?:From|Date|Message-ID):/mu.test(text));
});

test('no value becomes a header field of its own', () => {
  const { text } = toMessage(
    message(
      { ...letter, subject: 'a\r\nBcc: eve@example.org', sentRepresentingName: 'x\n\nbody' },
      {
        attachments: [
          {
            properties: own({
              attachLongFilename: 'a"\r\nX-Evil: 1',
              attachMimeTag: 'text/plain\r\nX-Evil: 2',
            }),
            octets: octets('x'),
          },
        ],
      },
    ),
    'u1',
  );
  assert.ok(!/^(?:Bcc|X-Evil):/mu.test(text));
});
