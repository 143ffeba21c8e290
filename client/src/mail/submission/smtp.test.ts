// Sending by SMTP against a server that answers as it is told: what is said, what is known afterwards, what is never sent.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { nodeConnector } from '../../net/nodeConnector.ts';
import { MailError } from '../faults.ts';
import type { FaultCode } from '../faults.ts';
import type { Recorder } from '../recorder.ts';
import type { Credentials } from '../sasl.ts';
import type { OutgoingMessage, SubmissionResult } from '../submission.ts';
import { startHostileSmtp } from '../testing/hostileSmtp.ts';
import type { HostileSmtp, HostileSmtpOptions } from '../testing/hostileSmtp.ts';
import { outgoingOctets } from './octets.ts';
import { SmtpSubmission } from './smtp.ts';
import type { SubmissionTimes } from './smtp.ts';

const MESSAGE = 'From: anna@example.test\r\nSubject: Hello\r\n\r\nHi!\r\n.dot\r\n..\r\n';
const NO_NEEDS = { eightBit: false, binary: false, smtputf8: false, requireTls: false };
const never = { signal: new AbortController().signal };

function mail(change: Partial<OutgoingMessage> & { readonly to?: readonly string[] } = {}): OutgoingMessage {
  const { to = ['bob@example.test'], ...rest } = change;
  return {
    envelope: { from: 'anna@example.test', to },
    octets: outgoingOctets(Buffer.from(MESSAGE)),
    needs: NO_NEEDS,
    ...rest,
  };
}

interface Sending {
  readonly message?: OutgoingMessage;
  readonly who?: Credentials;
  readonly signal?: AbortSignal;
  readonly times?: Partial<SubmissionTimes>;
  readonly kind?: 'smtp' | 'lmtp';
  readonly security?: 'none' | 'starttls';
  readonly progress?: (stage: string) => void;
}

interface Sent {
  readonly result: SubmissionResult | undefined;
  readonly fault: MailError | undefined;
  readonly server: HostileSmtp;
  readonly session: readonly string[];
}

/** Sends once. */
async function send(options: HostileSmtpOptions, sending: Sending = {}): Promise<Sent> {
  await using server = await startHostileSmtp(options);
  const session: string[] = [];
  const recorder: Recorder = {
    client: (line) => void session.push(`C: ${line}`),
    server: (line) => void session.push(`S: ${line}`),
    note: (text) => void session.push(`# ${text}`),
  };
  const { who, kind = 'smtp', signal, progress, security = 'none' } = sending;
  const submission = new SmtpSubmission(kind, {
    connector: nodeConnector,
    endpoint: { host: '127.0.0.1', port: server.port, security },
    who: who && (() => Promise.resolve(who)),
    times: { quit: 200, ...sending.times },
  });
  let thrown: MailError | undefined;
  const watch = { recorder, progress: progress && (({ stage }: { stage: string }) => progress(stage)) };
  const result = await submission
    .submit(sending.message ?? mail(), watch, signal ? { signal } : never)
    .catch((error: unknown) => {
      if (!(error instanceof MailError)) throw error;
      thrown = error;
      return undefined;
    });
  return { result, fault: thrown ?? result?.fault, server, session };
}

/** `fault 85: delivery-unknown; unknown; unknown`: what is told, the outcome, what became of each recipient. */
function told({ result, fault }: Sent): string {
  const parts = [fault?.code ?? 'no fault', result?.outcome ?? 'rejected'];
  return [...parts, ...(result?.recipients.map(({ state }) => state) ?? [])].join('; ');
}

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

/** The server's answer to a recipient, by name; all else as a plain server. */
const byRecipient =
  (answers: Readonly<Record<string, string>>): HostileSmtpOptions['answer'] =>
  (line) => {
    const name = /^RCPT TO:<([^@]+)@/.exec(line)?.[1] ?? '';
    const answer = answers[name];
    return answer === undefined ? undefined : [answer];
  };

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
const large = Buffer.from(`Subject: x\r\n\r\n${`${'x'.repeat(70)}\r\n`.repeat(250_000)}`);

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
    { message, kind: 'lmtp', times: { lastAnswer: 50 } },
  );
  assert.equal(told(cut), 'delivery-unknown; unknown; refused; accepted; unknown');
});

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
    const sent = await send(options, { times: { silence: 100, greeting: 100 } });
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
