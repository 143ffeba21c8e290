// Tests of what is told again of a document: the same as if all of it were told anew.

import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';

import { createMailService, textSnapshot } from '../core/index.ts';
import type { Finding } from '../core/index.ts';
import { Positions } from './convert.ts';
import type { ServerContext } from './context.ts';
import { toDiagnostic } from './diagnostic.ts';
import { OpenDocument } from './documents.ts';
import { areSame, ToldDiagnostics } from './toldDiagnostics.ts';

const service = createMailService({ ruleFailed: (rule) => assert.fail(rule) });
const config = service.configure({});
// What else a context has is not asked for.
const context = {
  service,
  positions: new Positions('utf-16'),
  client: { relatedInformation: true },
} as ServerContext;

function open(text: string): OpenDocument {
  const kind = { format: 'transcript', reading: { protocol: 'smtp' } } as const;
  return new OpenDocument(service, { uri: 'file:///a.smtp', serial: 1, snapshot: textSnapshot(text), kind });
}

/** Findings of commands and of the message, two of which name a second place. */
const SESSION = [
  'S: 220 mx.example.org ESMTP',
  'C: MAIL FROM: <ann@example.com>',
  'S: 250 Ok',
  'C: DATA',
  'S: 354 go',
  'C: Subject: lunch',
  'C: Subject: dinner',
  'C: ',
  'C: At noon?',
  'C: .',
  'C: Or at one?',
  'C: .',
  'S: 250 Ok',
  'C: QUIT',
  '',
];

test('the session of these tests has findings, some with other places', () => {
  const findings = open(SESSION.join('\n')).mail.findings(config);
  assert.ok(findings.length > 4);
  assert.ok(findings.some(({ related }) => related.length > 0));
});

test('what stands where it stood is the same object, also behind a key', () => {
  const document = open(SESSION.join('\n'));
  const told = new ToldDiagnostics();
  const first = told.next(context, document, document.mail.findings(config));
  const from = SESSION.join('\n').indexOf('QUIT') + 4;
  document.change(document.snapshot.edited([{ from, to: from, insert: ' ' }], 1));
  const next = told.next(context, document, document.mail.findings(config));
  assert.ok(next.filter((each) => first.includes(each)).length > 4);
});

test('after any edits the same is told as if it were told for the first time', () => {
  const place = fc.double({ min: 0, max: 1, noNaN: true });
  const insert = fc.constantFrom('', 'x', ' ', '\n', '\r', '\r\n', 'S: 503 5.5.1 no\n', 'C: DATA\r\n');
  const edit = fc.record({ place, remove: fc.integer({ min: 0, max: 40 }), insert });
  const lineEnd = fc.constantFrom('\n', '\r\n');
  fc.assert(
    fc.property(lineEnd, fc.array(edit, { minLength: 1, maxLength: 6 }), (end, edits) => {
      const document = open(SESSION.join(end));
      const told = new ToldDiagnostics();
      const fresh = (finding: Finding): unknown => toDiagnostic(context, document, finding);
      told.next(context, document, document.mail.findings(config));
      for (const [at, { place: where, remove, insert: text }] of edits.entries()) {
        const { length } = document.snapshot;
        const from = Math.floor(where * length);
        const to = Math.min(length, from + remove);
        document.change(document.snapshot.edited([{ from, to, insert: text }], at + 1));
        const findings = document.mail.findings(config);
        assert.deepEqual(told.next(context, document, findings), findings.map(fresh));
      }
    }),
    { numRuns: 25 },
  );
});

test('equal lists are the same, lists of other length or content are not', () => {
  const document = open(SESSION.join('\n'));
  const all = (): ReturnType<typeof toDiagnostic>[] =>
    document.mail.findings(config).map((each) => toDiagnostic(context, document, each));
  assert.ok(areSame(all(), all()));
  assert.ok(!areSame(all(), all().slice(1)));
  assert.ok(!areSame(all(), all().reverse()));
});
