// Tests of redaction: no secret is left in any notation, and what is left is the same session.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../../../test/runs.ts';
import { sessionNotations, writeSession } from '../../testing/notations.ts';
import { applyEdits } from '../../text/edits.ts';
import { textSnapshot } from '../../text/snapshot.ts';
import { createTranscriptDocument } from '../../transcript/document.ts';
import type { TranscriptDocument } from '../../transcript/document.ts';
import { readTranscript } from '../../transcript/read.ts';
import { secretsOf } from '../../transcript/secrets/index.ts';
import { redactEdits } from './redact.ts';
import type { RedactOptions } from './redact.ts';
import { transcriptTree } from './sessionTree.ts';

function open(text: string, name = ''): TranscriptDocument {
  const snapshot = textSnapshot(text);
  return createTranscriptDocument({ snapshot }, readTranscript(snapshot, { name }));
}
const redact = (text: string, options?: RedactOptions, name?: string): string =>
  applyEdits(text, redactEdits(open(text, name), options));
const b64 = (text: string): string => Buffer.from(text).toString('base64');
/** What stays when texts change: who says what, and what it answers. */
const shape = (text: string): unknown =>
  JSON.stringify(transcriptTree(open(text)), (key, value: unknown) =>
    key === 'from' || key === 'to' ? 0 : value,
  );

test('the same secret becomes the same placeholder, in the coding it is written in', () => {
  const session = (password: string, plain: string, count: number): string =>
    [
      'S: * OK hi',
      `C: a1 LOGIN joe "${password}"`,
      'S: a1 NO no',
      `C: a2 AUTHENTICATE PLAIN ${b64(`\0joe\0${plain}`)}`,
      'S: a2 NO no',
      `C: a3 LOGIN {3+}`,
      `C: joe {${String(count)}+}`,
      `C: ${plain}`,
      'S: a3 NO no',
      `C: a4 LOGIN joe ${plain === 'op"en' ? 'other' : 'redacted-2'}`,
      'S: a4 OK in',
      '',
    ].join('\n');
  assert.equal(redact(session('op\\"en', 'op"en', 5)), session('redacted-1', 'redacted-1', 10));
});

test('what is masked stays, and redaction comes to rest', () => {
  for (const text of [
    'C: USER joe\nC: PASS ****\n',
    'C: a LOGIN joe {8}\nS: + go\nC: <hidden>\nS: a OK in\n',
  ]) {
    assert.equal(redact(text), text);
  }
  const once = redact('S: +OK <1@a>\nC: APOP joe c4c9334bac560ecc979e58001b3e22fb\nS: +OK\n');
  assert.equal(once, 'S: +OK <1@a>\nC: APOP joe 00000000000000000000000000000001\nS: +OK\n');
  assert.equal(redact(once), once);
});

test('SCRAM keeps its grammar: nonces stay, proofs are as long as they were', () => {
  const final = 'c=biws,r=fyko3rfc,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=';
  const text = `C: a AUTHENTICATE SCRAM-SHA-1 ${b64('n,,n=user,r=fyko')}\nS: + ${b64('r=fyko3rfc,s=QSXCR+Q6,i=4096')}\nC: ${b64(final)}\nS: a OK\n`;
  assert.equal(
    redact(text),
    text.replace(b64(final), b64('c=biws,r=fyko3rfc,p=AAAAAAAAAAAAAAAAAAAAAAAAAAE=')),
  );
});

test('echoes: a complaint of the server, a remark of the tool', () => {
  assert.equal(
    redact(
      'user=joe password=hunter22\nS: * OK hi\nC: LOGIN joe hunter22\nS: * BAD unknown: LOGIN joe hunter22\n# it is hunter22!\n',
    ),
    'user=joe password=redacted-1\nS: * OK hi\nC: LOGIN joe redacted-1\nS: * BAD unknown: LOGIN joe redacted-1\n# it is redacted-1!\n',
  );
  // A word of a sentence is no secret because somebody chose it for his.
  assert.equal(
    redact('S: +OK hi\nC: USER joe\nC: PASS wrong\nS: -ERR wrong password\nS: -ERR in "PASS wrong"\n'),
    'S: +OK hi\nC: USER joe\nC: PASS redacted-1\nS: -ERR wrong password\nS: -ERR in "PASS redacted-1"\n',
  );
});

test('a literal of several lines keeps a count that is right', () => {
  assert.equal(
    redact('C: a1 LOGIN joe {10+}\nC: pass\nC: word\nS: a1 OK in\nC: a2 NOOP\nS: a2 OK\n'),
    'C: a1 LOGIN joe {22+}\nC: redacted-1\nC: redacted-2\nS: a1 OK in\nC: a2 NOOP\nS: a2 OK\n',
  );
});

test('settings, headers and logins in what a tool says besides', () => {
  const session = 'S: +OK hi\nC: NOOP\nS: +OK\n';
  assert.equal(
    redact(
      `$ curl -u joe:opensesame pop3://joe:opensesame@mx.example\nAuthorization: Bearer ya29.abcdef\npassword = *\nauth: resp=AGpvZQBwYXNz user=joe\n${session}`,
    ),
    `$ curl -u joe:redacted-1 pop3://joe:redacted-1@mx.example\nAuthorization: Bearer redacted-2\npassword = *\nauth: resp=${b64('\0joe\0redacted-3')} user=joe\n${session}`,
  );
});

test('octets in base64, in hexadecimal, and in rows', () => {
  const chunk = (side: string, text: string): string => `{"t":"1","dir":"${side}","b64":"${b64(text)}"}\n`;
  assert.equal(
    redact(
      chunk('S', '+OK hi\r\n') +
        chunk('C', 'USER joe\r\nPASS ope') +
        chunk('C', 'nsesame\r\nQUIT\r\n') +
        chunk('S', '+OK\r\n'),
    ),
    chunk('S', '+OK hi\r\n') +
      chunk('C', 'USER joe\r\nPASS redacted-1') +
      chunk('C', '\r\nQUIT\r\n') +
      chunk('S', '+OK\r\n'),
  );
  const hex =
    '=> Send header, 13 bytes (0xd)\n0000: 50 41 53 53 20 73 65 63 72 65 74 0d 0a          PASS secret..\n';
  assert.equal(
    redact(
      `<= Recv header, 5 bytes (0x5)\n0000: 2b 4f 4b 0d 0a                                  +OK..\n${hex}`,
    ).slice(-hex.length),
    hex.replace('73 65 63 72 65 74', '78 78 78 78 78 31').replace('secret', 'xxxxx1'),
  );
});

test('addresses and hosts: consistent, counts of octets corrected', () => {
  assert.equal(
    redact(
      'S: * OK mail.example.com [10.1.2.3]\nC: a LOGIN ann@example.com ****\nS: a OK in\n' +
        'S: * 1 FETCH (ENVELOPE (NIL NIL (("Ann A" NIL "ann" "example.com")) NIL NIL NIL NIL NIL NIL NIL) BODY[1] {17}\nS: ann@example.com\nS: )\n',
      { addresses: true, hosts: true },
    ),
    'S: * OK host2.example [192.0.2.1]\nC: a LOGIN user1@host1.example ****\nS: a OK in\n' +
      'S: * 1 FETCH (ENVELOPE (NIL NIL (("user1" NIL "user1" "host1.example")) NIL NIL NIL NIL NIL NIL NIL) BODY[1] {21}\nS: user1@host1.example\nS: )\n',
  );
});

test('names and subjects, letter by letter, wherever they stand', () => {
  const imap = (subject: string, name: string, long: string, key: string, field: string): string =>
    `S: * OK hi\nC: a SEARCH SUBJECT "${key}" FROM ann@example.com\nS: a OK\n` +
    `S: * 1 FETCH (ENVELOPE ("Wed, 17 Jul 1996 02:23:25 -0700" "${subject}" (("${name}" NIL "ann" "example.com")) NIL NIL (({7}\n` +
    `S: ${long} NIL "b" "example.com")) NIL NIL NIL "<1@a>") BODY[HEADER] {${String(Buffer.byteLength(field) + 9)}}\n` +
    `${field.replace(/^/gm, 'S: ')}\nS: Hi Bob)\nC: b NOOP\nS: b OK\n`;
  assert.equal(
    redact(
      imap(
        'Our \\"plan\\"',
        'Ann Lee',
        'Müßig',
        'Our plan',
        'Subject: Re: =?utf-8?B?R3LDvMOfZQ==?= and\n more\nFrom: "Lee, Ann" <ann@example.com>, b@example.com (Bob)\nTo: =?utf-8?Q?J=C3=BC?= <c@example.com>\n',
      ),
      { names: true },
    ),
    imap(
      'xxx \\"xxxx\\"',
      'xxx xxx',
      'xxxxxxx',
      'xxx xxxx',
      'Subject: Re: =?utf-8?B?eHh4eHh4eA==?= xxx\n xxxx\nFrom: "xxx, xxx" <ann@example.com>, b@example.com (xxx)\nTo: =?utf-8?Q?x=78=78?= <c@example.com>\n',
    ),
  );
  const smtp =
    'C: DATA\nS: 354 go\nC: Subject: Hello\nC: From: Ann <a@b.example>\nC: \nC: Hello\nC: .\nS: 250 ok\n';
  assert.equal(redact(smtp, { names: true }), smtp.replace('Hello', 'xxxxx').replace('Ann', 'xxx'));
});

test('what an earlier redaction wrote keeps its number', () => {
  const session = (first: string, second: string): string =>
    `C: a LOGIN joe ${first}\nS: a NO no\nC: b LOGIN joe ${second}\nS: b OK in\n`;
  assert.equal(redact(session('opensesame', 'redacted-1')), session('redacted-2', 'redacted-1'));
});

test('what is masked comes to rest, however it is cut', () => {
  for (const [text, options] of [
    ['C: 1 LOGIN {8}\nC: closingconnect\n', { addresses: true }],
    ['S: +OK <1@a.b>\nC: APOP m c4c9334bac560ecc979e\n', {}],
    ['C: 2 AUTHENTICATE CRAM-MD5\nS: + PDFAYT4=\nC: cIT0\n', {}],
    ['S: 354 go\nC: \nC: t.ex and 5.rc\nC: .\n', { hosts: true, bodies: true }],
    [`C: RCPT TO:<${'a'.repeat(65)}@e.example>\nS: 250 ok\n`, { addresses: true }],
    ['S: 334 VXNlcm5hbWU6\nC: auth\nS: 334 VXNlcm5hbWU6\n', {}],
  ] as const) {
    const once = redact(text, options);
    assert.equal(redact(once, options), once, text);
    assert.ok(!once.includes('{-'));
  }
  assert.equal(
    redact('C: C LOGIN "a{8}\nC: opensesa\nC: D LOGIN a{8}\nC: opensesa\n', { addresses: true }),
    'C: C LOGIN "user1{10}\nC: redacted-1\nC: D LOGIN user1{10}\nC: redacted-1\n',
  );
  const literal =
    'C: a FETCH 1 BODY[TEXT]\nS: * 1 FETCH (BODY[TEXT] {15}\nS: \nS: a.example.com)\nS: a OK done\n';
  assert.equal(redact(literal, { hosts: true, bodies: true }).includes('{15}'), true);
});

/** Base64 of a secret at each place in a group of three octets, without what depends on its neighbours. */
function inBase64(secret: string): string[] {
  return [0, 1, 2].map((skip) => {
    const whole = Buffer.concat([Buffer.alloc(skip), Buffer.from(secret)]);
    return whole.toString('base64').slice(Math.ceil((skip * 4) / 3), Math.floor((whole.length * 4) / 3));
  });
}

test('logins that are mistyped, out of place, or whose beginning the log does not show', () => {
  const password = 'Zq7Kx9Wv2p';
  const texts: [text: string, redacted: string][] = [
    ['S: * OK hi\nC: a1 LOGON joe Zq7Kx9Wv2p\nS: a1 BAD no\n', 'a1 LOGON joe redacted-1'],
    ['S: * OK hi\nC: LOGN "joe" "Zq7Kx9Wv2p"\nS: * BAD no\n', 'LOGN "joe" "redacted-1"'],
    ['S: +OK hi\nC: USER joe\nS: +OK\nC: PAS Zq7Kx9Wv2p\nS: -ERR no\n', 'PAS redacted-1'],
    ['S: +OK hi\nC: USER joe\nS: +OK\nC: Zq7Kx9Wv2p\nS: -ERR no\n', 'C: redacted-1'],
    ['S: +OK hi\nC: USER joe Zq7Kx9Wv2p\nS: -ERR no\n', 'USER joe redacted-1'],
    ['S: 220 mx\nC: LOGIN joe Zq7Kx9Wv2p\nS: 500 no\n', 'LOGIN joe redacted-1'],
    [`S: 220 mx\nC: AUTH=PLAIN ${b64(`\0joe\0${password}`)}\nS: 501 no\n`, b64('\0joe\0redacted-1')],
    ['S: 220 mx\nC: AUTH PLAIN joe@example.com Zq7Kx9Wv2p\nS: 501 no\n', 'joe@example.com redacted-1'],
    // The first line of the log is the middle of a login.
    [`S: 334 UGFzc3dvcmQ6\nC: ${b64(password)}\nS: 235 ok\nC: QUIT\n`, b64('redacted-1')],
    [`S: +\nC: ${b64(`\0joe\0${password}`)}\nS: a1 OK in\nC: a2 NOOP\n`, b64('\0joe\0redacted-1')],
    ['C: Zq7Kx9Wv2p\nS: a1 OK LOGIN completed\nC: a2 NOOP\nS: a2 OK\n', 'C: redacted-1'],
    // The mark is lost, or the wrong one.
    [
      `S: 220 mx\nC: AUTH LOGIN\nS: 334 UGFzc3dvcmQ6\n${b64(password)}\nS: 235 ok\n`,
      `\n${b64('redacted-1')}\n`,
    ],
    [`S: 220 mx\nS: AUTH PLAIN ${b64(`\0joe\0${password}`)}\nS: 235 ok\n`, 'redacted-1'],
  ];
  for (const [text, redacted] of texts) {
    const result = redact(text);
    assert.ok(result.includes(redacted), `${redacted} in\n${result}`);
    for (const form of [password, ...inBase64(password)]) assert.ok(!result.includes(form), result);
    assert.equal(redact(result), result);
  }
});

test('what tools, settings and programs say besides: each form, each secret its own', () => {
  const notes = [
    'SMTP_PASS=«Zq7Kx9Wv01»',
    'mail.smtp.password «Zq7Kx9Wv02»',
    "EMAIL_HOST_PASSWORD = '«Zq7Kx9 Wv03»'",
    ":password => '«Zq7Kx9Wv04»',",
    '<password>«Zq7Kx9Wv05»</password>',
    'poll mx proto pop3 user "joe" there with password "«Zq7Kx9Wv06»" is me here',
    'machine mx login joe password «Zq7Kx9Wv07»',
    '    s.login("joe", "«Zq7Kx9Wv08»")',
    'auth := smtp.PlainAuth("", "joe", "«Zq7Kx9Wv09»", "mx")',
    'transport.connect("mx", "joe", "«Zq7Kx9Wv10»");',
    'auth: Debug: passdb out: user=joe pass={PLAIN}«Zq7Kx9Wv11»',
    '{"accessToken":"«ya29.Zq7Kx9Wv12»","expires":1}',
    '    Master-Key: «0123456789ABCDEF0123456789ABCDEF»',
    '$ curl -v smtp://joe:«Zq7Kx9Wv13»@mx',
    'Passwort: «Zq7Kx9Wv14»',
  ];
  const text = `${notes.join('\n').replace(/[«»]/g, '')}\nS: +OK hi\nC: NOOP\nS: +OK\n`;
  const result = redact(text);
  for (const [, secret = ''] of notes.join('\n').matchAll(/«([^»]+)»/g)) {
    assert.ok(!result.includes(secret), `${secret} in\n${result}`);
  }
  assert.equal(result.split('\n').length, text.split('\n').length);
  assert.equal(redact(result), result);
  for (const words of ['password = *', 'PASSWORD=y', 'password: required', 'no OCSP response received']) {
    assert.equal(redact(`${words}\nS: +OK hi\nC: NOOP\nS: +OK\n`), `${words}\nS: +OK hi\nC: NOOP\nS: +OK\n`);
  }
});

test('a field of an object beside the line, a login in base64, a header field of a message', () => {
  const line = (side: string, msg: string): string => `{"src":"${side}","msg":"${msg}","cid":"x"}\n`;
  const object = (password: string): string =>
    `{"src":"auth","msg":"login","auth":{"user":"joe","pass":"${password}"}}\n`;
  const session = line('s', '* OK hi') + line('c', '1 NOOP') + line('s', '1 OK');
  assert.equal(redact(object('opensesame') + session), object('redacted-1') + session);
  const note = (password: string): string =>
    `# Authorization: Basic ${b64(`joe:${password}`)}\nS: +OK hi\nC: NOOP\nS: +OK\n`;
  assert.equal(redact(note('opensesame')), note('redacted-1'));
  const message = (password: string): string =>
    `S: 354 go\nC: Authorization: Basic ${b64(`joe:${password}`)}\nC: \nC: .\nS: 250 ok\n`;
  assert.equal(redact(message('opensesame')), message('xxxxxxxxx1'));
});

test('addresses and hosts: literals, URLs, other scripts, machines without a domain, base64', () => {
  const session = (names: readonly string[], challenge: string): string => {
    const [machine = '', mx = '', first = '', second = '', third = '', url = '', ip = ''] = names;
    return [
      `S: 220 ${mx} ready`,
      `C: EHLO ${machine}`,
      `S: 250-${mx} Hello ${machine} [${ip}]`,
      'S: 250 AUTH CRAM-MD5',
      'C: AUTH CRAM-MD5',
      `S: 334 ${b64(`<1@${challenge}>`)}`,
      'C: *',
      'S: 501 no',
      `C: MAIL FROM:<${first}> AUTH=${first}`,
      'S: 250 ok',
      `C: RCPT TO:<${second}>`,
      'S: 250 ok',
      `C: RCPT TO:<${third}>`,
      `S: 550 see ${url}`,
      '',
    ].join('\n');
  };
  const text = session(
    [
      'WIN-9K2',
      'mx.corp.de',
      'ann@corp.de',
      'bob@[IPv6:2a02:8109::7]',
      'eva@bücher.de',
      'https://www.corp.de/?e=ann%40corp.de',
      '203.0.113.7',
    ],
    'mx.corp.de',
  );
  const result = redact(text, { addresses: true, hosts: true });
  assert.doesNotMatch(result, /WIN|corp|ann|bob|eva|cher|2a02|203\.0/);
  assert.ok(!result.includes(b64('<1@mx.corp.de>')));
  const [machine, again] = [/EHLO (host\d+)\n/.exec(result)?.[1], /Hello (\S+)/.exec(result)?.[1]];
  assert.ok(machine !== undefined && machine === again);
  assert.equal(shape(result), shape(text));
  assert.equal(redact(result, { addresses: true, hosts: true }), result);
});

test('sizes that a server gave of a message follow what becomes of the message', () => {
  const pop = (address: string, octets: number, all: number): string =>
    `S: +OK hi\nC: STAT\nS: +OK 2 ${String(all)}\nC: LIST\nS: +OK\nS: 1 ${String(octets)}\nS: 2 9\nS: .\n` +
    `C: RETR 1\nS: +OK ${String(octets)} octets\nS: To: ${address}\nS: \nS: .\n`;
  assert.equal(redact(pop('ann@b.de', 16, 25), { addresses: true }), pop('user1@host1.example', 27, 36));
  const imap = (address: string, octets: number): string =>
    `C: a FETCH 1 (RFC822.SIZE BODY[])\nS: * 1 FETCH (RFC822.SIZE ${String(octets)} BODY[] {${String(octets)}}\nS: To: ${address}\nS: \nS: )\nS: a OK\n`;
  assert.equal(redact(imap('ann@b.de', 16), { addresses: true }), imap('user1@host1.example', 27));
});

test('a body in base64 keeps its lines, and names none', () => {
  const body = b64('Write to ann@corp.example.org, please.\n');
  const text =
    'S: 354 go\nC: Content-Type: text/plain\nC: Content-Transfer-Encoding: base64\nC: \n' +
    `C: ${body.slice(0, 20)}\nC: ${body.slice(20)}\nC: .\nS: 250 ok\n`;
  const result = redact(text, { addresses: true });
  const lines = result.split('\n');
  assert.equal(lines[4]?.length, 'C: '.length + 20);
  const decoded = Buffer.from(lines.slice(4, 6).join('').replaceAll('C: ', ''), 'base64').toString();
  assert.equal(decoded, 'Write to er1@xxxhost1.example, please.\n');
});

test('an answer without its padding is one, and stays without', () => {
  const dialogue = [
    'C: AUTH LOGIN',
    'S: 334 VXNlcm5hbWU6',
    'C: YWxpY2U',
    'S: 334 UGFzc3dvcmQ6',
    'C: c2VjcmV0MTI',
    '',
  ];
  const masked = redact(dialogue.join('\n'), { addresses: true });
  assert.equal(masked, dialogue.with(2, 'C: dXNlcjE').with(4, 'C: cmVkYWN0ZWQtMQ').join('\n'));
  // Behind a refusal it is read as a command; no command has small letters and digits.
  const late = [
    'C: AUTH LOGIN',
    'S: 535 5.7.8 No',
    'C: c2VjcmV0MTI',
    'S: 500 What?',
    'C: FOOBAR',
    'S: 500 What?',
    '',
  ];
  assert.equal(redact(late.join('\n')), late.with(2, 'C: cmVkYWN0ZWQtMQ').join('\n'));
});

test('a host is replaced whole, also where a part of it starts with a hyphen', () => {
  assert.equal(
    redact('C: MAIL FROM:<s@s.-q.example>\n', { addresses: true }),
    'C: MAIL FROM:<user1@host1.example>\n',
  );
});

test('the name of a response is no host, whatever dots it has', () => {
  assert.equal(
    redact('S: * OK mx.a.example ready\nS: * SUPPORTED.VERSIONS ((2 0))\nC: a NOOP\n', { hosts: true }),
    'S: * OK host1.example ready\nS: * SUPPORTED.VERSIONS ((2 0))\nC: a NOOP\n',
  );
});

test('NTLM: names and answers keep their length, and what is left of a message that was cut is masked', () => {
  const wide = (name: string): string => Array.from(name, (each) => `${each}\0`).join('');
  const number = (value: number): string => String.fromCharCode(value & 0xff, value >> 8);
  const buffer = (length: number, from: number): string => number(length).repeat(2) + number(from) + '\0\0';
  const message = (answer: string, user: string): string =>
    'NTLMSSP\0\x03\0\0\0' +
    [buffer(0, 64), buffer(24, 64 + user.length), buffer(0, 64), buffer(user.length, 64)].join('') +
    [buffer(0, 64), buffer(0, 64), '\0\0\0\0', user, answer].join('');
  const session = (octets: string): string =>
    [
      'C: AUTH NTLM',
      'S: 334 TlRMTVNTUAA=',
      `C: ${Buffer.from(octets, 'latin1').toString('base64')}`,
      '',
    ].join('\n');
  const answer = String.fromCharCode(...Array.from({ length: 24 }, (_, i) => i + 1));
  const masked = message('\0'.repeat(24), wide('xxxxxxuser1'));
  const text = session(message(answer, wide('Ann.Example')));
  assert.equal(redact(text, { addresses: true }), session(masked));
  const cut = session(message(answer, wide('Ann.Example')).slice(0, -9));
  assert.equal(redact(cut, { addresses: true }), session(masked.slice(0, -9)));
});

test('where other lengths would give another session, every placeholder fits', () => {
  const texts: [text: string, options: RedactOptions, redacted: string][] = [
    ['S:{20}\nS:221 t.st. \nc', { hosts: true }, 'S:{20}\nS:221 1.ex. \nc'],
    ['C:1 LOGIN {8+}\nMAIL FROM:<ann\nC:', { addresses: true }, 'C:1 LOGIN {8+}\nxxxxxxxxxuser1\nC:'],
  ];
  for (const [text, options, redacted] of texts) {
    assert.equal(redact(text, options), redacted);
    assert.equal(shape(redacted), shape(text));
  }
  // Each session of a log has its own protocol, whatever a name in it is.
  for (const text of ['S:421 \nS:+OK\nC:0 LOGIN i', 'S:221 \nC:0 LOGIN i']) {
    const redacted = redact(text, { addresses: true });
    assert.equal(redacted, text.replace(/i$/, 'user1'));
    assert.equal(shape(redacted), shape(text));
  }
});

test('no secret is left, in any notation, and the session is the same', () => {
  const password = fc
    .tuple(fc.stringMatching(/^[A-Za-z0-9!$^&+/=._ é€-]{6,20}$/), fc.integer({ min: 0, max: 99 }))
    .map(([text, number]) => `${text.trim().replaceAll(' ', '_')}${String(number)}q`);
  const login = fc.constantFrom(
    (p: string) => [`C: a1 LOGIN joe ${p}`, `S: a1 BAD unknown ${p}`],
    (p: string) => [`C: a1 LOGIN "joe" "${p}"`, 'S: a1 OK in'],
    (p: string) => [
      'C: a1 LOGIN {3}',
      'S: + go',
      `C: joe {${String(Buffer.byteLength(p))}}`,
      'S: + go',
      `C: ${p}`,
      'S: a1 OK in',
    ],
    (p: string) => [`C: a1 LOGIN joe {${String(Buffer.byteLength(p))}+}`, `C: ${p}`, 'S: a1 OK in'],
    (p: string) => [`C: a1 AUTHENTICATE PLAIN ${b64(`\0joe\0${p}`)}`, 'S: a1 OK in'],
    (p: string) => [
      'C: a1 AUTHENTICATE LOGIN',
      'S: + VXNlcm5hbWU6',
      'C: am9l',
      'S: + UGFzc3dvcmQ6',
      `C: ${b64(p)}`,
      'S: a1 NO',
    ],
    (p: string) => [
      'C: a1 AUTHENTICATE XOAUTH2',
      'S: +',
      `C: ${b64(`user=joe\x01auth=Bearer ${p}\x01\x01`)}`,
      'S: a1 OK',
    ],
    (p: string) => [
      `C: a1 AUTHENTICATE OAUTHBEARER ${b64(`n,a=joe,\x01auth=Bearer ${p}\x01\x01`)}`,
      'S: a1 OK',
    ],
  );
  fc.assert(
    fc.property(password, login, fc.constantFrom(...sessionNotations), (secret, said, notation) => {
      const lines = [
        'S: * OK IMAP4rev1 ready',
        ...said(secret),
        'C: a2 SELECT INBOX',
        'S: * 3 EXISTS',
        'S: a2 OK',
        'C: a3 LOGOUT',
        'S: a3 OK',
        '',
      ];
      const { host } = writeSession(lines.join('\n'), notation);
      const result = redact(host);
      for (const form of [secret, ...inBase64(secret)]) {
        assert.ok(!result.includes(form), `${form} in\n${result}`);
      }
      assert.equal(shape(result), shape(host));
      assert.deepEqual(open(result).transcript.sessions.flatMap(secretsOf), []);
      assert.equal(redact(result), result);
    }),
    runs(30),
  );
});

type Line = readonly [side: string, text: string];
const hexRows = (octets: Buffer): string =>
  Array.from({ length: Math.ceil(octets.length / 16) }, (_, row) => {
    const part = octets.subarray(row * 16, row * 16 + 16);
    const pairs = Array.from(part, (octet) => `${octet.toString(16).padStart(2, '0')} `).join('');
    const shown = part.toString('latin1').replace(/[^ -~]/g, '.');
    return `${(row * 16).toString(16).padStart(4, '0')}: ${pairs.padEnd(48)}${shown}\n`;
  }).join('');
/** How tools write a line that one side says. */
const tools: Readonly<Record<string, (line: Line) => string>> = {
  'python imaplib': ([side, text]) =>
    `  43:24.20 ${side === 'C' ? '>' : '<'} b'${text.replace(/[\\']/g, String.raw`\$&`)}'\n`,
  imapflow: ([side, text]) =>
    `{"level":20,"time":1,"src":"${side.toLowerCase()}","msg":${JSON.stringify(text)},"cid":"x"}\n`,
  'logging proxy': ([side, text]) => `{"t":"1","dir":"${side}","b64":"${b64(`${text}\r\n`)}"}\n`,
  'curl --trace': ([side, text]) => {
    const octets = Buffer.from(`${text}\r\n`);
    return `${side === 'C' ? '=> Send' : '<= Recv'} header, ${String(octets.length)} bytes (0x1)\n${hexRows(octets)}`;
  },
  'curl --trace-ascii': ([side, text]) =>
    `${side === 'C' ? '=> Send' : '<= Recv'} header, ${String(text.length + 2)} bytes (0x1)\n${(
      text.match(/.{1,64}/g) ?? []
    )
      .map((row, at) => `${(at * 64).toString(16).padStart(4, '0')}: ${row}\n`)
      .join('')}`,
  'tshark raw': ([side, text]) =>
    `${side === 'C' ? '' : '\t'}${Buffer.from(`${text}\r\n`).toString('hex')}\n`,
  fetchmail: ([side, text]) => `fetchmail: IMAP${side === 'C' ? '>' : '<'} ${text}\n`,
  'Postfix -v': ([side, text]) =>
    `Mar  1 10:20:30 mx postfix/smtpd[123]: ${side === 'C' ? '<' : '>'} c.example[192.0.2.7]: ${text}\n`,
  Exchange: ([side, text]) =>
    `2026-03-01T10:20:30.123Z,EX\\Default,08D1,7,192.0.2.1:143,192.0.2.7:5,${side === 'C' ? '<' : '>'},"${text.replaceAll('"', '""')}",\n`,
};

test('no secret is left in the logs of tools', () => {
  const password = fc.stringMatching(/^[a-zA-Z0-9"\\'!&+/=.,-]{7,30}$/).map((text) => `${text}7q`);
  const quoted = (text: string): string => text.replace(/["\\]/g, String.raw`\$&`);
  fc.assert(
    fc.property(password, fc.constantFrom(...Object.keys(tools)), (secret, tool) => {
      const write = tools[tool] ?? String;
      const lines: Line[] = [
        ['S', '* OK IMAP4rev1 ready'],
        ['C', 'a0 CAPABILITY'],
        ['S', '* CAPABILITY IMAP4rev1 AUTH=PLAIN'],
        ['S', 'a0 OK done'],
        ['C', `a1 LOGIN "joe" "${quoted(secret)}"`],
        ['S', 'a1 NO not so'],
        ['C', 'a2 AUTHENTICATE PLAIN'],
        ['S', '+ '],
        ['C', b64(`\0joe\0${secret}`)],
        ['S', 'a2 NO not so'],
        ['C', `a3 LOGIN {3+}`],
        ['C', `joe {${String(secret.length)}+}`],
        ['C', secret],
        ['S', 'a3 OK in'],
        ['C', 'a4 LOGOUT'],
        ['S', '* BYE'],
        ['S', 'a4 OK'],
      ];
      const text =
        (tool === 'tshark raw' ? 'Follow: tcp,raw\nFilter: tcp.stream eq 0\nNode 0: :1\nNode 1: :2\n' : '') +
        lines.map(write).join('');
      const result = redact(text);
      const said = (of: string): string => {
        const { lines: all } = open(of).transcript;
        return Array.from({ length: all.count }, (_, line) => all.text(line)).join('\n');
      };
      for (const form of [secret, quoted(secret), ...inBase64(secret)]) {
        assert.ok(said(text).includes(form) || form !== secret, `${tool} is not read`);
        assert.ok(!result.includes(form) && !said(result).includes(form), `${form} in\n${result}`);
      }
      assert.equal(shape(result), shape(text), `${text}\n${result}`);
      assert.equal(redact(result), result);
    }),
    { numRuns: 15 },
  );
});

test('anything can be redacted', () => {
  const piece = fc.constantFrom(
    ...[
      'C: ',
      'S: ',
      '\n',
      '\r\n',
      ' -> ',
      '<-  ',
      "send: '",
      "'\n",
      '{"dir":"C","b64":"',
      '"}\n',
      '\\r\\n',
      '0000: ',
    ],
    ...[
      'a1 LOGIN ',
      '{3}',
      '{6+}',
      '"',
      'joe',
      'secret7',
      ' ',
      'AUTH PLAIN ',
      b64('\0joe\0secret7'),
      '+ ',
      '334 ',
      '250-mx.example.com ',
    ],
    ...[
      'PASS ',
      'USER ',
      'APOP x ',
      'AUTHENTICATE CRAM-MD5',
      '* 1 FETCH (BODY[] {9}',
      'BDAT 7\n',
      'DATA\n',
      'a@b.example',
      '10.0.0.1',
      '50 41 53 53 ',
    ],
  );
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), fc.boolean(), (pieces, all) => {
      const text = pieces.join('');
      const edits = redactEdits(open(text), { addresses: all, hosts: all, names: all, bodies: all });
      for (const { from, to } of edits) assert.ok(from >= 0 && from <= to && to <= text.length);
      assert.ok(applyEdits(text, edits).length >= 0);
    }),
    runs(100),
  );
});
