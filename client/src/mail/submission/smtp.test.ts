// Sending by SMTP and LMTP: what is said, how one logs in, and what is never sent.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { MESSAGE, NO_NEEDS, byRecipient, large, mail, send, told } from '../testing/smtpSending.ts';
import { outgoingOctets } from './octets.ts';

test('a message goes out as it is, dots doubled, and the session ends in order', async () => {
  const sent = await send({});
  assert.equal(told(sent), 'no fault; sent; accepted');
  assert.deepEqual(sent.result?.recipients[0]?.reply, { code: 250, enhancedCode: '2.0.0', text: 'taken' });
  assert.equal(
    sent.server.given[0]?.content,
    MESSAGE.replace('.dot', '..dot').replace('\r\n..\r\n', '\r\n...\r\n'),
  );
  assert.deepEqual(sent.server.said, [
    'EHLO [127.0.0.1]',
    `MAIL FROM:<anna@example.test> SIZE=${MESSAGE.length}`,
    'RCPT TO:<bob@example.test>',
    'DATA',
    'QUIT',
  ]);
});

test('the session is taken down, without the message', async () => {
  const { session } = await send({ extensions: ['SIZE'] });
  assert.deepEqual(session, [
    'S: 220 mail.example.test ESMTP',
    'C: EHLO [127.0.0.1]',
    'S: 250-mail.example.test',
    'S: 250 SIZE',
    `C: MAIL FROM:<anna@example.test> SIZE=${MESSAGE.length}`,
    'S: 250 2.1.0 fine',
    'C: RCPT TO:<bob@example.test>',
    'S: 250 2.1.0 fine',
    'C: DATA',
    'S: 354 go on',
    `# ${MESSAGE.length + 5} octets of the message are left out`,
    'C: .',
    'S: 250 2.0.0 taken',
    'C: QUIT',
    'S: 221 bye',
  ]);
});

test('what a message needs is said in MAIL FROM', async () => {
  const octets = outgoingOctets(Buffer.from('Subject: Grüße\r\n\r\nä\r\n'));
  const { server } = await send(
    {},
    {
      message: mail({
        octets,
        needs: { ...NO_NEEDS, smtputf8: true },
        envelope: {
          from: '',
          to: ['bob@example.test'],
          notify: ['success', 'failure'],
          ret: 'hdrs',
          envid: 'a b',
        },
      }),
    },
  );
  assert.deepEqual(server.said.slice(1, 3), [
    `MAIL FROM:<> BODY=8BITMIME SIZE=${octets.length} RET=HDRS ENVID=a+20b SMTPUTF8`,
    'RCPT TO:<bob@example.test> NOTIFY=SUCCESS,FAILURE',
  ]);
});

for (const [mechanism, who, said] of [
  ['PLAIN', { user: 'anna', password: 'se cret' }, ['AUTH PLAIN AGFubmEAc2UgY3JldA==']],
  ['LOGIN', { user: 'anna', password: 'secret' }, ['AUTH LOGIN', 'YW5uYQ==', 'c2VjcmV0']],
  [
    'XOAUTH2',
    { user: 'anna', accessToken: 'secret' },
    ['AUTH XOAUTH2 dXNlcj1hbm5hAWF1dGg9QmVhcmVyIHNlY3JldAEB'],
  ],
  [
    'CRAM-MD5',
    { user: 'anna', password: 'secret' },
    ['AUTH CRAM-MD5', 'YW5uYSAzNTIyY2M2MDI3ODFkYmUyM2Y2MjJjZTBlOTM4MTdjZQ=='],
  ],
] as const) {
  test(`one logs in by ${mechanism}, and no secret is taken down`, async () => {
    const sent = await send(
      {
        extensions: [`AUTH ${mechanism}`],
        answer: (line, count) => {
          if (line === 'AUTH CRAM-MD5' || line === 'AUTH LOGIN') return ['334 PDEyMzQ+'];
          if (line === 'YW5uYQ==' && count === 0) return ['334 UGFzc3dvcmQ6'];
          return /^[A-Za-z0-9+/]+=*$/.test(line) && !/^(?:DATA|QUIT)$/.test(line) ? ['235 ok'] : undefined;
        },
      },
      { who },
    );
    const start = sent.server.said.indexOf('EHLO [127.0.0.1]') + 1;
    const end = sent.server.said.findIndex((line) => line.startsWith('MAIL'));
    if (mechanism !== 'CRAM-MD5') assert.deepEqual(sent.server.said.slice(start, end), said);
    assert.equal(told(sent), 'no fault; sent; accepted');
    assert.deepEqual(
      sent.session.filter((line) => line.startsWith('C: ')).slice(1, -5),
      said.map((line) =>
        line === `AUTH ${mechanism}`
          ? `C: ${line}`
          : `C: ${line.startsWith('AUTH') ? `AUTH ${mechanism} ` : ''}<secret>`,
      ),
    );
  });
}

test('what cannot be a path is refused before anything is opened', async () => {
  const wrong = [
    'a b@example.test',
    'a@example.test\r\nRCPT TO:<b@example.test',
    'a@example.test>',
    '<a@example.test',
    'a\n@example.test',
    'a@exa mple.test',
    'a\0@example.test',
    'a@',
    '@example.test',
    'nobody',
    '',
    '\ud800@example.test',
  ];
  for (const address of wrong) {
    for (const envelope of [
      { from: 'anna@example.test', to: [address] },
      ...(address === '' ? [] : [{ from: address, to: ['bob@example.test'] }]),
    ]) {
      const sent = await send({}, { message: mail({ envelope }) });
      assert.equal(told(sent), 'unsafe-text; rejected', address);
      assert.equal(sent.server.connections, 0);
    }
  }
  for (const address of [
    '"a b"@example.test',
    'a+b=c@[127.0.0.1]',
    "o'neil@xn--bcher-kva.example",
    'postmaster',
  ]) {
    assert.equal(
      told(await send({}, { message: mail({ to: [address] }) })),
      'no fault; sent; accepted',
      address,
    );
  }
});

test('a server that answers half a message gets no more of it', async () => {
  const octets = large;
  const refused = await send(
    { within: { octets: 50_000, answer: ['552 5.3.4 too big'] } },
    { message: mail({ octets }) },
  );
  assert.equal(told(refused), 'message-too-large; refused; refused');
  const taken = await send(
    { within: { octets: 50_000, answer: ['250 fine'] } },
    { message: mail({ octets }) },
  );
  assert.equal(told(taken), 'answer-malformed; rejected');
  for (const { server } of [refused, taken]) assert.equal(server.given.length, 0);
});

for (const [what, quit] of [
  ['falls silent', 'silence'],
  ['cuts', 'cut'],
  ['refuses', ['500 no']],
] as const) {
  test(`a server that ${what} at QUIT has taken the message all the same`, async () => {
    const sent = await send({ answer: (line) => (line === 'QUIT' ? quit : undefined) });
    assert.equal(told(sent), 'no fault; sent; accepted');
    assert.equal(sent.server.given.length, 1);
  });
}

test('a thousand recipients, and each reply goes to its own', async () => {
  const to = Array.from({ length: 1000 }, (_, index) => `r${index}@example.test`);
  const sent = await send(
    { answer: (line) => (/^RCPT TO:<r\d*7@/.test(line) ? ['550 5.1.1 unknown'] : undefined) },
    { message: mail({ to }) },
  );
  assert.equal(sent.result?.outcome, 'partly');
  for (const { address, state } of sent.result.recipients) {
    assert.equal(state, address.includes('7@') ? 'refused' : 'accepted', address);
  }
  assert.equal(sent.server.given[0]?.recipients.length, 900);
});

test('LMTP: each recipient has an answer of its own', async () => {
  const message = mail({ to: ['a@example.test', 'b@example.test', 'c@example.test'] });
  const answer = byRecipient({ a: '550 5.1.1 unknown' });
  const sent = await send(
    { answer, taken: () => ['250 2.0.0 b', '552 5.2.2 full'] },
    { message, kind: 'lmtp' },
  );
  assert.equal(told(sent), 'recipients-refused; partly; refused; accepted; refused');
  assert.equal(sent.server.said[0], 'LHLO [127.0.0.1]');
  const cut = await send(
    { answer, taken: () => ['250 2.0.0 b'] },
    { message, kind: 'lmtp', times: { lastAnswer: 150 } },
  );
  assert.equal(told(cut), 'delivery-unknown; unknown; refused; accepted; unknown');
});

test('no mechanism that is known: no login', async () => {
  const sent = await send({ extensions: ['AUTH GSSAPI'] }, { who: { user: 'anna', password: 'secret' } });
  assert.equal(told(sent), 'no-common-mechanism; rejected');
});

test('STARTTLS is asked for or nothing is said', async () => {
  const missing = await send({}, { security: 'starttls' });
  assert.equal(told(missing), 'starttls-missing; rejected');
  assert.deepEqual(missing.server.said, ['EHLO [127.0.0.1]']);
  const injected = await send(
    {
      extensions: ['STARTTLS'],
      answer: (line) => (line === 'STARTTLS' ? ['220 go', '250 injected'] : undefined),
    },
    { security: 'starttls' },
  );
  assert.equal(told(injected), 'starttls-injected; rejected');
});
