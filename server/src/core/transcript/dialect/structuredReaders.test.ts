// Tests of the notations that have a reader of their own.

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { check, read } from './testing/reading.ts';

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

  it('reads packets of ngrep, tcpflow and socat: who asks is the client', () => {
    const expected = ['S 220 mail ESMTP', 'C EHLO me', 'S 250-mail', 'S 250 HELP'];
    const ngrep = [
      'filter: ( tcp port 25 )',
      '####',
      'T 10.0.0.2:25 -> 10.0.0.1:4000 [AP] #4',
      '220 mail ESMTP.',
      '',
      '##',
      'T 10.0.0.1:4000 -> 10.0.0.2:25 [AP] #6',
      'EHLO me.',
      '',
      'T 10.0.0.2:25 -> 10.0.0.1:4000 [AP] #8',
      '250-mail.',
      '250 HELP.',
    ];
    check(ngrep.join('\n'), 'packets', 'smtp', expected);
    const lines =
      'T a:25 -> b:9 [AP] #1\n  220 mail ESMTP..\nT b:9 -> a:25 [AP]\n  EHLO me..\nT a:25 -> b:9\n  250-mail..250 HELP..';
    check(lines, 'packets', 'smtp', expected);
    const server = '010.000.000.002.00025-010.000.000.001.04000: ';
    const client = '010.000.000.001.04000-010.000.000.002.00025: ';
    check(
      `${server}220 mail ESMTP\n\n${client}EHLO me\n\n${server}250-mail\n250 HELP\n`,
      'packets',
      'smtp',
      expected,
    );
    const socat = (mark: string): string => `${mark} 2026/11/20 23:43:26.123456  length=9 from=0 to=8`;
    check(
      `${socat('<')}\n220 mail ESMTP\\r\n${socat('>')}\nEHLO me\\r\n${socat('<')}\n250-mail\\r\n250 HELP\\r`,
      'packets',
      'smtp',
      expected,
    );
  });

  it('reads packets of tcpdump: their heads are no words, and what TLS hides is none', () => {
    const packet = (from: string, to: string, options: string, text: string, octets: number): string =>
      `16:40:07.208342 IP ${from} > ${to}: Flags [P.], seq 1:9, win 64${options}, length ${String(octets)}: SMTP\n${text}`;
    const server = (text: string, octets: number): string =>
      packet('10.0.0.2.25', '10.0.0.1.4000', '', `E..<x.@.@.i...${'.'.repeat(26)}${text}`, octets);
    const client = (text: string, octets: number): string => {
      const time = ', options [nop,nop,TS val 28 ecr 21]';
      return packet(
        '10.0.0.1.4000',
        '10.0.0.2.25',
        time,
        `E..<x.@.@.i....\n...${'.'.repeat(33)}${text}`,
        octets,
      );
    };
    const text = [
      '16:40:07.208300 IP 10.0.0.1.4000 > 10.0.0.2.25: Flags [S], seq 6, win 6, length 0\nE..<x.@.@.i.....',
      server('220 mail ESMTP\n', 16),
      client('EHLO me\n', 9),
      server('250-mail\n250 STARTTLS\n', 24),
      client('STARTTLS\n', 10),
      server('220 go\n', 8),
      client('....QUIT.', 9),
      '2 packets captured',
    ].join('\n');
    check(text, 'packets', 'smtp', [
      'S 220 mail ESMTP',
      'C EHLO me',
      'S 250-mail',
      'S 250 STARTTLS',
      'C STARTTLS',
      'S 220 go',
    ]);
  });

  it('reads JSON lines that say the side, or have a mark in their message', () => {
    check(
      '{"tnx":"server","msg":"250-mx\\n250 DSN"}\n{"tnx":"client","msg":"QUIT"}\n{"tnx":"network","msg":"closed"}',
      'logproxy',
      'smtp',
      ['S 250-mx', 'S 250 DSN', 'C QUIT'],
    );
    check('{"log":"S: 220 mx\\n","stream":"stdout"}\n{"log":"C: QUIT\\n"}', 'json-lines', 'smtp', [
      'S 220 mx',
      'C QUIT',
    ]);
  });
});
