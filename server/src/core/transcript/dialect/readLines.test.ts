// Each notation in a few lines: who speaks, what is said.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { textSnapshot } from '../../text/snapshot.ts';
import { notationNames, readLines } from './readLines.ts';
import type { DialectReading, ReadLinesOptions } from './readLines.ts';

const INITIALS = { client: 'C', server: 'S', note: '-' } as const;

function read(text: string, options?: ReadLinesOptions): DialectReading {
  return readLines(textSnapshot(text), options);
}

/** Each line as its speaker's initial and its own text. */
function said({ lines }: DialectReading): string[] {
  return Array.from({ length: lines.count }, (_, line) =>
    `${INITIALS[lines.speaker(line)]} ${lines.text(line)}`.trimEnd(),
  );
}

/** Checks notation, protocol and lines; notes are left out of `expected`. */
function check(
  text: string,
  notation: string,
  protocol: string | undefined,
  expected: readonly string[],
): void {
  const reading = read(text);
  assert.equal(reading.notation, notation);
  assert.equal(reading.protocol, protocol);
  assert.deepEqual(
    said(reading).filter((line) => !line.startsWith('-')),
    expected,
  );
}

/** The same short session in a notation of the caller's. */
const SESSION = ['S 220 mail ESMTP', 'C EHLO me', 'S 250-mail', 'S 250 SIZE', 'C QUIT', 'S 221 Bye'] as const;

function written(client: string, server: string): string {
  return SESSION.map((line) => (line.startsWith('C') ? client : server) + line.slice(2)).join('\n');
}

describe('marks', () => {
  const rows: readonly (readonly [string, string, string])[] = [
    ['C: ', 'S: ', 'c-s'],
    ['S: ', 'R: ', 'r-s'],
    ['M: ', 'I: ', 'm-i-s'],
    ['Client: ', 'Server: ', 'client-server'],
    ['Request: ', 'Response: ', 'request-response'],
    ['> ', '< ', 'angle'],
    ['>> ', '<< ', 'angle-double'],
    ['>>> ', '<<< ', 'angle-triple'],
    ['-> ', '<- ', 'arrow'],
    ['--> ', '<-- ', 'arrow-long'],
    [' In:  ', ' Out: ', 'postfix-in-out'],
    ['CLIENT -> SERVER: ', 'SERVER -> CLIENT: ', 'phpmailer'],
    ['fetchmail: SMTP> ', 'fetchmail: SMTP< ', 'fetchmail'],
    ['Net::SMTP=GLOB(0x267ec28)>>> ', 'Net::SMTP=GLOB(0x267ec28)<<< ', 'net-smtp'],
    ['  SMTP>> ', '  SMTP<< ', 'exim-debug'],
    ['  SMTP<< ', '  SMTP>> ', 'exim-debug'],
    [
      'Nov 20 23:46:05 mail postfix/smtpd[31772]: < localhost[127.0.0.1]: ',
      'Nov 20 23:46:05 mail postfix/smtpd[31772]: > localhost[127.0.0.1]: ',
      'postfix-verbose',
    ],
    ['[2026-11-20 23:43:27] DEBUG [O91N] C: ', '[2026-11-20 23:43:27] DEBUG [O91N] S: ', 'nodemailer'],
    [
      '   12 0.0035    10.0.0.1 → 10.0.0.2    SMTP 106 C: ',
      '   13 0.0036    10.0.0.2 → 10.0.0.1    SMTP 74 S: ',
      'tshark-summary',
    ],
    [
      '2015-05-07 17:02:00.809 App[70577:13] Info:1:: SMTP C: ',
      '2015-05-07 17:02:00.809 App[70577:13] Info:1:: SMTP S: ',
      'c-s',
    ],
    ['[5] 12:00:01 > ', '[5] 12:00:01 < ', 'angle'],
    ['12:00:01.123 (conn-7) <- ', '12:00:01.123 (conn-7) -> ', 'arrow'],
    ['', '', 'bare'],
  ];
  for (const [client, server, notation] of rows) {
    it(`${notation}: ${JSON.stringify(client)} and ${JSON.stringify(server)}`, () => {
      check(written(client, server), notation, 'smtp', SESSION);
    });
  }

  it('reads the hints of swaks, TLS included', () => {
    const text = [
      '=== Trying mail:25...',
      '<-  220 mail ESMTP',
      ' -> EHLO me',
      '<-  250 STARTTLS',
      ' ~> EHLO me',
      '<~* 530 no',
      '<** 500 what',
      '  > 0000: 45 48 4C 4F                                         EHLO',
      '*** Remote host closed',
    ].join('\n');
    check(text, 'swaks', 'smtp', [
      'S 220 mail ESMTP',
      'C EHLO me',
      'S 250 STARTTLS',
      'C EHLO me',
      'S 530 no',
      'S 500 what',
    ]);
    const { lines } = read(text);
    assert.deepEqual(
      [2, 4, 5].map((line) => lines.secure(line)),
      [false, true, true],
    );
  });

  it('reads logs of Thunderbird and Roundcube', () => {
    const bird = '2026-11-20 10:00:00.000001 UTC - [Parent 1234: IMAP]: I/IMAP 0x7f00:imap.a.b:NA:';
    check(
      `${bird}CreateNewLineFromSocket: * OK hi\n${bird}SendData: 1 capability\n${bird}ProcessCurrentURL: x`,
      'thunderbird',
      'imap',
      ['S * OK hi', 'C 1 capability'],
    );
    const cube = '[20-Nov-2026 10:00:00 +0000]: <abc123> [D6A1] ';
    check(`${cube}S: * OK hi\n${cube}C: A0001 ID NIL`, 'c-s', 'imap', ['S * OK hi', 'C A0001 ID NIL']);
  });

  it('reads curl -v', () => {
    const text =
      '* Connected to mail (10.0.0.1) port 110\n< +OK hi\n> CAPA\n{ [5 bytes data]\n< +OK\n< TOP\n< .\nSubject: x';
    check(text, 'curl-verbose', 'pop3', ['S +OK hi', 'C CAPA', 'S +OK', 'S TOP', 'S .']);
  });

  it('reads what Sendmail reports, whose own words have no mark', () => {
    const text =
      '   ----- Transcript of session follows -----\n... while talking to mx.a.:\n>>> DATA\n<<< 550 no\n554 5.0.0 Service unavailable';
    check(text, 'sendmail-dsn', 'smtp', ['C DATA', 'S 550 no']);
  });

  it('reads what Exim and phpmailer put behind each other without a mark', () => {
    check('  SMTP<< 250-mail\n         250-SIZE\n         250 HELP\n  SMTP>> QUIT', 'exim-debug', 'smtp', [
      'S 250-mail',
      'S 250-SIZE',
      'S 250 HELP',
      'C QUIT',
    ]);
    check(
      'SERVER -> CLIENT: 250-mail\n                  ↪ 250 HELP\nCLIENT -> SERVER: QUIT',
      'phpmailer',
      'smtp',
      ['S 250-mail', 'S 250 HELP', 'C QUIT'],
    );
  });

  it('joins what fetchmail folds', () => {
    const sasl = 'SASL PLAIN LOGIN CRAM-MD5 SCRAM-SHA-1 SCRAM-SHA-256 OAUTHBEARER';
    const text = `fetchmail: POP3> CAPA\nfetchmail: POP3< +OK\nfetchmail: POP3< ${sasl}\nfetchmail: POP3<  XOAUTH2\nfetchmail: POP3< .`;
    check(text, 'fetchmail', 'pop3', ['C CAPA', 'S +OK', `S ${sasl} XOAUTH2`, 'S .']);
  });
});

describe('combinations nobody listed', () => {
  const stamps = [
    '',
    '2026-11-20T23:43:26.123Z ',
    '[2026-11-20 23:43:26,123] ',
    '20/Nov/2026:23:43:26 +0000 ',
    '11/20/2026 11:43:26 PM ',
    'Fri, 20 Nov 2026 23:43:26 +0000 ',
    'Nov 20 23:43:26 ',
    '(23:43:26.5) ',
    '1795218206123 ',
    '+0.013s ',
    '2026-11-20 23:43:26 | ',
  ];
  const ids = [
    '',
    '[abc123] ',
    '(conn-7) ',
    '#12 ',
    'DEBUG ',
    'INFO  [abc] ',
    '[main] INFO org.foo.Bar - ',
    'proc[12]: ',
  ];
  const marks = [
    ['C: ', 'S: '],
    ['C:', 'S:'],
    ['[C] ', '[S] '],
    ['> ', '< '],
    ['<- ', '-> '],
    ['=> ', '<= '],
    ['→ ', '← '],
    ['OUT: ', 'IN: '],
    ['In: ', 'Out: '],
    ['SENT: ', 'Received: '],
    ['client> ', 'server> '],
  ] as const;
  for (const [client, server] of marks) {
    it(`${client}and ${server}behind any time and any id`, () => {
      for (const stamp of stamps) {
        for (const id of ids) {
          const text = written(stamp + id + client, stamp + id + server);
          const reading = read(text);
          assert.deepEqual(said(reading), SESSION, text);
          assert.equal(reading.sessions.length, 1, text);
          assert.equal(reading.lines.time(0) === undefined, stamp === '', text);
        }
      }
    });
  }
});

describe('Python', () => {
  it('reads smtplib: several lines in one, summaries are notes', () => {
    const text = [
      "send: 'ehlo [127.0.0.1]\\r\\n'",
      "reply: b'250-mail\\r\\n'",
      "reply: b'250 HELP\\r\\n'",
      "reply: retcode (250); Msg: b'mail\\nHELP'",
      "data: (354, b'go')",
      "send: b'Subject: a\\\\b\\r\\n\\r\\nc\\'d\\xe9\\r\\n.\\r\\n'",
    ].join('\n');
    check(text, 'python-smtplib', 'smtp', [
      'C ehlo [127.0.0.1]',
      'S 250-mail',
      'S 250 HELP',
      'C Subject: a\\b',
      'C',
      "C c'd\u00e9",
      'C .',
    ]);
  });

  it('reads what Ruby prints, whose arrows are turned', () => {
    const text = '-> "220 mail ESMTP\\r\\n"\n<- "EHLO me\\r\\n"\n-> "250 SIZE\\r\\n"';
    check(text, 'ruby-net', 'smtp', ['S 220 mail ESMTP', 'C EHLO me', 'S 250 SIZE']);
  });

  it('reads imaplib and poplib', () => {
    const imap =
      "  43:24.20 > b'IANL0 CAPABILITY'\n  43:24.20 < b'* FLAGS (\\\\Seen)'\n  43:24.21 < b\"IANL0 NO it's\"\n  43:24.21 NO response: x";
    check(imap, 'python-imaplib', 'imap', ['C IANL0 CAPABILITY', 'S * FLAGS (\\Seen)', "S IANL0 NO it's"]);
    assert.equal(read(imap).lines.time(0), 2_604_200);
    check("*cmd* 'USER bob'\n*cmd* 'STAT'\n*stat* [b'+OK', b'12']", 'python-poplib', 'pop3', [
      'C USER bob',
      'C STAT',
    ]);
    check("*cmd* 'STAT'\n*put* b'STAT'\n*get* b'+OK 1 2\\r\\n'\n*resp* b'+OK 1 2'", 'python-poplib', 'pop3', [
      'C STAT',
      'S +OK 1 2',
    ]);
  });
});

describe('notations with a reader of their own', () => {
  it('reads JSON lines of imapflow', () => {
    const text = [
      '{"level":30,"time":1795218208544,"src":"connection","msg":"Established TCP connection","cid":"x1"}',
      '{"level":20,"time":1795218208552,"src":"s","msg":"* OK ready","cid":"x1"}',
      '{"level":20,"time":1795218208554,"src":"c","msg":"1 ID (\\"name\\" \\"a\\\\\\\\b\\")","cid":"x1"}',
    ].join('\n');
    check(text, 'imapflow', 'imap', ['S * OK ready', 'C 1 ID ("name" "a\\\\b")']);
    const { lines } = read(text);
    assert.equal((lines.time(2) ?? 0) - (lines.time(1) ?? 0), 2);
    assert.equal(text.charAt(lines.hostOffset(2, 6)), '\\');
  });

  it('reads base64 chunks whose borders are not those of lines', () => {
    const chunk = (dir: string, text: string): string =>
      JSON.stringify({ t: 1, dir, b64: Buffer.from(text).toString('base64') });
    const text = [
      chunk('S', '* OK re'),
      chunk('S', 'ady\r\n* 1 EXISTS\r\n'),
      chunk('C', 'a NOOP\r\nb LOGOUT\r\n'),
    ].join('\n');
    check(text, 'logproxy', 'imap', ['S * OK ready', 'S * 1 EXISTS', 'C a NOOP', 'C b LOGOUT']);
  });

  it('reads an Exchange protocol log with two connections', () => {
    const row = (session: string, event: string, data: string): string =>
      `2026-11-20T10:00:00.001Z,EX01\\Default,${session},0,10.0.0.1:25,10.0.0.9:5000,${event},${data},`;
    const text = [
      '#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context',
      row('08D1', '+', ''),
      row('08D1', '>', '"220 ex01 ESMTP at Fri, 20 Nov"'),
      row('08D2', '>', '220 ex01'),
      row('08D1', '<', 'EHLO a'),
      row('08D2', '<', '"MAIL FROM:<""a b""@c>"'),
    ].join('\n');
    check(text, 'exchange-log', 'smtp', [
      'S 220 ex01 ESMTP at Fri, 20 Nov',
      'S 220 ex01',
      'C EHLO a',
      'C MAIL FROM:<"a b"@c>',
    ]);
    assert.equal(read(text).sessions.length, 2);
  });

  it('reads curl traces, as characters and as hex', () => {
    const long = `* OK ${'x'.repeat(59)}`;
    const ascii = `== Info: Connected to x\n<= Recv header, 69 bytes (0x45)\n0000: ${long}\n0040: yz!\n=> Send header, 8 bytes (0x8)\n0000: a NOOP\n`;
    check(ascii, 'curl-trace', 'imap', [`S ${long}yz!`, 'C a NOOP']);
    const hex = [
      '<= Recv header, 24 bytes (0x18)',
      '0000: 32 32 30 20 6d 61 69 6c 2e 65 78 61 6d 70 6c 65 220 mail.example',
      '0010: 0d 0a 32 35 30 20 0d 0a                         ..250 ..',
      '=> Send header, 6 bytes (0x6)',
      '0000: 51 55 49 54 0d 0a                               QUIT..',
    ].join('\n');
    check(hex, 'curl-trace', 'smtp', ['S 220 mail.example', 'S 250', 'C QUIT']);
  });

  it('reads followed streams, as characters and raw', () => {
    const head =
      '====================\nFollow: tcp,MODE\nFilter: tcp.stream eq 0\nNode 0: 10.0.0.1:4000\nNode 1: 10.0.0.2:25\n';
    const ascii = `${head.replace('MODE', 'ascii')}\t16\n220 mail ESMTP\n\n9\nEHLO me\n\n\t10\n250 SIZE\n\n====================\n`;
    const expected = ['S 220 mail ESMTP', 'C EHLO me', 'S 250 SIZE'];
    check(ascii, 'tshark-follow', 'smtp', expected);
    const hex = (text: string): string => Buffer.from(text).toString('hex');
    const raw = `${head.replace('MODE', 'raw')}\t${hex('220 mail ESMTP\r\n')}\n${hex('EHLO me\r\n')}\n\t${hex('250 SIZE\r\n')}\n`;
    check(raw, 'tshark-follow', 'smtp', expected);
  });

  it('reads one side of a raw log', () => {
    check(
      '1795218221.051547 a2 SELECT INBOX\n1795218221.052616 a3 IDLE\n1795218222.359433 DONE',
      'dovecot-rawlog',
      'imap',
      ['C a2 SELECT INBOX', 'C a3 IDLE', 'C DONE'],
    );
    const server = '1795218221.051134 a1 OK done\n1795218221.052497 * 17 EXISTS';
    check(server, 'dovecot-rawlog', 'imap', ['S a1 OK done', 'S * 17 EXISTS']);
    assert.equal(read(server, { name: 'x.in' }).lines.speaker(0), 'client');
    assert.equal(
      read('1795218219.926970 220 x\n1795218219.926971 250 ok', { name: 'rawlog-lmtp.out' }).protocol,
      'lmtp',
    );
  });
});

describe('no marks', () => {
  it('finds who speaks in a POP3 session by telnet', () => {
    const text = `Trying 10.0.0.1...\nEscape character is '^]'.\n+OK ready\nUSER bob\n+OK\nFOO\n-ERR what\nRETR 1\n+OK\nSubject: x\n\nQUIT\n.\nQUIT\n+OK`;
    check(text, 'telnet', 'pop3', [
      'S +OK ready',
      'C USER bob',
      'S +OK',
      'C FOO',
      'S -ERR what',
      'C RETR 1',
      'S +OK',
      'S Subject: x',
      'S',
      'S QUIT',
      'S .',
      'C QUIT',
      'S +OK',
    ]);
  });

  it('finds literals and SASL dialogues in IMAP', () => {
    const text =
      '* OK hi\na1 LOGIN {3}\n+ go\nbob {2}\n+ go\npw\na1 OK in\nb AUTHENTICATE PLAIN\n+ \nAGJvYg==\nb OK in\nc FETCH 1 BODY[]\n* 1 FETCH (BODY[] {9}\nc OK no\n)\nc OK done';
    check(text, 'bare', 'imap', [
      'S * OK hi',
      'C a1 LOGIN {3}',
      'S + go',
      'C bob {2}',
      'S + go',
      'C pw',
      'S a1 OK in',
      'C b AUTHENTICATE PLAIN',
      'S +',
      'C AGJvYg==',
      'S b OK in',
      'C c FETCH 1 BODY[]',
      'S * 1 FETCH (BODY[] {9}',
      'S c OK no',
      'S )',
      'S c OK done',
    ]);
  });

  it('reads one side alone', () => {
    check('EHLO me\nMAIL FROM:<a@b>\nDATA\nSubject: x\n\n250 of them\n.\nQUIT', 'bare', 'smtp', [
      'C EHLO me',
      'C MAIL FROM:<a@b>',
      'C DATA',
      'C Subject: x',
      'C',
      'C 250 of them',
      'C .',
      'C QUIT',
    ]);
    check(
      'depth=0 CN = localhost\nverify return:1\n* OK hi\na1 OK in\n* 1 FETCH (BODY[] {3}\na:b\n)',
      'openssl',
      'imap',
      ['S * OK hi', 'S a1 OK in', 'S * 1 FETCH (BODY[] {3}', 'S a:b', 'S )'],
    );
  });

  it('reads JavaMail and mbsync, which mark what is not said or one side only', () => {
    check(
      'DEBUG SMTP: trying to connect\n220 mail ESMTP\nDEBUG SMTP: connected\n\nEHLO me\n250 SIZE',
      'javamail',
      'smtp',
      ['S 220 mail ESMTP', 'C EHLO me', 'S 250 SIZE'],
    );
    check('F: * OK ready\nF: >>> 1 CAPABILITY\nF: * CAPABILITY IMAP4rev1\nF: 1 OK done', 'mbsync', 'imap', [
      'S * OK ready',
      'C 1 CAPABILITY',
      'S * CAPABILITY IMAP4rev1',
      'S 1 OK done',
    ]);
  });
});

describe('what writers do', () => {
  it('leaves prose, remarks, elisions and blank lines out', () => {
    const text = [
      'A session that leaves messages on the server:',
      '',
      '    C: UIDL',
      '    S: +OK',
      '    S: 1 abc123   <- already known, skip',
      '    S: ...',
      '    S: .',
      '    (3 messages, 12345 octets in all)',
      '    C: <close connection>',
    ].join('\n');
    const reading = read(text);
    assert.deepEqual(said(reading).slice(2), [
      'C UIDL',
      'S +OK',
      'S 1 abc123',
      '- ...',
      'S .',
      '-     (3 messages, 12345 octets in all)',
      '- <close connection>',
    ]);
    assert.equal(reading.protocol, 'pop3');
  });

  it('keeps what stands for a secret', () => {
    const text = 'S: 334 UGFzc3dvcmQ6\nC: [credentials hidden]\nS: 235 ok\nC: [TLS negotiation]';
    assert.deepEqual(said(read(text)), [
      'S 334 UGFzc3dvcmQ6',
      'C [credentials hidden]',
      'S 235 ok',
      '- [TLS negotiation]',
    ]);
  });

  it('keeps what looks like a remark inside a message', () => {
    const text = 'C: DATA\nS: 354 go\nC: a   <- b\nC: <open connection>\nC: .\nS: 250 ok';
    assert.deepEqual(said(read(text)), [
      'C DATA',
      'S 354 go',
      'C a   <- b',
      'C <open connection>',
      'C .',
      'S 250 ok',
    ]);
  });

  it('joins the lines of one response, with a mark or without', () => {
    const text =
      'S: * 1 FETCH (FLAGS (\\Seen)\n      INTERNALDATE "x")\nS: * 2 FETCH (FLAGS ()\nUID 5)\nS: a OK done';
    const { lines } = read(text);
    assert.deepEqual(said(read(text)), [
      'S * 1 FETCH (FLAGS (\\Seen) INTERNALDATE "x")',
      'S * 2 FETCH (FLAGS () UID 5)',
      'S a OK done',
    ]);
    // The place of a character behind the join is that in the document.
    const own = lines.text(0).indexOf('INTERNALDATE');
    assert.equal(lines.hostOffset(0, own), text.indexOf('INTERNALDATE'));
  });

  it('finds the speaker of a line that lost its mark', () => {
    assert.deepEqual(
      said(read('S: * OK hi\na1 NOOP\nS: a1 OK\nC: b APPEND x {12}\nS: + go\nhello\nthere\nb OK done')),
      [
        'S * OK hi',
        'C a1 NOOP',
        'S a1 OK',
        'C b APPEND x {12}',
        'S + go',
        'C hello',
        'C there',
        'S b OK done',
      ],
    );
  });

  it('gives message lines that nodemailer prints without a mark to the client', () => {
    const line = (text: string): string => `[2026-11-20 23:43:27] DEBUG [O91N] ${text}`;
    const text = ['C: DATA', 'S: 354 go', 'Subject: x', '', '.', 'S: 250 ok', 'Closing'].map(line).join('\n');
    check(text, 'nodemailer', 'smtp', ['C DATA', 'S 354 go', 'C Subject: x', 'C', 'C .', 'S 250 ok']);
  });
});

describe('sessions', () => {
  it('tells connections apart by id, number and protocol', () => {
    const ids = read(
      '12:00:01 [a1] -> EHLO x\n12:00:01 [b2] -> EHLO y\n12:00:02 [a1] <- 250 x\n12:00:02 [b2] <- 250 y',
    );
    assert.deepEqual(
      ids.sessions.map(({ numbers }) => [...Array.from(numbers)]),
      [
        [0, 2],
        [1, 3],
      ],
    );
    const numbered = read('C1: A1 NOOP\nC2: B1 NOOP\nS1: A1 OK x\nS2: B1 OK x');
    assert.equal(numbered.sessions.length, 2);
    const mixed = read(
      'fetchmail: POP3> STAT\nfetchmail: POP3< +OK 1 2\nfetchmail: SMTP< 220 x\nfetchmail: SMTP> EHLO y',
    );
    assert.deepEqual(
      mixed.sessions.map(({ protocol }) => protocol),
      ['pop3', 'smtp'],
    );
  });

  it('starts none at the last answer to pipelined commands', () => {
    const text = 'S: +OK ready\nC: STAT\nC: QUIT\nS: +OK 1 2\nS: +OK signing off';
    assert.equal(read(text).sessions.length, 1);
  });

  it('starts a session at a greeting behind a farewell, or at a note', () => {
    const twice =
      'S: 220 a ESMTP\nC: QUIT\nS: 221 bye\nS: 220 b ESMTP\nC: STARTTLS\nS: 220 go\nC: QUIT\nS: 221 bye';
    assert.deepEqual(
      read(twice).sessions.map(({ numbers }) => numbers.length),
      [3, 5],
    );
    const noted = '### one\nS: +OK hi\nC: STAT\n### two\nS: +OK hi\nC: STAT';
    assert.deepEqual(
      read(noted).sessions.map(({ numbers }) => numbers.length),
      [3, 3],
    );
  });
});

describe('what is not ours', () => {
  const others: readonly (readonly [string, string])[] = [
    ['ManageSieve', 'S: "IMPLEMENTATION" "x"\nS: OK\nC: LISTSCRIPTS\nS: OK\nC: LOGOUT\nS: OK "bye"'],
    [
      'FTP',
      '220 ProFTPD Server\nUSER x\n331 Password\nPASS y\n230 in\nPASV\n227 Entering\nQUIT\n221 Goodbye',
    ],
    ['HTTP', '> GET / HTTP/1.1\n> Host: example.com\n< HTTP/1.1 200 OK\n< Content-Type: text/html'],
    ['NNTP', '200 news ready\nMODE READER\n200 ok\nGROUP comp.lang\n211 1 2 3 comp.lang\nQUIT\n205 bye'],
    [
      'a server log',
      '2026-11-20 23:43:03 lmtp(22104): Info: Connect from local\n2026-11-20 23:43:03 imap-login: Info: Login: user=<bob>',
    ],
    [
      'prose',
      '# Notes\n> quoted\n> text\nThe client: says hello to C: drives.\nList of things\n- one\nUSER manual',
    ],
    ['nothing', ''],
  ];
  for (const [name, text] of others) {
    it(name, () => {
      assert.equal(read(text).protocol, undefined);
    });
  }
});

describe('any text', () => {
  it('is covered by its lines, whatever notation it is read in', () => {
    const words = fc.constantFrom(
      'C: ',
      'S: ',
      '> ',
      '{3}',
      "b'",
      '\\r\\n',
      '0000: ',
      '"',
      ' ',
      '\n',
      '\r\n',
      'a1 OK',
      '250-x',
      '354 go',
      '.',
      '\t',
      'é',
      '{"src":"c","msg":"',
      '"}',
      '(',
      '...',
    );
    const ids = fc.constantFrom(undefined, ...notationNames.map(({ id }) => id));
    fc.assert(
      fc.property(fc.array(words, { maxLength: 40 }), ids, (pieces, notation) => {
        const text = pieces.join('');
        const { lines, sessions } = read(text, { notation });
        let at = 0;
        for (let line = 0; line < lines.count; line++) {
          const range = lines.range(line);
          const content = lines.content(line);
          assert.equal(range.from, at);
          assert.ok(range.from <= content.from && content.from <= content.to && content.to <= range.to);
          const own = lines.text(line);
          for (let unit = 0; unit <= own.length; unit++) {
            const offset = lines.hostOffset(line, unit);
            assert.ok(offset >= content.from && offset <= content.to);
          }
          if (lines.plain(line)) assert.equal(own, text.slice(content.from, content.to));
          at = range.to;
        }
        assert.equal(at, text.length);
        const numbers = sessions.flatMap((session) => Array.from(session.numbers)).sort((a, b) => a - b);
        assert.deepEqual(
          numbers,
          Array.from({ length: lines.count }, (_, line) => line),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('keeps its protocol where a long listing looks like reply codes', () => {
    const listing = Array.from({ length: 400 }, (_, i) => `S: ${String(200 + i)} uid${String(i)}\n`).join('');
    const { sessions } = read(`S: +OK ready\nC: UIDL\nS: +OK\n${listing}S: .\nC: DELE 221\nS: +OK\n`);
    assert.deepEqual(
      sessions.map(({ protocol }) => protocol),
      ['pop3'],
    );
  });

  it('is read by the notation one chooses', () => {
    assert.equal(read('C: NOOP', { notation: 'bare' }).notation, 'bare');
    assert.deepEqual(said(read('> a1 NOOP\n< a1 OK', { notation: 'angle', protocol: 'imap' })), [
      'C a1 NOOP',
      'S a1 OK',
    ]);
  });
});
