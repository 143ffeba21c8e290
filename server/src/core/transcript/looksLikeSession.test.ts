// Tests of what is taken for a session.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';

import { textSnapshot } from '../text/snapshot.ts';
import { notationNames, readLines } from './dialect/readLines.ts';
import { looksLikeSession } from './looksLikeSession.ts';

const DIALOGUE = 'C: EHLO me.example\nS: 250 mx.example\nC: QUIT\nS: 221 bye\n';
const PARAGRAPH =
  'A server that gets this command\nlooks at the name that stands\nbehind it, and answers.\n\n';
const SHARED = path.join(import.meta.dirname, '../../../../../shared');

describe('looksLikeSession', () => {
  it('tells a log, also with some words around it', () => {
    assert.equal(looksLikeSession(DIALOGUE), 'smtp');
    assert.equal(looksLikeSession(PARAGRAPH + DIALOGUE), 'smtp');
    assert.equal(looksLikeSession('S: 220 mx\nC: LHLO me\nS: 250 ok\n'), 'lmtp');
  });

  it('tells a document that quotes a dialogue from a log', () => {
    assert.equal(looksLikeSession(PARAGRAPH.repeat(4) + DIALOGUE + PARAGRAPH), undefined);
    assert.equal(looksLikeSession(`${PARAGRAPH.repeat(4)}+OK ready\nSTAT\n+OK 1 2\n`), undefined);
  });

  it('minds no words of a tool that is known for them', () => {
    const noise = 'DEBUG: some words of the tool, and more of them\n'.repeat(20);
    assert.equal(
      looksLikeSession(`${noise}=== Trying mx.example:25...\n<-  220 mx ESMTP\n -> QUIT\n<-  221 bye\n`),
      'smtp',
    );
  });

  it('offers no RFC', { skip: !existsSync(path.join(SHARED, 'rfc')) }, () => {
    // The ones with the most dialogue.
    const names = ['rfc4469', 'rfc2920', 'rfc4550', 'rfc821'];
    const offered = names.filter((name) => looksLikeSession(read(path.join(SHARED, 'rfc', `${name}.txt`))));
    assert.deepEqual(offered, []);
  });

  it('offers every transcript', { skip: !existsSync(path.join(SHARED, 'transcripts')) }, () => {
    const folder = path.join(SHARED, 'transcripts');
    const names = readdirSync(folder).filter((name) => /\.(?:txt|in|out|jsonl)$/.test(name));
    const left = names.filter((name) => looksLikeSession(read(path.join(folder, name))) === undefined);
    // No line of these is said by either side.
    assert.deepEqual(left, [
      'dovecot-mail-log.txt',
      'exim-rejectlog.txt',
      'openssl-smtps-expired-cert.txt',
      'swaks-smtp-connection-refused.txt',
    ]);
  });
});

describe('what a user chose', () => {
  it('is the notation, whatever the text looks like', () => {
    for (const { id } of notationNames) {
      for (const protocol of [undefined, 'smtp'] as const) {
        const { notation } = readLines(textSnapshot(DIALOGUE), { notation: id, protocol });
        assert.equal(notation, id);
      }
    }
  });

  it('is LMTP where LHLO is used: the hello that the server takes decides, else the last one', () => {
    for (const [protocol, ...dialogue] of [
      ['lmtp', 'HELO me', '500 5.5.1 LHLO', 'LHLO me', '250 mx'],
      ['smtp', 'LHLO me', '500 5.5.1 What?', 'HELO me', '250 mx'],
      ['lmtp', 'LHLO me', '250 mx', 'EHLO me', '503 5.5.1 no'],
      ['lmtp', 'EHLO me', 'LHLO me', 'MAIL FROM:<a@b.example>'],
    ] as const) {
      const text = dialogue.map((line) => `${/^\d/.test(line) ? 'S' : 'C'}: ${line}\n`).join('');
      assert.equal(readLines(textSnapshot(`S: 220 mx\n${text}`)).protocol, protocol, text);
    }
  });

  it('is the protocol; the language of SMTP alone is also that of LMTP', () => {
    const text = 'S: 220 mx\nC: LHLO me\nS: 250 ok\nC: QUIT\nS: 221 bye\nS: 220 mx\nC: EHLO me\nS: 250 ok\n';
    const protocols = (orLmtp: boolean): unknown[] => {
      const { protocol, sessions } = readLines(textSnapshot(text), { protocol: 'smtp', orLmtp });
      return [protocol, ...sessions.map((session) => session.protocol)];
    };
    assert.deepEqual(protocols(true), ['lmtp', 'lmtp', 'smtp']);
    assert.deepEqual(protocols(false), ['smtp', 'smtp', 'smtp']);
    assert.equal(readLines(textSnapshot('C: EH'), { protocol: 'smtp', orLmtp: true }).protocol, 'smtp');
  });
});

function read(file: string): string {
  return readFileSync(file, 'utf8').replaceAll('\r\n', '\n').slice(0, 65_536);
}
