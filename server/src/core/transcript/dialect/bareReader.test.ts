// Tests of sessions without marks.

import { describe, it } from 'node:test';
import { check } from './testing/reading.ts';

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

  it('finds what people type in small letters, and tags with any sign', () => {
    check(
      '* OK ready\na login u p\na OK in\n. fetch 1 (flags)\n. OK done\nx_Y-z NOOP\nx_Y-z OK',
      'bare',
      'imap',
      [
        'S * OK ready',
        'C a login u p',
        'S a OK in',
        'C . fetch 1 (flags)',
        'S . OK done',
        'C x_Y-z NOOP',
        'S x_Y-z OK',
      ],
    );
  });
});

describe('the server alone', () => {
  it('lists words that are commands too, and says nothing in front of its greeting', () => {
    const list = '+OK\nTOP\nUIDL\n.\n';
    check(`verify return:1\nWhat a tool says\n+OK ready\n${list}+OK bye`, 'openssl', 'pop3', [
      'S +OK ready',
      'S +OK',
      'S TOP',
      'S UIDL',
      'S .',
      'S +OK bye',
    ]);
    check(`+OK ready\nCAPA\n${list}QUIT\n+OK bye`, 'bare', 'pop3', [
      'S +OK ready',
      'C CAPA',
      'S +OK',
      'S TOP',
      'S UIDL',
      'S .',
      'C QUIT',
      'S +OK bye',
    ]);
  });
});

describe('no marks, behind', () => {
  const session = '+OK ready\nUSER bob\n+OK\nRETR 1\n+OK\nSubject: x\n\n  y\n.\nQUIT\n+OK bye';
  const expected = [
    'S +OK ready',
    'C USER bob',
    'S +OK',
    'C RETR 1',
    'S +OK',
    'S Subject: x',
    'S',
    'S   y',
    'S .',
    'C QUIT',
    'S +OK bye',
  ];
  const leads: readonly (readonly [string, string])[] = [
    ['an indent', '    '],
    ['a tab', '\t'],
    ['a quotation', '> '],
    ['a column', '| '],
    ['a time', '[23:43:26] '],
    ['a date and a program', '2026-11-20T23:43:26.123Z host app[12]: '],
  ];
  for (const [title, lead] of leads) {
    it(`${title}, also with prose around it`, () => {
      const text = session.replaceAll(/^/gm, lead).replaceAll(/^\s+$/gm, '');
      check(text, 'bare', 'pop3', expected);
      check(`It looks like this:\n\n${text}\n\nSo much for that.`, 'bare', 'pop3', expected);
    });
  }

  it('a prompt: what the shell is told is not said', () => {
    check('$ nc pop.a.b 110\n+OK ready\nSTAT\n+OK 0 0\nQUIT\n+OK\n$', 'bare', 'pop3', [
      'S +OK ready',
      'C STAT',
      'S +OK 0 0',
      'C QUIT',
      'S +OK',
    ]);
  });
});
