// Tests of SASL: which step says what, where it is written, what is masked, what is wrong.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textSnapshot } from '../../text/snapshot.ts';
import { readTranscript } from '../read.ts';
import { fieldText, writtenRange } from './decode.ts';
import { saslDialogueAt, saslDialogues } from './dialogues.ts';
import { saslMechanism, saslMechanisms } from './mechanisms.ts';

/** The turns of the first dialogue: speaker, summary, fields, faults. */
function turns(text: string, shown = true): string[] {
  const [session] = readTranscript(textSnapshot(text)).sessions;
  const [dialogue] = session ? saslDialogues(session) : [];
  return (dialogue?.turns ?? []).map(({ speaker, octets, fields, faults, cancels }) =>
    [
      `${speaker[0] ?? ''}:`,
      ...fields.map((field) => `${field.name}=${fieldText(octets, field, shown)}`),
      ...faults.map(({ code, name }) => `!${code}:${name}`),
      ...(cancels ? ['cancels'] : []),
    ].join(' '),
  );
}
const b64 = (text: string): string => Buffer.from(text, 'latin1').toString('base64');
const smtp = (...lines: string[]): string => ['S: 220 mx.example.com', ...lines, ''].join('\n');

test('PLAIN in the command and behind 334', () => {
  const plain = b64('\0joe\0opensesame');
  assert.deepEqual(turns(smtp(`C: AUTH PLAIN ${plain}`, 'S: 235 ok')), ['c: user=joe password=opensesame']);
  assert.deepEqual(turns(smtp('C: AUTH PLAIN', 'S: 334 ', `C: ${plain}`, 'S: 235 ok'), false), [
    's:',
    'c: user=joe password=••••',
  ]);
  assert.deepEqual(turns(smtp(`C: AUTH PLAIN ${b64('joe\0pass')}`, 'S: 535 no')), [
    'c: authzid=joe user=pass !missing:password',
  ]);
});

test('LOGIN: prompts, user, password; the user in the command', () => {
  assert.deepEqual(
    turns(
      smtp(
        'C: AUTH LOGIN',
        'S: 334 VXNlcm5hbWU6',
        'C: am9l',
        'S: 334 UGFzc3dvcmQ6',
        'C: c2VjcmV0',
        'S: 235 ok',
      ),
    ),
    ['s: prompt=Username:', 'c: user=joe', 's: prompt=Password:', 'c: password=secret'],
  );
  assert.deepEqual(turns(smtp('C: AUTH LOGIN am9l', 'S: 334 UGFzc3dvcmQ6', 'C: *', 'S: 501 cancelled')), [
    'c: user=joe',
    's: prompt=Password:',
    'c: cancels',
  ]);
});

test('CRAM-MD5: the example of RFC 2195, 2', () => {
  const text = [
    'S: * OK IMAP4 Server',
    'C: A0001 AUTHENTICATE CRAM-MD5',
    'S: + PDE4OTYuNjk3MTcwOTUyQHBvc3RvZmZpY2UucmVzdG9uLm1jaS5uZXQ+',
    'C: dGltIGI5MTNhNjAyYzdlZGE3YTQ5NWI0ZTZlNzMzNGQzODkw',
    'S: A0001 OK CRAM authentication successful',
    '',
  ].join('\n');
  assert.deepEqual(turns(text), [
    's: challenge=<1896.697170952@postoffice.reston.mci.net>',
    'c: user=tim digest=b913a602c7eda7a495b4e6e7334d3890',
  ]);
});

test('SCRAM-SHA-1: the example of RFC 5802, 5', () => {
  const text = [
    'C: a1 AUTHENTICATE SCRAM-SHA-1',
    'S: +',
    `C: ${b64('n,,n=user,r=fyko+d2lbbFgONRv9qkxdawL')}`,
    `S: + ${b64('r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096')}`,
    `C: ${b64('c=biws,r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,p=v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=')}`,
    `S: + ${b64('v=rmF9pqV8S7suAoZWja4dJRkFsKQ=')}`,
    'C: ',
    'S: a1 OK done',
    '',
  ].join('\n');
  assert.deepEqual(turns(text, false), [
    's:',
    'c: channel binding=n user=user nonce=fyko+d2lbbFgONRv9qkxdawL',
    's: nonce=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j salt=QSXCR+Q6sek8bf92 iterations=4096',
    'c: channel binding data=biws nonce=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j proof=••••',
    's: signature=••••',
    'c:',
  ]);
});

test('OAUTHBEARER and XOAUTH2 with their errors', () => {
  const bearer = b64(
    'n,a=user@example.com,\x01host=mx.example.com\x01port=587\x01auth=Bearer vF9dft4qmT\x01\x01',
  );
  const error = b64('{"status":"invalid_token","schemes":"bearer","scope":"mail"}');
  assert.deepEqual(turns(smtp(`C: AUTH OAUTHBEARER ${bearer}`, `S: 334 ${error}`, 'C: AQ==', 'S: 535 no')), [
    'c: user=user@example.com host=mx.example.com port=587 scheme=Bearer token=vF9dft4qmT',
    's: status=invalid_token schemes=bearer scope=mail',
    'c:',
  ]);
  const xoauth2 = b64('user=joe@example.com\x01auth=Bearer ya29.x\x01\x01');
  assert.deepEqual(turns(smtp(`C: AUTH XOAUTH2 ${xoauth2}`, 'S: 235 ok'), false), [
    'c: user=joe@example.com scheme=Bearer token=••••',
  ]);
});

test('DIGEST-MD5: directives of RFC 2831, 4', () => {
  const challenge = b64(
    'realm="elwood.innosoft.com",nonce="OA6MG9tEQGm2hh",qop="auth",algorithm=md5-sess,charset=utf-8',
  );
  const response = b64(
    'charset=utf-8,username="chris",nonce="OA6MG9tEQGm2hh",nc=00000001,cnonce="OA6MHXh6VqTrRk",digest-uri="imap/elwood.innosoft.com",response=d388dad90d4bbd760a152321f2143af7,qop=auth',
  );
  assert.deepEqual(
    turns(
      `C: a AUTHENTICATE DIGEST-MD5\nS: + ${challenge}\nC: ${response}\nS: + ${b64('rspauth=ea40f60335c427b5527b84dbabcdfffd')}\n`,
      false,
    ),
    [
      's: realm=elwood.innosoft.com nonce=OA6MG9tEQGm2hh qop=auth algorithm=md5-sess charset=utf-8',
      'c: charset=utf-8 user=chris nonce=OA6MG9tEQGm2hh nc=00000001 cnonce=OA6MHXh6VqTrRk digest-uri=imap/elwood.innosoft.com response=•••• qop=auth',
      's: rspauth=••••',
    ],
  );
});

test('what a mechanism demands and is not there', () => {
  const faults = (mechanism: string, ...messages: readonly string[]): string =>
    turns(
      smtp(
        `C: AUTH ${mechanism}`,
        'S: 334 ',
        ...messages.map((each, index) => `${index % 2 === 0 ? 'C: ' : 'S: 334 '}${b64(each)}`),
      ),
    )
      .flatMap((turn) => turn.match(/!.*/g) ?? [])
      .join(' ');
  const challenge = 'r=abcdef,s=QSXCR+Q6sek8bf92,i=4096';
  assert.equal(faults('SCRAM-SHA-1', 'n,,n=a,r=abc', challenge, 'c=biws,r=abcdef,p=AA=='), '');
  assert.equal(faults('SCRAM-SHA-1', 'n=a,r=abc'), '!missing:GS2 header');
  assert.equal(faults('SCRAM-SHA-1', 'n,,n=a,r=abc', challenge, 'c=biws,r=abc,p=AA=='), '!value:nonce');
  assert.equal(faults('SCRAM-SHA-1', 'n,,n=a,r=xyz', challenge), '!value:nonce');
  assert.equal(faults('XOAUTH2', 'user=a\x01auth=Bearer t\x01'), '!missing:^A^A at the end');
  assert.equal(faults('XOAUTH2', 'user=a\x01auth=t\x01\x01'), '!missing:scheme');
  assert.equal(faults('XOAUTH2', 'user=a\x01auth=Bearer\x01\x01'), '!missing:token');
  assert.equal(faults('OAUTHBEARER', 'n,a=u,\x01host=h\x01auth=\x01\x01'), '');
  assert.equal(faults('OAUTHBEARER', 'auth=Bearer t\x01\x01'), '!missing:GS2 header');
  assert.equal(faults('NTLM', 'NTLM'), '!value:signature');
  assert.equal(faults('DIGEST-MD5', ''), '');
  assert.equal(faults('NTLM', 'NTLMSSP\0\x01\0\0\0\x07\x82\x08\xa2'), '');
});

test('what is no base64, and mechanisms nobody knows', () => {
  assert.deepEqual(turns(smtp('C: AUTH PLAIN [hidden]', 'S: 235 ok')), ['c: !base64:base64']);
  assert.deepEqual(turns(smtp('C: AUTH PLAIN AGEAYw', 'S: 235 ok')), ['c: user=a password=c !base64:base64']);
  assert.deepEqual(turns(smtp('C: AUTH X-OWN c2VjcmV0', 'S: 235 ok'), false), ['c: response=••••']);
  assert.equal(saslMechanism('gs2-krb5')?.name, 'GS2-*');
});

test('NTLM: the names that a server gives of itself', () => {
  const wide = (name: string): string => Array.from(name, (each) => `${each}\0`).join('');
  const info = `\x02\0\x04\0${wide('AD')}\x03\0\x08\0${wide('mx.a')}\x00\0\0\0`;
  const described = `${String.fromCharCode(info.length)}\0`.repeat(2) + '\x30\0\0\0';
  const challenge = `NTLMSSP\0\x02\0\0\0${'\0'.repeat(12)}12345678${'\0'.repeat(8)}${described}${info}`;
  assert.deepEqual(turns(smtp(`C: AUTH NTLM ${b64('NTLMSSP\0\x01\0\0\0')}`, `S: 334 ${b64(challenge)}`)), [
    'c:',
    's: domain=AD DNS computer=mx.a challenge=12345678',
  ]);
});

test('names in two octets a character are text, other octets are shown as octets', () => {
  const shown = (octets: string): string => fieldText(octets, { name: 'x', from: 0, to: octets.length });
  assert.equal(shown('J\0o\0e\0'), 'Joe');
  assert.equal(shown('A\0\x16\x04'), 'AЖ');
  assert.equal(shown('\xa2\xbf\xff\x12\x80\0\x0d\x92'), 'a2 bf ff 12 80 00 0d 92');
  assert.equal(shown('\0\x01'), '00 01');
});

test('a field can be pointed at in what is written, from any unit of the dialogue', () => {
  const text = smtp('C: AUTH PLAIN', 'S: 334 ', `C: ${b64('\0joe\0opensesame')}`, 'S: 235 ok');
  const [session] = readTranscript(textSnapshot(text)).sessions;
  const dialogue = session && saslDialogueAt(session, session.exchanges.get(3));
  const turn = dialogue?.turns.at(-1);
  const field = turn?.fields.at(-1);
  assert.ok(session && dialogue && turn && field);
  const written = session.all.text(turn.line).slice(turn.from, turn.to);
  const { from, to } = writtenRange(written, field);
  assert.equal(written.slice(from, to), 'BvcGVuc2VzYW1l');
  assert.deepEqual(writtenRange('AGpv ZQBvcGVuc2VzYW1l', field), { from: from + 1, to: to + 1 });
  assert.equal(dialogue.reply, 4);
});

test('every mechanism reads anything', () => {
  const all = [
    '',
    '\0',
    '\0\0\0\0',
    ',,',
    '=,=',
    'n,,',
    '\x01',
    '{',
    'NTLMSSP\0\x03\0\0\0\xff\xff\xff\xff',
    '"'.repeat(50),
  ];
  for (const name of [
    'PLAIN',
    'LOGIN',
    'CRAM-MD5',
    'DIGEST-MD5',
    'SCRAM-SHA-1',
    'XOAUTH2',
    'OAUTHBEARER',
    'NTLM',
    'SECURID',
    'GS2-X',
  ]) {
    const row = saslMechanism(name);
    for (const step of [...(row?.client ?? []), ...(row?.server ?? [])]) {
      for (const octets of all) {
        const { fields, faults } = step.format(octets);
        for (const { from, to } of [...fields, ...faults]) {
          assert.ok(
            from >= 0 && from <= to && to <= octets.length,
            `${name} ${JSON.stringify(octets)} ${from} ${to}`,
          );
        }
      }
    }
  }
});

test('every mechanism says what it is, and what each step says', () => {
  const names = saslMechanisms.map(({ name }) => name);
  assert.equal(new Set(names).size, names.length);
  for (const row of saslMechanisms) {
    assert.match(row.name, /^[A-Z0-9_-]{1,20}\*?$/);
    assert.match(row.summary, /^[A-Z].*\.$/, row.name);
    assert.ok(row.references.length > 0 && row.client.length > 0, row.name);
    assert.ok(row.first === 'client' || row.server.length > 0, row.name);
    for (const { summary } of [...row.client, ...row.server]) {
      assert.match(summary, /^[a-z^].*[^.]$/, `${row.name}: ${summary}`);
    }
  }
});
