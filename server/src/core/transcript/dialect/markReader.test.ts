// Tests of notations that mark who speaks: their marks, combinations nobody listed, what writers put around them.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SESSION, check, read, said, written } from './testing/reading.ts';

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

  it('takes a remark behind the stamp of a message whose lines have marks for none of it', () => {
    const words = [
      'S: +OK',
      'C: RETR 1',
      'S: +OK',
      'S: Subject: x',
      '-- so far',
      '(some time later)',
      'S: .',
    ];
    const text = words.map((line) => `2026-11-20 10:00:01 ${line}`).join('\n');
    check(text, 'c-s', 'pop3', ['S +OK', 'C RETR 1', 'S +OK', 'S Subject: x', 'S .']);
  });

  it('reads what was written for a page: entities, and replies of PHPMailer without their line ends', () => {
    const page = (side: string, words: string): string => `2026-11-20 10:00:01 ${side}: ${words}<br>`;
    const [server, client] = ['SERVER -&gt; CLIENT', 'CLIENT -&gt; SERVER'];
    const text = [
      page(server, '220 mx ESMTP'),
      page(client, 'EHLO me'),
      page(server, '250-mx250-SIZE 250250 HELP'),
      page(client, 'MAIL FROM:&lt;a&amp;b@c&gt;'),
      page(server, '250 2.1.0 Ok'),
    ].join('\n');
    check(text, 'phpmailer', 'smtp', [
      'S 220 mx ESMTP',
      'C EHLO me',
      'S 250-mx',
      'S 250-SIZE 250',
      'S 250 HELP',
      'C MAIL FROM:<a&b@c>',
      'S 250 2.1.0 Ok',
    ]);
    const { lines } = read(text);
    assert.equal(text.charAt(lines.hostOffset(5, 13)), 'b');
    check('&lt; 220 mx ESMTP\n&gt; MAIL FROM:&lt;a@b&gt;\n&lt; 250 ok', 'angle', 'smtp', [
      'S 220 mx ESMTP',
      'C MAIL FROM:<a@b>',
      'S 250 ok',
    ]);
    // A message may speak of HTML.
    check('S: 354 go\nC: &lt;b&gt;\nC: .\nS: 250 ok', 'c-s', 'smtp', [
      'S 354 go',
      'C &lt;b&gt;',
      'C .',
      'S 250 ok',
    ]);
  });

  it('reads logs of servers that have several lines in one, or say the state behind each', () => {
    const line = (words: string): string =>
      `"SMTPD"\t12\t7\t"2026-11-20 23:43:26.123"\t"10.0.0.7"\t"${words}"`;
    check(
      ['SENT: 220 mail', 'RECEIVED: EHLO me', 'SENT: 250-mail[nl]250 HELP'].map(line).join('\n'),
      'hmailserver',
      'smtp',
      ['S 220 mail', 'C EHLO me', 'S 250-mail', 'S 250 HELP'],
    );
    const haraka = '2026-11-20T23:43:26.124Z [PROTOCOL] [ABCD-1234] [core]';
    check(`${haraka} S: 220 mail\n${haraka} C: QUIT state=1\n${haraka} S: 221 bye`, 'haraka', 'smtp', [
      'S 220 mail',
      'C QUIT',
      'S 221 bye',
    ]);
  });

  it('reads what libraries print with the octets of a line, or its end', () => {
    const indy =
      'Stat Connected.\nRecv 01.03.2026 10:20:30: 220 mx<EOL>\nSent 3/1/2026 10:20:31 AM: QUIT<EOL>';
    check(indy, 'indy', 'smtp', ['S 220 mx', 'C QUIT']);
    const peer = "DEBUG:mail.log:('127.0.0.1', 5000)";
    check(`${peer} << b'220 mx'\n${peer} >> b'QUIT'`, 'aiosmtpd', 'smtp', ['S 220 mx', 'C QUIT']);
    const hog = '2026/11/20 23:43:26 [SMTP 127.0.0.1:5000]';
    check(`${hog} Sent 8 bytes: '220 mx\\r\\n'\n${hog} Received 6 bytes: 'QUIT\\r\\n'`, 'mailhog', 'smtp', [
      'S 220 mx',
      'C QUIT',
    ]);
    const stalwart = (event: string, contents: string): string =>
      `2026-11-20T23:43:26Z TRACE Raw SMTP ${event} (smtp.raw) remotePort = 5000, contents = "${contents}"`;
    check(
      `${stalwart('output sent', '220 mx\\r\\n')}\n${stalwart('input received', 'QUIT\\r\\n')}`,
      'stalwart',
      'smtp',
      ['S 220 mx', 'C QUIT'],
    );
    check('??? 220\n<<< 220 mx\n>>> ehlo a\\r\\nmail from:<>', 'exim-client', 'smtp', [
      'S 220 mx',
      'C ehlo a',
      'C mail from:<>',
    ]);
  });

  it('reads logfmt, names in other languages, and a long message behind arrows', () => {
    check('level=debug msg="S: * OK ready"\nlevel=debug msg="C: a NOOP" n=1', 'c-s', 'imap', [
      'S * OK ready',
      'C a NOOP',
    ]);
    check('Serveur : 220 mx\nClient : NOOP\nServeur : 250 ok', 'labels', 'smtp', [
      'S 220 mx',
      'C NOOP',
      'S 250 ok',
    ]);
    const data = '> text\n'.repeat(400);
    const sent = '> EHLO me\n< 250 mx\n> MAIL FROM:<>\n< 250 ok\n> DATA\n< 354 go\n';
    assert.equal(read(`${sent}${data}> .\n< 250 ok\n`).protocol, 'smtp');
  });

  it('reads sendmail -v, whose replies have no mark', () => {
    check(
      'bob@a.b... Connecting to mx.a.b. via esmtp...\n220 mx ESMTP\n>>> EHLO me\n250-mx\n250 DSN\n>>> QUIT\n221 bye',
      'sendmail-verbose',
      'smtp',
      ['S 220 mx ESMTP', 'C EHLO me', 'S 250-mx', 'S 250 DSN', 'C QUIT', 'S 221 bye'],
    );
  });

  it('reads what IMAP libraries of Perl and Python and neomutt print', () => {
    check(
      'Read: \t* OK ready\nSending: 1 CAPABILITY\nSent 14 bytes\nRead: \t* CAPABILITY IMAP4rev1\n\t\t1 OK done',
      'perl-imapclient',
      'imap',
      ['S * OK ready', 'C 1 CAPABILITY', 'S * CAPABILITY IMAP4rev1', 'S 1 OK done'],
    );
    check(
      "DEBUG[imap]:  51:26.03 Account x reader < b'* OK ready'\nDEBUG[imap]:  51:26.04 writer > b'A1 NOOP\\r\\n'",
      'python-imaplib',
      'imap',
      ['S * OK ready', 'C A1 NOOP'],
    );
    check(
      '[2026-11-20 23:43:26]<2> mutt_socket_readln_d() 5< * OK ready\n[2026-11-20 23:43:26]<2> mutt_socket_write_d() 5> a0 NOOP',
      'mutt',
      'imap',
      ['S * OK ready', 'C a0 NOOP'],
    );
  });

  it('tells the stores of mbsync and the connections of Thunderbird apart', () => {
    const both = read(
      'F: * OK far\nN: * OK near\nF: >>> 1 LOGOUT\nF: * BYE\nF: 1 OK\nN: >>> 1 LOGOUT\nN: 1 OK',
    );
    assert.equal(both.notation, 'mbsync');
    assert.deepEqual(
      both.sessions.map(({ numbers }) => Array.from(numbers)),
      [
        [0, 2, 3, 4],
        [1, 5, 6],
      ],
    );
    const bird = (id: string, words: string): string =>
      `2026-11-20 10:00:00.000001 UTC - [Parent 1234: IMAP]: I/IMAP ${id}:imap.a.b:NA:${words}`;
    const text = [
      bird('0x7f00', 'CreateNewLineFromSocket: * OK one'),
      bird('0x7f11', 'CreateNewLineFromSocket: * OK two'),
      bird(
        '0x7f00',
        'SendData: Logging suppressed for this command (it probably contained authentication information)',
      ),
    ].join('\n');
    assert.equal(read(text).sessions.length, 2);
    check(text, 'thunderbird', 'imap', ['S * OK one', 'S * OK two']);
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
    for (const pid of ['', '23:43:26 31772 ']) {
      const text = ['  SMTP<< 250-mail', '         250 HELP', '  SMTP>> QUIT', '  SMTP>> writing message']
        .map((line) => pid + line)
        .join('\n');
      check(text, 'exim-debug', 'smtp', ['S 250-mail', 'S 250 HELP', 'C QUIT']);
    }
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
    'id=7 ',
    '[2001:db8::1]:25 ',
    'smtp::wire: ',
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
    ['TX ', 'RX '],
    ['MUA: ', 'MTA: '],
    ['laptop: ', 'mx.example.org: '],
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

describe('what stands around the lines', () => {
  const ornaments: readonly (readonly [string, string])[] = [
    ['quoted by a mail client', '> '],
    ['the number of a line', '12. '],
    ['the number that grep puts in front', '12:'],
    ['an item of a list', '* '],
    ['a column', '| '],
    ['syslog with an ISO date', '2026-11-20T23:43:26.123456+00:00 mail postfix/smtpd[100]: '],
    ['a weekday in front of an ISO date', 'Fri 2026-11-20 23:43:26.123: [12345] '],
    ['a label of TAI64N', '@4000000065f1a2b30a1b2c3d 31772 '],
    ['Android', '11-20 23:43:26.123  1234  5678 D k9: '],
    ['a span', '2026-11-20T23:43:26Z DEBUG session{id=7}: smtp::wire: '],
  ];
  for (const [title, before] of ornaments) {
    it(title, () => {
      assert.deepEqual(said(read(written(`${before}C: `, `${before}S: `))), SESSION);
    });
  }

  it('is no part of the text: colours, line ends that are written out, strings, Markdown', () => {
    const rows: readonly (readonly [string, string, string])[] = [
      ['\x1b[34mC: ', '\x1b[32mS: ', '\x1b[0m'],
      ['C: ', 'S: ', '<CRLF>'],
      ['C: ', 'S: ', '\\r\\n'],
      ['C: "', 'S: "', '\\r\\n"'],
      ["-> b'", "<- b'", "\\r\\n'"],
      ['**C:** ', '**S:** ', ''],
      ['**Client:** `', '**Server:** `', '`'],
      ['| C: | ', '| S: | ', ' |'],
    ];
    for (const [client, server, end] of rows) {
      const text = written(client, server).replaceAll(/$/gm, end);
      assert.deepEqual(said(read(text)), SESSION, text);
    }
  });

  it('keeps how the server says that a message ends', () => {
    check('C: DATA\nS: 354 end with <CRLF>.<CRLF>', 'c-s', 'smtp', [
      'C DATA',
      'S 354 end with <CRLF>.<CRLF>',
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

  it('lets a reply of several lines have one mark, a challenge be answered without', () => {
    check('10:00:00 S: 250-mail\n250-SIZE\n10:00:01 C: QUIT\n\n10:00:02 S: 221-a\n    221 b', 'c-s', 'smtp', [
      'S 250-mail',
      'S 250-SIZE',
      'C QUIT',
      'S 221-a',
      'S 221 b',
    ]);
    check('C: AUTH LOGIN\nS: 334 VXNlcm5hbWU6\nYm9i\nThen\nS: 334 UGFzc3dvcmQ6', 'c-s', 'smtp', [
      'C AUTH LOGIN',
      'S 334 VXNlcm5hbWU6',
      'C Ym9i',
      'S 334 UGFzc3dvcmQ6',
    ]);
  });

  it('may write a remark into a list, indent the marks, and go on behind a literal', () => {
    check('C: CAPA\nS: +OK\n# remark\nS: TOP\nS: .', 'c-s', 'pop3', ['C CAPA', 'S +OK', 'S TOP', 'S .']);
    check('C: RETR 1\nS: +OK\n# remark\nS: # data\n# remark\nS: .', 'c-s', 'pop3', [
      'C RETR 1',
      'S +OK',
      'S # data',
      'S .',
    ]);
    check('C: RETR 1\nS: +OK\na\n# data\n.', 'c-s', 'pop3', ['C RETR 1', 'S +OK', 'S a', 'S # data', 'S .']);
    check('C:   RETR 1\nS:   +OK\nS:   .a\nC:   DELE 1', 'c-s', 'pop3', [
      'C RETR 1',
      'S +OK',
      'S   .a',
      'C DELE 1',
    ]);
    check('C: a APPEND x CATENATE (TEXT {7+}\nC: hello\nC:  URL "/x")', 'c-s', 'imap', [
      'C a APPEND x CATENATE (TEXT {7+}',
      'C hello',
      'C  URL "/x")',
    ]);
  });

  it('leaves the lines of a message out, and says what became of it', () => {
    const line = (text: string): string => `Fri 2026-11-20 23:43:26: [7] ${text}`;
    const text = ['<-- DATA', '--> 354 go', 'Message size: 345 bytes', '--> 250 ok'].map(line).join('\n');
    check(text, 'arrow-long', 'smtp', ['C DATA', 'S 354 go', 'S 250 ok']);
  });

  it('gives message lines that nodemailer prints without a mark to the client', () => {
    const line = (text: string): string => `[2026-11-20 23:43:27] DEBUG [O91N] ${text}`;
    const text = ['C: DATA', 'S: 354 go', 'Subject: x', '', '.', 'S: 250 ok', 'Closing'].map(line).join('\n');
    check(text, 'nodemailer', 'smtp', ['C DATA', 'S 354 go', 'C Subject: x', 'C', 'C .', 'S 250 ok']);
  });
});
