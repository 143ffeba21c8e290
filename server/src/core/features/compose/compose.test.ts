// Tests of new messages: replies, forwarded and redirected ones.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import path from 'node:path';
import fc from 'fast-check';

import { runs } from '../../../../../test/runs.ts';
import { compose, createMailService, textSnapshot } from '../../index.ts';
import type { Composed, Composition } from '../../index.ts';
import type { HostEncoding } from '../../message/body/octets.ts';

const service = createMailService({
  ruleFailed: (rule, error) => {
    throw new Error(rule, { cause: error });
  },
});
const outgoing = service.configure({ profile: 'outgoing' });

const GIVEN = {
  identity: { address: 'bob@example.org', name: 'Bob' },
  date: 'Fri, 06 Dec 2024 11:00:00 +0100',
  messageId: '<2.long@example.org>',
  unique: 'u',
};

interface Source {
  readonly text: string;
  readonly host?: HostEncoding;
}

function composed(
  kind: Composition['kind'],
  { text, host = 'utf-8' }: Source,
  more: Partial<Composition> = {},
): Composed {
  const original = service.open({ snapshot: textSnapshot(text), host }).original();
  assert.ok(original);
  const result = compose({ ...GIVEN, ...more, kind, originals: [original] });
  assert.ok(result);
  return result;
}

/** The text with `│` where one writes. */
function shown({ text, cursor }: Composed): string {
  return `${text.slice(0, cursor)}│${text.slice(cursor)}`;
}

/** The fields of some names, unfolded. */
function fields({ text }: Composed, ...names: readonly string[]): readonly string[] {
  const header = text.slice(0, text.indexOf('\n\n')).replace(/\n(?=[ \t])/g, '');
  return header.split('\n').filter((line) => names.includes(line.slice(0, line.indexOf(':'))));
}

const QUESTION = [
  'Date: Fri, 06 Dec 2024 10:30:00 +0100',
  'From: =?iso-8859-1?q?Andr=E9?= <andre@example.com>',
  'To: Bob <bob@example.org>, Carl <carl@example.org>',
  'Cc: BOB@example.org, dora@example.org, carl@EXAMPLE.org',
  'Subject: Question',
  'Message-ID: <1@example.com>',
  'References: <0@example.com>',
  'Content-Type: text/plain; charset=iso-8859-1',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  'Gr=FC=DFe, do you come?',
  '',
  '> I asked before.',
  '-- =20',
  'kept: no separator',
  '--=20',
  'Andr=E9',
  '',
].join('\n');

test('a reply quotes the decoded text without the signature, and refers to the message', () => {
  assert.equal(
    shown(composed('reply', { text: QUESTION }, { signature: 'Bob\n' })),
    [
      'From: Bob <bob@example.org>',
      'To: =?utf-8?q?Andr=C3=A9?= <andre@example.com>',
      'Subject: Re: Question',
      'Date: Fri, 06 Dec 2024 11:00:00 +0100',
      'Message-ID: <2.long@example.org>',
      'In-Reply-To: <1@example.com>',
      'References: <0@example.com> <1@example.com>',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      'On 2024-12-06 10:30 +0100, André wrote:',
      '> Grüße, do you come?',
      '>',
      '>> I asked before.',
      '> --',
      '> kept: no separator',
      '',
      '│',
      '',
      '-- ',
      'Bob',
      '',
    ].join('\n'),
  );
});

test('one can write above, in the words of another language', () => {
  const words = { wrote: 'Am {date} schrieb {author}:' };
  const { text } = composed(
    'reply',
    { text: QUESTION },
    { above: true, text: 'Ja.', signature: 'Bob', words },
  );
  assert.match(text, /\n\nJa\.\n\n-- \nBob\n\nAm 2024-12-06 10:30 \+0100 schrieb André:\n> Grüße/);
});

test('a reply to all leaves oneself out and names nobody twice', () => {
  assert.deepEqual(fields(composed('replyAll', { text: QUESTION }), 'To', 'Cc'), [
    'To: =?utf-8?q?Andr=C3=A9?= <andre@example.com>',
    'Cc: Carl <carl@example.org>, dora@example.org',
  ]);
  const own = ['carl@example.org', 'andre@example.com'];
  // One's own message: what is said goes on to those it was for.
  assert.deepEqual(fields(composed('replyAll', { text: QUESTION }, { own }), 'To', 'Cc'), [
    'To: dora@example.org',
  ]);
});

test('whom a reply goes to', () => {
  const to = (kind: Composition['kind'], ...head: readonly string[]): readonly string[] =>
    fields(composed(kind, { text: `From: ann@example.com\n${head.join('\n')}\n\n` }), 'To', 'Cc');
  const list = 'List-Post: <mailto:list@example.net?subject=x>';
  assert.deepEqual(to('reply', 'Reply-To: desk@example.com'), ['To: desk@example.com']);
  assert.deepEqual(to('reply', 'Reply-To: desk@example.com', 'Mail-Reply-To: x@example.com'), [
    'To: x@example.com',
  ]);
  assert.deepEqual(to('reply', 'Reply-To: nobody'), ['To: ann@example.com']);
  // The list has put itself there.
  assert.deepEqual(to('reply', 'Reply-To: list@example.net', list), ['To: ann@example.com']);
  assert.deepEqual(to('replyList', 'Reply-To: x@example.com', list), ['To: list@example.net']);
  assert.deepEqual(to('replyList', 'List-Post: NO'), ['To: ann@example.com']);
  assert.deepEqual(to('replyAll', 'Mail-Followup-To: a@example.net, bob@example.org', 'Cc: c@example.net'), [
    'To: a@example.net',
  ]);
  assert.deepEqual(to('reply', 'X: y').concat(to('replyAll', 'To: bob@example.org')), [
    'To: ann@example.com',
    'To: ann@example.com',
  ]);
});

test('what a reply refers to', () => {
  const of = (...head: readonly string[]): readonly string[] =>
    fields(
      composed('reply', { text: `From: a@example.com\n${head.join('\n')}\n\n` }),
      'In-Reply-To',
      'References',
    );
  assert.deepEqual(of('Message-ID: <1@x>'), ['In-Reply-To: <1@x>', 'References: <1@x>']);
  assert.deepEqual(of('Message-ID: <2@x>', 'In-Reply-To: <1@x>'), [
    'In-Reply-To: <2@x>',
    'References: <1@x> <2@x>',
  ]);
  assert.deepEqual(of('Message-ID: <2@x>', 'In-Reply-To: <0@x> <1@x>'), [
    'In-Reply-To: <2@x>',
    'References: <2@x>',
  ]);
  assert.deepEqual(of('References: <0@x>'), ['References: <0@x>']);
  assert.deepEqual(of('X: y'), []);
  const many = Array.from({ length: 200 }, (_, i) => `<${String(i)}@x>`);
  const ids = of('Message-ID: <200@x>', `References: ${many.join('\n ')}`)[1]?.split(' ') ?? [];
  assert.deepEqual([ids.length, ids[1], ids[2], ids.at(-1)], [51, '<0@x>', '<152@x>', '<200@x>']);
});

test('flowed text stays flowed, and long lines flow', () => {
  const text =
    'From: a@example.com\nContent-Type: text/plain; format=flowed; delsp=yes\n\n' +
    'One para \ngraph.\n From here\n> quoted  \n> text\n>> deep\n';
  const reply = composed('reply', { text });
  assert.match(reply.text, /format=flowed/);
  assert.match(reply.text, /:\n> One paragraph\.\n> From here\n>> quoted text\n>>> deep\n/);
  const long = composed('reply', { text: `From: a@example.com\n\n${'word '.repeat(30)}end\n` });
  assert.match(long.text, /format=flowed/);
  const quoted = long.text.split('\n').filter((line) => line.startsWith('> '));
  assert.ok(quoted.every((line) => line.length <= 78));
  assert.ok(quoted.slice(0, -1).every((line) => line.endsWith(' ')));
  assert.doesNotMatch(composed('reply', { text: long.text }, { flowed: false }).text, /flowed/);
});

test('HTML is quoted as text', () => {
  const text =
    'From: a@example.com\nContent-Type: text/html\n\n<style>x</style><p>Hi&nbsp;<b>Bob</b>,</p><ul><li>one</ul>';
  assert.match(composed('reply', { text }).text, /\n> Hi Bob,\n>\n> - one\n/);
});

const FILES = [
  'From: Ann <ann@example.com>',
  'Subject: Files',
  'Message-ID: <1@example.com>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain',
  '',
  'See the file.',
  '--b',
  'Content-Type: text/x-log; charset=utf-8; name="Grüße.log"',
  'Content-Transfer-Encoding: 8bit',
  '',
  'Grüße',
  '--b--',
  '',
].join('\n');

test('forwarded in the body, the files go along', () => {
  const result = composed('forward', { text: FILES }, { to: ['Dora <dora@example.org>'] });
  assert.deepEqual(fields(result, 'To', 'Subject', 'In-Reply-To', 'References'), [
    'To: Dora <dora@example.org>',
    'Subject: Fwd: Files',
    'References: <1@example.com>',
  ]);
  assert.equal(
    shown(result).slice(result.text.indexOf('\n\n') + 2),
    [
      '--=_0_u',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      '│',
      '',
      '-------- Forwarded message --------',
      'From: Ann <ann@example.com>',
      'Subject: Files',
      '',
      'See the file.',
      '',
      '--=_0_u',
      'Content-Type: text/x-log; charset=utf-8',
      'Content-Disposition: attachment;',
      " filename*=utf-8''Gr%C3%BC%C3%9Fe.log",
      'Content-Transfer-Encoding: base64',
      '',
      'R3LDvMOfZQ==',
      '--=_0_u--',
      '',
    ].join('\n'),
  );
});

test('forwarded as a part, a message keeps its octets', () => {
  const text = 'Received: by x\r\nFrom: ann@example.com\r\nSubject: Caf\xe9 "x"\r\n\r\nGr\xfc\xdfe\r\n';
  const { text: result, encoding } = composed(
    'forwardAttached',
    { text, host: 'latin1' },
    { to: ['d@example.org'] },
  );
  assert.equal(encoding, 'latin1');
  assert.match(result, /charset=iso-8859-1/);
  assert.ok(
    result.endsWith(
      "Content-Type: message/rfc822\nContent-Disposition: attachment;\n filename*=utf-8''Caf%C3%A9%20x.eml\n" +
        `Content-Transfer-Encoding: 8bit\n\n${text.replaceAll('\r', '')}\n--=_0_u--\n`,
    ),
  );
  // What no server takes as it is goes as a file.
  const long = composed('forwardAttached', { text: `From: a@example.com\n\n${'x'.repeat(999)}\n` });
  assert.match(long.text, /Content-Type: application\/octet-stream\n[^]*base64/);
});

test('an address of raw UTF-8 is answered also where the message was read octet by octet', () => {
  // The second octet of Å is a control character in Latin-1.
  const octets = Buffer.from('From: \u00c5sa <\u00c5sa@\u00e4pple.example>\nSubject: x\n\n', 'utf8');
  const text = `${octets.toString('latin1')}Gr\xfc\xdfe\n`;
  const reply = composed('reply', { text, host: 'latin1' });
  assert.deepEqual(fields(reply, 'To'), ['To: =?utf-8?q?=C3=85sa?= <\u00c5sa@\u00e4pple.example>']);
});

test('redirected, nothing but a block of Resent fields is new', () => {
  const text = 'Received: by x\nFrom: ann@example.com\nTo: bob@example.org\n\nHello\n';
  assert.equal(
    shown(
      composed('redirect', { text: `From ann Fri Dec  6 10:30:00 2024\n${text}` }, { to: ['d@example.org'] }),
    ),
    'Resent-From: Bob <bob@example.org>\nResent-To: d@example.org│\n' +
      'Resent-Date: Fri, 06 Dec 2024 11:00:00 +0100\n' +
      `Resent-Message-ID: <2.long@example.org>\n${text}`,
  );
});

test('sent again, a message has a date and an identifier of its own', () => {
  const text =
    'Return-Path: <bob@example.org>\nReceived: by x;\n then\nDKIM-Signature: v=1\nFrom: Bob <bob@example.org>\n' +
    'To: dora@example.org\nDate: Thu, 05 Dec 2024 10:30:00 +0100\nMessage-ID: <1@example.org>\nSubject: Hi\n\nHello\n';
  assert.equal(
    shown(composed('resend', { text })),
    'From: Bob <bob@example.org>\nTo: dora@example.org\nSubject: Hi\n' +
      'Date: Fri, 06 Dec 2024 11:00:00 +0100\nMessage-ID: <2.long@example.org>\n\n│Hello\n',
  );
});

test('a new message waits for what is missing', () => {
  const fresh = (more: Partial<Composition>): string => {
    const result = compose({ ...GIVEN, kind: 'new', originals: [], signature: 'Bob', ...more });
    assert.ok(result);
    return shown(result);
  };
  assert.match(fresh({}), /^From: Bob <bob@example\.org>\nTo: │\nSubject: \nDate: /);
  assert.match(fresh({ to: ['ann@example.com'] }), /\nTo: ann@example\.com\nSubject: │\n/);
  assert.match(fresh({ to: ['ann@example.com'], subject: 'Hi' }), /8bit\n\n│\n\n-- \nBob\n$/);
  assert.match(
    fresh({ bcc: ['ann@example.com'], subject: 'Hi' }),
    /example\.org>\nBcc: ann@example\.com\nSubject/,
  );
});

test('hostile names and subjects stay in their fields', () => {
  const text =
    'From: "x\r\n y@evil.example" <ann@example.com>\nReply-To: =?utf-8?q?Ann=0D=0ABcc:_e@example.com?= <ann@example.com>\n' +
    'Subject: =?utf-8?q?Hi=0D=0ABcc:_eve@example.com?=\nMessage-ID: <1@x>\n\n';
  const result = composed('reply', { text });
  assert.deepEqual(fields(result, 'To', 'Subject', 'Bcc'), [
    'To: ann@example.com',
    'Subject: Re: Hi Bcc: eve@example.com',
  ]);
});

const samples = path.join(import.meta.dirname, '../../../../../samples');
const files = ['eml', 'mailbox'].flatMap((folder) =>
  readdirSync(path.join(samples, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.eml'))
    .map((entry) => path.join(entry.parentPath, entry.name)),
);

/** From the original, nothing one could mend: lost text, no identifier or a wrong one, addresses for SMTPUTF8. */
const INHERITED = /decoded-with-loss|fake-reply|raw-8bit-header|addr-non-ascii|references-syntax/;

for (const kind of ['reply', 'replyAll', 'forward'] as const) {
  test(`${kind} to each sample is clean under the profile outgoing`, () => {
    const found: string[] = [];
    for (const file of files) {
      const octets = readFileSync(file);
      const utf8 = octets.toString('utf8');
      const isUtf8 = Buffer.from(utf8).equals(octets);
      const source = {
        text: isUtf8 ? utf8 : octets.toString('latin1'),
        host: isUtf8 ? 'utf-8' : 'latin1',
      } as const;
      const { text, encoding } = composed(kind, source, { to: ['dora@example.org'], text: 'Hello' });
      for (const finding of service
        .open({ snapshot: textSnapshot(text), host: encoding })
        .findings(outgoing)) {
        if (!INHERITED.test(finding.rule)) {
          found.push(`${file}: ${finding.rule}: ${service.message(finding)}`);
        }
      }
    }
    assert.ok(files.length > 20);
    assert.deepEqual(found, []);
  });
}

test('every text is answered by a message that quotes all of it', () => {
  const line = fc.constantFrom(
    '',
    ' x',
    '> y',
    '>> z ',
    'From here',
    '-- ',
    'word '.repeat(20),
    'é'.repeat(90),
    '\t',
  );
  const lines = fc.array(line, { maxLength: 8 });
  fc.assert(
    fc.property(lines, fc.constantFrom('', '; format=flowed'), fc.boolean(), (body, format, flowed) => {
      const text = `From: a@example.com\nContent-Type: text/plain; charset=utf-8${format}\n\n${body.join('\n')}`;
      const { text: result } = composed('forward', { text }, { flowed, to: ['b@example.com'] });
      const quoted = result.slice(result.indexOf('message --------'));
      const words = (from: string): string => from.replace(/[>\s]+/g, '');
      assert.ok(words(quoted).endsWith(words(body.join('\n'))));
      assert.ok(result.split('\n').every((each) => each.length < 330));
      const rules = service.open({ snapshot: textSnapshot(result) }).findings(outgoing);
      assert.deepEqual(
        rules.map(({ rule }) => rule).filter((rule) => rule !== 'message/fake-reply'),
        [],
      );
    }),
    runs(200),
  );
});
