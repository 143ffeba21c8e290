// Every way to log in by POP3: what is said, what is recorded of it, and that the safest way is taken.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MailError } from '../faults.ts';
import type { Credentials } from '../sasl.ts';
import { NEVER } from '../testing/reading.ts';
import { logIn, withoutSecret } from './pop3Login.ts';
import type { Pop3Login } from './pop3Login.ts';

interface Case {
  readonly who?: Credentials;
  readonly sasl?: readonly string[];
  readonly banner?: string;
  readonly secure?: boolean;
  /** What the server says to each line; `+OK` behind the last. */
  readonly answers?: readonly string[];
  /** What is said, and what is recorded. */
  readonly said: readonly (readonly [line: string, shown: string])[];
}

const tim: Credentials = { user: 'tim', password: 'tanstaaftanstaaf' };
const token: Credentials = { user: 'tim', accessToken: 'secret-token' };
const base64 = (text: string): string => Buffer.from(text).toString('base64');

async function saidBy({
  who = tim,
  sasl,
  banner = 'ready',
  secure = true,
  answers = [],
}: Omit<Case, 'said'>): Promise<readonly (readonly [string, string])[]> {
  const said: (readonly [string, string])[] = [];
  const session: Pop3Login = {
    ...{ who, banner, secure },
    endpoint: { host: 'mail.example.test', port: 995, security: 'tls' },
    capabilities: new Map(sasl ? [['SASL', sasl]] : []),
    exchange: (line, _, shown = line) => {
      said.push([line, shown]);
      const text = answers[said.length - 1] ?? '+OK';
      return Promise.resolve({ ok: text.startsWith('+OK'), text, line: text });
    },
    expect: (asked, { ok, text }) => {
      if (!ok) throw new MailError('command-refused', ['mail.example.test', asked, text]);
    },
  };
  await logIn(session, NEVER);
  return said;
}

const cases: Readonly<Record<string, Case>> = {
  'USER and PASS where there is nothing else': {
    said: [
      ['USER tim', 'USER tim'],
      ['PASS tanstaaftanstaaf', 'PASS <secret>'],
    ],
  },
  'APOP in clear, as in RFC 1939 7': {
    who: { user: 'mrose', password: 'tanstaaf' },
    banner: 'POP3 server ready <1896.697170952@dbc.mtview.ca.us>',
    secure: false,
    said: [['APOP mrose c4c9334bac560ecc979e58001b3e22fb', 'APOP mrose <secret>']],
  },
  'SASL PLAIN with an initial response': {
    sasl: ['PLAIN', 'LOGIN'],
    said: [[`AUTH PLAIN ${base64('\0tim\0tanstaaftanstaaf')}`, 'AUTH PLAIN <secret>']],
  },
  'SASL LOGIN where it is the only one': {
    sasl: ['LOGIN'],
    answers: ['+ VXNlcm5hbWU6', '+ UGFzc3dvcmQ6'],
    said: [
      ['AUTH LOGIN', 'AUTH LOGIN'],
      [base64('tim'), '<secret>'],
      [base64('tanstaaftanstaaf'), '<secret>'],
    ],
  },
  'CRAM-MD5 in clear, as in RFC 2195 2': {
    sasl: ['CRAM-MD5', 'PLAIN'],
    secure: false,
    answers: [`+ ${base64('<1896.697170952@postoffice.reston.mci.net>')}`],
    said: [
      ['AUTH CRAM-MD5', 'AUTH CRAM-MD5'],
      [base64('tim b913a602c7eda7a495b4e6e7334d3890'), '<secret>'],
    ],
  },
  'OAUTHBEARER before XOAUTH2': {
    who: token,
    sasl: ['XOAUTH2', 'OAUTHBEARER'],
    said: [
      [
        `AUTH OAUTHBEARER ${base64('n,a=tim,\x01host=mail.example.test\x01port=995\x01auth=Bearer secret-token\x01\x01')}`,
        'AUTH OAUTHBEARER <secret>',
      ],
    ],
  },
  XOAUTH2: {
    who: token,
    sasl: ['XOAUTH2'],
    said: [
      [`AUTH XOAUTH2 ${base64('user=tim\x01auth=Bearer secret-token\x01\x01')}`, 'AUTH XOAUTH2 <secret>'],
    ],
  },
  'a long first response waits to be asked for (RFC 5034 4)': {
    who: { user: 'tim', password: 'x'.repeat(300) },
    sasl: ['PLAIN'],
    answers: ['+ '],
    said: [
      ['AUTH PLAIN', 'AUTH PLAIN'],
      [base64(`\0tim\0${'x'.repeat(300)}`), '<secret>'],
    ],
  },
};

for (const [title, { said, ...given }] of Object.entries(cases)) {
  test(title, async () => assert.deepEqual(await saidBy(given), said));
}

test('a token is never sent as a password', async () => {
  await assert.rejects(saidBy({ who: token, sasl: ['PLAIN'] }), { code: 'no-common-mechanism' });
});

test('a line end in a name is no further command', async () => {
  await assert.rejects(saidBy({ who: { user: 'tim\r\nDELE 1', password: 'x' } }), /line end/);
});

test('a server that repeats the secret does not get it into the recording', () => {
  const line = withoutSecret(`-ERR bad tanstaaftanstaaf ${base64('tanstaaftanstaaf')}`, tim);
  assert.equal(line, '-ERR bad <secret> <secret>');
});
