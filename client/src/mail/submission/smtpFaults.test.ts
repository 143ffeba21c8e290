// Sending by SMTP where something goes wrong: what is told, and what is known of the message afterwards.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import type { FaultCode } from '../faults.ts';
import type { HostileSmtpOptions } from '../testing/hostileSmtp.ts';
import { NO_NEEDS, byRecipient, large, mail, send, told } from '../testing/smtpSending.ts';
import type { Sending, Sent } from '../testing/smtpSending.ts';

const two = mail({ to: ['bob@example.test', 'nobody@example.test'] });

interface Case {
  readonly code: FaultCode;
  readonly what: string;
  readonly options: HostileSmtpOptions;
  readonly sending?: Sending;
  /** As `told` shows it, without the code. */
  readonly is: string;
  /** Messages that the server was given whole. */
  readonly given?: number;
}

/** More than what lies between two sockets: the end of it cannot be given away before its start is read. */

const cases: readonly Case[] = [
  {
    code: 'recipients-refused',
    what: 'fault 80: one recipient is refused, the other gets the message',
    options: { answer: byRecipient({ nobody: '550 5.1.1 unknown' }) },
    sending: { message: two },
    is: 'partly; accepted; refused',
    given: 1,
  },
  {
    code: 'all-recipients-refused',
    what: 'fault 81: every recipient is refused',
    options: { answer: byRecipient({ bob: '550 no', nobody: '550 5.1.1 unknown' }) },
    sending: { message: two },
    is: 'refused; refused; refused',
  },
  {
    code: 'try-later',
    what: 'fault 82: greylisting',
    options: { answer: byRecipient({ bob: '451 4.7.1 Greylisted' }) },
    is: 'refused; refused',
  },
  {
    code: 'service-closing',
    what: 'fault 83: 421 in the middle of the recipients',
    options: { answer: byRecipient({ nobody: '421 4.3.2 closing' }) },
    sending: { message: two },
    is: 'refused; unsent; refused',
  },
  {
    code: 'message-refused',
    what: 'fault 84: 554 after the message',
    options: { taken: () => ['554 5.7.1 spam'] },
    is: 'refused; refused',
    given: 1,
  },
  {
    code: 'delivery-unknown',
    what: 'fault 85: the connection breaks after the message',
    options: { taken: () => 'cut' },
    sending: { message: two },
    is: 'unknown; unknown; unknown',
    given: 1,
  },
  {
    code: 'sending-cut',
    what: 'fault 86: the connection breaks in the middle of the message',
    options: { within: { octets: 100_000, answer: 'cut' } },
    sending: { message: mail({ octets: large }) },
    is: 'rejected',
  },
  {
    code: 'message-too-large',
    what: 'fault 87: the server announces less',
    options: { extensions: ['SIZE 10'] },
    is: 'rejected',
  },
  {
    code: 'needs-smtputf8',
    what: 'fault 88: an address beyond ASCII, and no SMTPUTF8',
    options: { extensions: [] },
    sending: { message: mail({ to: ['jörg@example.test'] }) },
    is: 'rejected',
  },
  {
    code: 'needs-8bitmime',
    what: 'fault 89: octets beyond ASCII, and no 8BITMIME',
    options: { extensions: [] },
    sending: { message: mail({ octets: Buffer.from('Subject: x\r\n\r\nä\r\n') }) },
    is: 'rejected',
  },
  {
    code: 'needs-binarymime',
    what: 'fault 90: a NUL',
    options: {},
    sending: { message: mail({ octets: Buffer.from('Subject: x\r\n\r\n\0\r\n') }) },
    is: 'rejected',
  },
  {
    code: 'needs-requiretls',
    what: 'fault 91: TLS alone, and a connection in clear',
    options: { extensions: ['REQUIRETLS'] },
    sending: { message: mail({ needs: { ...NO_NEEDS, requireTls: true } }) },
    is: 'rejected',
  },
  {
    code: 'needs-dsn',
    what: 'fault 92: a report is asked for, and there is no DSN',
    options: { extensions: [] },
    sending: { message: mail({ envelope: { from: '', to: ['bob@example.test'], notify: ['never'] } }) },
    is: 'rejected',
  },
  {
    code: 'login-needed',
    what: 'fault 93: the server asks for a login',
    options: {
      answer: (line) => (line.startsWith('MAIL') ? ['530 5.7.0 Authentication required'] : undefined),
    },
    is: 'refused; refused',
  },
  {
    code: 'sender-refused',
    what: 'fault 94: the sender is refused',
    options: { answer: (line) => (line.startsWith('MAIL') ? ['550 5.7.1 not yours'] : undefined) },
    is: 'refused; refused',
  },
  {
    code: 'too-many-recipients',
    what: 'fault 95: the server takes one at a time',
    options: { answer: byRecipient({ nobody: '452 4.5.3 too many' }) },
    sending: { message: two },
    is: 'partly; accepted; refused',
    given: 1,
  },
  {
    code: 'unsafe-text',
    what: 'fault 101: a recipient that is a command',
    options: {},
    sending: { message: mail({ to: ['bob@example.test>\r\nDATA\r\nx'] }) },
    is: 'rejected',
  },
  {
    code: 'no-recipient',
    what: 'fault 102: nobody to send to',
    options: {},
    sending: { message: mail({ to: [] }) },
    is: 'rejected',
  },
];

for (const { code, what, options, sending, is, given = 0 } of cases) {
  for (const pipelining of [true, false]) {
    const title = pipelining ? what : `one command at a time: ${what.replace(/^.*?: /, '')}`;
    test(title, async () => {
      const extensions = options.extensions ?? ['8BITMIME', 'SMTPUTF8', 'SIZE 20000000', 'DSN'];
      const sent = await send(
        { ...options, extensions: [...extensions, ...(pipelining ? ['PIPELINING'] : [])] },
        sending,
      );
      assert.equal(told(sent), `${code}; ${is}`);
      assert.equal(sent.server.given.length, given);
    });
  }
}

test('fault 96: the user stops it before the message is whole', async () => {
  const stop = new AbortController();
  const sent = await send(
    { answer: (line) => (line === 'DATA' ? 'silence' : undefined) },
    { signal: stop.signal, progress: (stage) => stage === 'envelope' && setTimeout(() => stop.abort(), 20) },
  );
  assert.equal(told(sent), 'sending-cancelled; cancelled; unsent');
  assert.equal(sent.server.given.length, 0);
  for (const stage of ['connecting', 'loggingIn', 'data']) {
    const other = new AbortController();
    const stopped = await send(
      { extensions: ['AUTH PLAIN'] },
      {
        signal: other.signal,
        who: { user: 'anna', password: 'x' },
        progress: (at) => at === stage && other.abort(),
        message: mail({ octets: large }),
      },
    );
    assert.equal(told(stopped), 'sending-cancelled; cancelled; unsent', stage);
    assert.equal(stopped.server.given.length, 0, stage);
  }
});

test('who cancels after the end of the message is told what is known', async () => {
  const whole = async (taken: 'silence' | readonly string[]): Promise<Sent> => {
    const stop = new AbortController();
    return send(
      { taken: () => taken },
      {
        signal: stop.signal,
        times: { patience: 50 },
        progress: (stage) => stage === 'waiting' && stop.abort(),
      },
    );
  };
  assert.equal(told(await whole('silence')), 'delivery-unknown; unknown; unknown');
  assert.equal(told(await whole(['250 taken'])), 'no fault; sent; accepted');
});

const SILENT: ReadonlySet<FaultCode> = new Set<FaultCode>(['server-silent', 'greeting-timeout']);

for (const [code, what, options] of [
  ['greeting-timeout', 'no greeting', { greeting: 'silence' }],
  ['not-this-protocol', 'another protocol', { greeting: ['+OK ready'] }],
  ['server-busy', 'a server that is full', { greeting: ['421 4.7.0 too many connections'] }],
  ['command-refused', 'a server that wants nothing of us', { greeting: ['554 5.7.1 no'] }],
  ['answer-malformed', 'more than a greeting', { greeting: ['220 hello', '250 too soon'] }],
  [
    'command-refused',
    'no EHLO and no HELO',
    { answer: (line: string) => (line.includes('LO ') ? ['502 no'] : undefined) },
  ],
  [
    'answer-malformed',
    'an answer that is none',
    { answer: (line: string) => (line.startsWith('MAIL') ? ['hello'] : undefined) },
  ],
  [
    'server-silent',
    'no answer to RCPT',
    { answer: (line: string) => (/^(?:RCPT|DATA)/.test(line) ? 'silence' : undefined) },
  ],
  ['sending-cut', 'cut at EHLO', { answer: (line: string) => (line.startsWith('EHLO') ? 'cut' : undefined) }],
  ['sending-cut', 'cut at RCPT', { answer: (line: string) => (line.startsWith('RCPT') ? 'cut' : undefined) }],
  [
    'answer-too-large',
    'an endless line',
    { answer: (line: string) => (line.startsWith('MAIL') ? ['2'.repeat(70_000)] : undefined) },
  ],
] as const) {
  test(`${what}: ${code}, and nothing is sent`, async () => {
    // Only for a server that is silent: any other answers, however busy this machine is.
    const times = SILENT.has(code) ? { silence: 50, greeting: 50 } : {};
    const sent = await send(options, { times });
    assert.equal(told(sent), `${code}; rejected`);
    assert.equal(sent.server.given.length, 0);
  });
}

for (const [answer, code] of [
  ['535 5.7.8 bad credentials', 'wrong-password'],
  ['534 5.7.9 Application-specific password required', 'app-password-needed'],
  ['538 5.7.11 encryption required', 'login-disabled'],
  ['454 4.7.0 try later', 'server-busy'],
  ['421 4.7.0 go away', 'server-busy'],
  ['504 5.5.4 what?', 'command-refused'],
] as const) {
  test(`a login answered by ${answer.slice(0, 9)}: ${code}`, async () => {
    const sent = await send(
      { extensions: ['AUTH PLAIN'], answer: (line) => (line.startsWith('AUTH') ? [answer] : undefined) },
      { who: { user: 'anna', password: 'secret' } },
    );
    assert.equal(told(sent), `${code}; rejected`);
    assert.equal(sent.server.given.length, 0);
    // Said in order, and taken down as it is, but after 421, when there is nobody left to say it to.
    if (!answer.startsWith('421')) assert.equal(sent.session.at(-2), 'C: QUIT');
  });
}

for (const [answer, code] of [
  ['552 5.2.2 mailbox full', 'message-refused'],
  ['552 too big', 'message-too-large'],
  ['523 5.2.3 too big for this mailbox', 'message-too-large'],
  ['421 4.3.2 closing', 'service-closing'],
  ['452 4.3.1 disk full', 'try-later'],
] as const) {
  test(`a message answered by ${answer}: ${code}`, async () => {
    const sent = await send({ taken: () => [answer] });
    assert.equal(told(sent), `${code}; refused; refused`);
    assert.equal(sent.server.given.length, 1);
    assert.equal(sent.server.connections, 1);
  });
}

test('a server that wants TLS first is told apart from one that wants a login', async () => {
  const sent = await send({
    answer: (line) =>
      line.startsWith('MAIL') ? ['530 5.7.0 Must issue a STARTTLS command first'] : undefined,
  });
  assert.equal(told(sent), 'login-disabled; refused; refused');
});

test('a secret that the server says back is neither taken down nor told', async () => {
  const sent = await send(
    {
      extensions: ['AUTH PLAIN'],
      answer: (line) => (line.startsWith('AUTH') ? [`504 no: ${line}, or was it geheim7?`] : undefined),
    },
    { who: { user: 'anna', password: 'geheim7' } },
  );
  assert.equal(sent.fault?.details.at(-1), '504 no: AUTH PLAIN <secret>, or was it <secret>?');
  assert.doesNotMatch(sent.session.join('\n'), /geheim7|AGFubmEA/);
});
