// Tests of the hovers, in every host a message can stand in.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { basicDecoding } from '../message/charsets.ts';
import { createDocument } from '../message/document.ts';
import { textSnapshot } from '../text/snapshot.ts';
import { fixtures } from '../testing/fixture.ts';
import type { HoverPorts } from './hover.ts';
import { hover } from './hover.ts';

const ports: HoverPorts = {
  now: () => Date.UTC(2024, 11, 6, 12, 0, 0),
  localTime: (epochMs) => `local ${String(epochMs / 1000)}`,
};

/** Expects the hover at `│` to explain the text `range` and to hold each of `expected`. */
function check(message: string, range: string, ...expected: readonly string[]): void {
  for (const { document, cursor, own, context } of fixtures(message)) {
    const found = hover(document, cursor, ports, basicDecoding);
    assert.ok(found, `${context}: no hover`);
    assert.equal(own(found), range, context);
    for (const text of expected) assert.ok(found.markdown.includes(text), `${context}: ${found.markdown}`);
  }
}

function checkNone(message: string): void {
  for (const { document, cursor } of fixtures(message)) {
    assert.equal(hover(document, cursor, ports, basicDecoding), undefined);
  }
}

test('a field name: meaning, value, number, who adds it, reference', () => {
  check(
    'Da│te: Fri, 6 Dec 2024 10:30:00 +0100\n\n',
    'Date',
    '**`Date`** The moment the author declared',
    '- Holds a date and time\n- Required, exactly once\n- Added by the mail program',
    '(https://www.rfc-editor.org/rfc/rfc5322#section-3.6.1)',
  );
  check('X│-Own: a\n\n', 'X-Own', '**`X-Own`**', 'somebody');
  check('Sub│ject: =?utf-8?q?Gr=C3=BC?=\n =?utf-8?q?=C3=9Fe?=\n\n', 'Subject', 'Decoded: `Grüße`');
  check(
    'Content-Type: multipart/mixed; boundary=x\n\n--x\nSub│ject: a\n\n',
    'Subject',
    'Has no meaning here',
  );
});

test('encoded-words, joined where they belong together', () => {
  check(
    'Subject: Re: =?utf-8?q?Gr=C3=BC?=\n =?utf-8?q?=C3│=9Fe?= end\n\n',
    '=?utf-8?q?Gr=C3=BC?=\n =?utf-8?q?=C3=9Fe?=',
    '`Grüße`',
    'Charset `utf-8`',
    'Encoding Q',
    '2 encoded-words',
  );
  check('Subject: =?utf-8?b?w6Q=?│=\n\n', '=?utf-8?b?w6Q=?=', '`ä`', 'B (base64)');
  check('Subject: =?x-none?q?│a?=\n\n', '=?x-none?q?a?=', 'cannot be decoded', 'which is not known');
});

test('addresses: name, parts, domain in both forms, comments', () => {
  check(
    'To: =?utf-8?q?J=C3=BCrgen?= <jue+lis│t@xn--bcher-kva.example> (office)\n\n',
    '=?utf-8?q?J=C3=BCrgen?= <jue+list@xn--bcher-kva.example> (office)',
    '**Jürgen** `jue+list@xn--bcher-kva.example`',
    'Local part `jue+list`, filed by its owner under `list`',
    'Shown to people as `bücher.example`',
    'Comment `office`',
  );
  check('To: a@b│ücher.example\n\n', 'a@bücher.example', 'In the DNS it is `xn--bcher-kva.example`');
  check('To: tea│m: a@b.example, c@d.example;\n\n', 'team', '**team** A group of 2 mailboxes');
  check('To: a@[10.0│.0.1]\n\n', 'a@[10.0.0.1]', 'address in brackets');
});

test('a date: local time, UTC, age, weekday', () => {
  check(
    'Date: Wed, 06 De│c 2024 10:30:00 +0100\n\n',
    'Wed, 06 Dec 2024 10:30:00 +0100',
    '**Friday, 6 December 2024, 10:30:00 +0100**',
    'Your time: local 1733477400',
    'UTC: 2024-12-06 09:30:00',
    '- 2 hours 30 minutes ago',
    'The weekday is wrong: 6 December 2024 is a Friday, not a Wednesday',
  );
  check('Date: 6 D│ec 2024 10:30 -0000\n\n', '6 Dec 2024 10:30 -0000', 'read as UTC');
  check('Date: 6 D│ec 999999999 10:30 +0000\n\n', '6 Dec 999999999 10:30 +0000', '6 December 999999999');
});

test('identifiers', () => {
  check(
    'Message-ID: <a.b│@host.example>\n\n',
    '<a.b@host.example>',
    '`a.b@host.example` names this message',
    'Made by `host.example`',
  );
  check('References: <a@b>\n <c│@d>\n\n', '<c@d>', 'names an earlier message');
});

test('a trace record: the hop in a sentence, TLS, delay', () => {
  const before = 'Received: from c.example by b.example with ESMTP id 1; Fri, 6 Dec 2024 10:29:00 +0100\n';
  check(
    `Received: from b.example (b.example [192.0.2.1])\n by a│.example with ESMTPS id 2 for <x@y.example>;\n Fri, 6 Dec 2024 10:30:01 +0100\n${before}\n`,
    'from b.example (b.example [192.0.2.1])\n by a.example with ESMTPS id 2 for <x@y.example>;\n Fri, 6 Dec 2024 10:30:01 +0100',
    '**Hop 2 of 2** `a.example` took the message over from `b.example` at `192.0.2.1` for `<x@y.example>`, and calls it `2`.',
    'Encrypted on this hop',
    '1 minute 1 second after the hop before',
    'UTC: 2024-12-06 09:30:01',
  );
  check(before.replace('b.ex', 'b│.ex') + '\n', before.slice(10, -1), 'Hop 1 of 1', 'Not encrypted');
});

test('signature tags, authentication results, SPF', () => {
  check(
    'DKIM-Signature: v=1; d=e.exa│mple;\n b=\n\n',
    'd=e.example',
    '**`d=`** The domain that signs',
    'Value: `e.example`',
  );
  check('DKIM-Signature: v=1; t│=1733477400\n\n', 't=1733477400', 'local 1733477400, 2 hours 30 minutes ago');
  check('ARC-Seal: i=1; constr│uctor=1\n\n', 'constructor=1', 'not defined');
  check(
    'Authentication-Results: mx.example; spf=none; dkim=pa│ss (2048 bits)\n header.d=e.example reason="good"\n\n',
    'dkim=pass (2048 bits)\n header.d=e.example reason="good"',
    '**`dkim=pass`** Whether a domain',
    'The check succeeded',
    '`header.d` is `e.example`: The domain that signed',
    'Reason `good`',
  );
  check('Authentication-Results: mx.│example; none\n\n', 'mx.example', 'a server you trust');
  check(
    'Received-SPF: pa│ss (ok) client-ip=192.0.2.1;\n\n',
    'pass (ok) client-ip=192.0.2.1;',
    '**`spf=pass`**',
    '`client-ip` is `192.0.2.1`',
  );
});

test('media types, parameters, encodings, dispositions', () => {
  check(
    'Content-Type: te│xt/html; charset=utf-8\n\n<p>\n',
    'text/html',
    '**`text/html`**',
    'Size 4 bytes',
    'Charset `utf-8`',
  );
  check(
    'Content-Type: text/plain; char│set="utf-8"\n\n',
    'charset="utf-8"',
    '**`charset`**',
    'Value: `utf-8`',
    'Unicode',
  );
  check(
    "Content-Disposition: attachment;\n filename*0*=utf-8'de'%E2%82;\n file│name*1*=%AC.txt\n\n",
    'filename*1*=%AC.txt',
    'Value: `€.txt`',
    'Language `de`',
    'Joined from 2 sections',
  );
  check('Content-Transfer-Encoding: BASE│64\n\n', 'BASE64', '**`base64`** Any data');
  check('Content-Disposition: in│line\n\n', 'inline', 'as soon as the message is');
  check(
    'Content-Type: multipart/mixed; bound│ary=x\n\n--x\n\na\n',
    'boundary=x',
    'Separates 1 part; the line that closes',
  );
});

test('parts: on the delimiter line and in the body', () => {
  const start = 'Content-Type: multipart/mixed; boundary=x\n\n';
  const part =
    'Content-Type: text/plain\nContent-Transfer-Encoding: base64\nContent-Disposition: attachment; filename=a.txt\n\n';
  check(
    `${start}--│x\n${part}SGkgKip5b3UqKg==\n--x--\n`,
    '--x',
    'Part 1 of 1',
    'File name `a.txt`',
    'Size 10 bytes',
    '```text\nHi **you**\n```',
  );
  check(
    `${start}--x\n${part}SGkg│Kip5b3UqKg==\n--x--\n`,
    'SGkgKip5b3UqKg==',
    '**`text/plain`**',
    'Encoding `base64`',
  );
  check(`${start}--x\n\na\n--x│--\n`, '--x--', 'Ends `multipart/mixed` with 1 part');
});

test('nothing where there is nothing to say', () => {
  checkNone('Subject: pla│in\n\n');
  checkNone('Subject: a\n│\nText\n');
  checkNone('Content-Type: multipart/mixed; boundary=x\n\npre│amble\n--x\n\na\n');
});

test('mail cannot put markup into a hover, wherever it stands', () => {
  const evil = '[x](command:a)![y](https://e.example/)<img src=e>`**z**`';
  const message = [
    `From: "${evil}" <"${evil}"@${evil.replaceAll(' ', '')}>`,
    `Subject: =?utf-8?q?${evil.replaceAll(' ', '_').replaceAll('?', '=3F')}?=`,
    `Received: from ${evil} by ${evil} id ${evil}; 6 Dec 2024 10:00:00 ${evil}`,
    `Message-ID: <${evil}@${evil}>`,
    `DKIM-Signature: d=${evil}; ${evil}=1`,
    `Authentication-Results: ${evil}; dkim=${evil} header.d="${evil}" (${evil}) reason="${evil}"; ${evil}=pass`,
    `Received-SPF: ${evil} (${evil}) client-ip=${evil}`,
    `Content-Type: text/plain; name="${evil.replaceAll('"', '')}"; charset="${evil}"`,
    `Content-Transfer-Encoding: base64`,
    `Content-Disposition: ${evil}; filename="${evil}"`,
    `${evil.replaceAll(' ', '').replaceAll(':', '')}: a`,
    '',
    Buffer.from(`${evil}\n\n\`\`\`\n${evil}\n`).toString('base64'),
    '',
  ].join('\n');
  const document = createDocument({ snapshot: textSnapshot(message) });
  for (let at = 0; at < message.length; at++) {
    const markdown = hover(document, at, ports, basicDecoding)?.markdown ?? '';
    // What stands in code is literal; what is left are our own links.
    const shown = withoutCode(markdown).replace(
      /\[[^\]]*\]\(https:\/\/(?:www\.rfc-editor\.org|www\.iana\.org|encoding\.spec\.whatwg\.org)\/[^)\s]*\)/g,
      '',
    );
    assert.doesNotMatch(shown, /(?<!\\)[[\]<>`]|(?<!\\)!\[/, markdown);
  }
});

test('any text, any place: an answer in bounds, quickly', () => {
  const pieces = [
    'From: ',
    'To: a@b, "',
    'Date: 1 Jan',
    'Received: by x;',
    '=?utf-8?q?x?=',
    ' (',
    '<',
    '@',
    '\n ',
    '\n\n',
    '--x',
    'Content-Type: multipart/mixed; boundary=x\n',
  ];
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 12 }), fc.nat(), (lines, at) => {
      for (const { document, host } of fixtures(lines.join(''))) {
        const found = hover(document, at % (host.length + 1), ports, basicDecoding);
        if (!found) continue;
        assert.ok(found.from >= 0 && found.from <= found.to && found.to <= host.length);
        assert.ok(found.markdown.length < 10_000);
      }
    }),
  );
});

/** Markdown without its fenced blocks and code spans, read as CommonMark reads them. */
function withoutCode(markdown: string): string {
  return markdown
    .replace(/^(`{3,})text\n[\s\S]*?\n\1$/gm, '')
    .replace(/(?<!\\|`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
}
