// What an edit leaves unread is judged as if it was read: one case for each condition under which that may be done.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textSnapshot } from '../text/snapshot.ts';
import { everyRule, service } from '../testing/invariants/invariant.ts';

const GREETING = 'S: * OK [CAPABILITY IMAP4rev1] hi\n';
/** Lines are read anew by runs of some hundred: what is to be passed stands far behind an edit. */
const HERE = 'S: * LIST () "/" here\n';
const FAR = HERE + 'S: * LIST () "/" far\n'.repeat(300);
const SELECT =
  'C: a1 SELECT INBOX\nS: * FLAGS (\\Seen $Work)\nS: * 90 EXISTS\nS: * OK [UIDVALIDITY 7] v\n' +
  'S: * OK [UIDNEXT 1100] n\nS: a1 OK [READ-WRITE] in\n';
const LOGIN = `${GREETING}C: a0 LOGIN ann secret\nS: a0 OK in\n`;
const NOOP = 'C: z1 NOOP\nS: z1 OK done\n';

/** Usual FETCH responses, their numbers and UIDs ascending. */
function run(first: number, uid: number, count: number, items = 'FLAGS (\\Seen)', literal = ''): string {
  return Array.from(
    { length: count },
    (_, n) => `S: * ${String(first + n)} FETCH (UID ${String(uid + n)} ${items}${literal})\n`,
  ).join('');
}

/** Opens a log, looks at all of it, puts one text in the place of another, and compares with the new log opened. */
function check(log: string, old: string, insert: string, rule?: string): void {
  const open = (snapshot = textSnapshot(log)) => ({
    snapshot,
    mail: service.open({ format: 'transcript', reading: { protocol: 'imap' }, snapshot }),
  });
  const { mail, snapshot } = open();
  mail.findings(everyRule);
  const from = log.indexOf(old);
  assert.ok(from >= 0, old);
  const next = snapshot.edited([{ from, to: from + old.length, insert }], 1);
  mail.update({ format: 'transcript', reading: { protocol: 'imap' }, snapshot: next });
  const fresh = open(textSnapshot(next.slice(0, next.length))).mail;
  const wanted = fresh.findings(everyRule);
  assert.deepEqual(mail.findings(everyRule), wanted);
  assert.deepEqual(mail.sessions(), fresh.sessions());
  if (rule !== undefined) {
    assert.ok(
      wanted.some((each) => each.rule === rule),
      `no ${rule} at all`,
    );
  }
}

/** A log, what is edited in it, and what is found then. */
interface Case {
  readonly name: string;
  readonly log: string;
  readonly old?: string;
  readonly insert: string;
  readonly rule?: string;
}

const behindSelect = (name: string, log: string, rule: string): Case => ({
  name,
  log: `${GREETING}${SELECT}${FAR}C: a2 FETCH 1:* ALL\n${log}S: a2 OK done\n`,
  old: HERE,
  insert: `${NOOP}${HERE}`,
  rule,
});

const runs: readonly Case[] = [
  {
    name: 'more messages than there are',
    log: `${GREETING}${SELECT}${FAR}${run(1, 10, 20)}`,
    old: '90 EXISTS',
    insert: '9 EXISTS',
    rule: 'imap/message-unknown',
  },
  {
    name: 'UIDs that were not to come yet',
    log: `${GREETING}${SELECT}${FAR}${run(1, 10, 20)}`,
    old: 'UIDNEXT 1100',
    insert: 'UIDNEXT 20',
    rule: 'imap/uidnext-backwards',
  },
  {
    name: 'flags that are not announced',
    log: `${GREETING}${SELECT}${FAR}${run(1, 10, 20, 'FLAGS ($Work)')}`,
    old: ' $Work)\nS: * 90',
    insert: ')\nS: * 90',
    rule: 'imap/keyword-not-announced',
  },
  behindSelect('UIDs that descend in a run', run(1, 50, 17) + run(18, 20, 17), 'imap/uid-not-ascending'),
  behindSelect(
    'a higher UID in front of a run',
    `S: * 1 FETCH (UID 900 FLAGS ())\n${run(2, 10, 20)}`,
    'imap/uid-not-ascending',
  ),
  behindSelect(
    'a lower UID behind a run',
    `S: * 60 FETCH (UID 5 FLAGS ())\n${run(1, 10, 20)}`,
    'imap/uid-not-ascending',
  ),
  behindSelect(
    'a message that had another UID',
    `S: * 1 FETCH (UID 10 FLAGS ())\n${run(1, 110, 20)}`,
    'imap/uid-changed',
  ),
  behindSelect(
    'messages that are not told one by one',
    `${run(1, 10, 17)}${run(30, 40, 17)}S: * 18 FETCH (UID 900)\n`,
    'imap/uid-not-ascending',
  ),
  {
    name: 'flags that a STORE asked for',
    log: `${GREETING}${SELECT}${FAR}${run(1, 10, 20)}`,
    old: HERE,
    insert: `C: a2 STORE 1:20 FLAGS ($Work)\n${HERE}`,
    rule: 'imap/store-no-fetch',
  },
  {
    name: 'what a mailbox said when it was selected before',
    log: `${GREETING}${SELECT}${FAR}${run(1, 10, 20, 'RFC822.SIZE 9 FLAGS ()')}${SELECT.replaceAll('a1', 'a2')}${run(1, 10, 20, 'RFC822.SIZE 8 FLAGS ()')}`,
    old: 'C: a1',
    insert: `${NOOP}C: a1`,
    rule: 'imap/immutable-changed',
  },
  {
    name: 'messages told of before anything was asked',
    log: `${FAR}${run(1, 10, 20)}C: a1 NOOP\nS: * 1 FETCH (UID 99)\nS: a1 OK done\n`,
    old: HERE,
    insert: `a remark\n${HERE}`,
  },
  behindSelect(
    'sizes of whole messages',
    run(1, 10, 20, 'FLAGS () RFC822.SIZE 77', ' BODY[] {15}\nS: From: a@b.c\nS: \nS: '),
    'imap/size-mismatch',
  ),
  behindSelect(
    'headers, which stay what they are',
    `${run(1, 10, 20, 'FLAGS ()', ' BODY[HEADER] {8}\nS: a: b\nS: \nS: ')}S: * 1 FETCH (BODY[HEADER] {8}\nS: a: c\nS: \nS: )\n`,
    'imap/immutable-changed',
  ),
  behindSelect(
    'numbers of changes that descend behind a run',
    `${run(1, 10, 20, 'FLAGS () MODSEQ (5)')}S: * 1 FETCH (UID 10 MODSEQ (4))\n`,
    'imap/condstore',
  ),
  {
    name: 'messages that are recent in two sessions',
    log: `${LOGIN}${SELECT}${FAR}${run(1, 10, 20, 'FLAGS (\\Recent)')}### again\n${LOGIN}${SELECT}${run(1, 10, 20, 'FLAGS (\\Recent)')}`,
    old: 'C: a1',
    insert: `${NOOP}C: a1`,
    rule: 'imap/recent-multiple-sessions',
  },
];

const framed: readonly Case[] = [
  {
    name: 'a literal that takes in the responses behind it',
    log: `${GREETING}${FAR}${run(1, 10, 20)}S: )\n`,
    old: HERE,
    insert: `S: * 9 FETCH (BODY[TEXT] {40000}\n${HERE}`,
  },
  {
    name: 'responses in front of what was a greeting',
    log: `${GREETING}${'(a remark)\n'.repeat(300)}${run(1, 10, 20)}S: * BYE\n`,
    old: GREETING,
    insert: '(a remark)\n',
  },
  {
    name: 'a literal that ends a command',
    log: `${GREETING}${FAR}${run(1, 10, 20, 'FLAGS ()', ' BODY[TEXT] {12}\nS: a9 OK done\nS: ')}`,
    old: HERE,
    insert: `C: a9 NOOP\n${HERE}`,
  },
  {
    name: 'the messages that responses carry',
    log: `${GREETING}${FAR}${run(1, 10, 20, 'FLAGS ()', ' BODY[] {12}\nS: nonsense 1\nS: ')}`,
    old: HERE,
    insert: `C: a9 NOOP\n${HERE}`,
    rule: 'message/bad-field-name',
  },
  {
    name: 'lines that went through TLS',
    log: `${`<- * OK hi\n${FAR}`.replaceAll('S:', '<-')}${run(1, 10, 20).replaceAll('S:', '<~')} -> a2 LOGIN ann secret\n<-  a2 OK in\n`,
    old: HERE.replace('S:', '<-'),
    insert: ` -> a1 NOOP\n${HERE.replace('S:', '<-')}`,
  },
];

const steady: readonly Case[] = [
  {
    name: 'what depends on the commands that wait',
    log: `${GREETING}${FAR}S: * ESEARCH COUNT 3\n${FAR}`,
    old: GREETING,
    insert: `${GREETING}C: a1 SEARCH ALL\n`,
    rule: 'imap/esearch-tag',
  },
  {
    name: 'what depends on the capabilities',
    log: `${GREETING}${FAR}S: * 3 RECENT\n${FAR}`,
    old: 'IMAP4rev1',
    insert: 'IMAP4rev2',
    rule: 'imap/rev2-removed',
  },
  {
    name: 'what tells of the session is read in any state',
    log: `${GREETING}${FAR}S: * ENABLED IMAP4REV2\n${FAR}S: * 3 RECENT\n${FAR}`,
    old: GREETING,
    insert: `${GREETING}C: a1 NOOP\n`,
    rule: 'imap/rev2-removed',
  },
  {
    name: 'what was found stays found',
    log: `${GREETING}${FAR}S: * 1 FETCH (UID x)\n${FAR}S: * 2 FETCH (UID x)\n${FAR}`,
    old: GREETING,
    insert: `${GREETING}C: a1 NOOP\n`,
    rule: 'imap/syntax',
  },
  {
    name: 'the same in a run between units that were cut in another way',
    log: `${GREETING}${SELECT}${FAR}${'S: * 1 FETCH (UID x)\nS: )\n'.repeat(60)}C: a2 NOOP\nS: a2 OK done\n`,
    old: 'C: a1',
    insert: 'C: q1x APPEND Drafts {99999}\nC: a1',
    rule: 'imap/syntax',
  },
  {
    name: 'messages in a run between units that were cut in another way',
    log: `${GREETING}${SELECT}${FAR}${run(1, 10, 80, 'FLAGS ()', ' BODY[] {12}\nS: nonsense 1\nS: ')}C: a2 NOOP\nS: a2 OK done\n`,
    old: 'C: a1',
    insert: 'C: q1x APPEND Drafts {99999}\nC: a1',
    rule: 'message/bad-field-name',
  },
];

for (const { name, log, old = '', insert, rule } of [...runs, ...framed, ...steady]) {
  test(name, () => {
    check(log, old, insert, rule);
  });
}
