// Tests of files attached to a message, and of a text as plain text and HTML.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';

import { applyEdits, createMailService, textSnapshot } from '../../index.ts';
import type { OpenMail, TextEdit } from '../../index.ts';
import type { NewFile } from './attach.ts';

const service = createMailService({ ruleFailed: () => undefined });

function edited(text: string, edits: (mail: OpenMail) => readonly TextEdit[] | undefined): string {
  return applyEdits(text, edits(service.open({ snapshot: textSnapshot(text) })) ?? []);
}

function attached(text: string, files: readonly NewFile[], unique = 'u'): string {
  return edited(text, (mail) => mail.attach(files, unique)?.edits);
}

/** The parts as `type name`, in order, indented by depth. */
function outline(text: string): readonly string[] {
  const lines: string[] = [];
  const stack = service
    .open({ snapshot: textSnapshot(text) })
    .tree()
    .map((tree) => ({ tree, depth: 0 }));
  for (let next = stack.pop(); next; next = stack.pop()) {
    const { tree, depth } = next;
    lines.push(`${' '.repeat(depth)}${tree.type}${tree.filename === null ? '' : ` ${tree.filename}`}`);
    stack.push(...[...tree.parts].reverse().map((part) => ({ tree: part, depth: depth + 1 })));
  }
  return lines;
}

const HEAD = 'From: a@example.com\nTo: b@example.org\nSubject: x\n';
const note = { name: 'Grüße.txt', octets: new TextEncoder().encode('Grüße') };
const png = { name: 'p.png', octets: Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10), inline: true };

test('the first file makes a message a multipart, the next ones join it', () => {
  const text = `${HEAD}MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\nCafé\n`;
  const once = attached(text, [note]);
  assert.equal(
    once,
    [
      `${HEAD}MIME-Version: 1.0`,
      'Content-Type: multipart/mixed;',
      ' boundary="=_0_u"',
      'Content-Transfer-Encoding: 8bit',
      '',
      '--=_0_u',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: 8bit',
      '',
      'Café',
      '',
      '--=_0_u',
      'Content-Type: text/plain; charset=utf-8',
      'Content-Disposition: attachment;',
      " filename*=utf-8''Gr%C3%BC%C3%9Fe.txt",
      'Content-Transfer-Encoding: base64',
      '',
      'R3LDvMOfZQ==',
      '--=_0_u--',
      '',
    ].join('\n'),
  );
  assert.deepEqual(outline(attached(once, [{ name: 'a.bin', octets: new Uint8Array(100) }], 'v')), [
    'multipart/mixed',
    ' text/plain',
    ' text/plain Grüße.txt',
    ' application/octet-stream a.bin',
  ]);
});

test('a message of any shape takes a file', () => {
  for (const text of ['', 'From: a@example.com', HEAD, `${HEAD}\n`, `${HEAD}\r\nHi`, `${HEAD}\n\n`]) {
    assert.deepEqual(outline(attached(text, [note])), [
      'multipart/mixed',
      ' text/plain',
      ' text/plain Grüße.txt',
    ]);
  }
  assert.doesNotMatch(attached('From: a@example.com\r\n\r\nHi\r\n', [note]), /[^\r]\n/);
});

test('a picture in the text stands beside its HTML', () => {
  const html = `${HEAD}MIME-Version: 1.0\nContent-Type: text/html\n\n<p>Hi`;
  const both = attached(html, [png, note]);
  assert.deepEqual(outline(both), [
    'multipart/mixed',
    ' multipart/related',
    '  text/html',
    '  image/png p.png',
    ' text/plain Grüße.txt',
  ]);
  assert.deepEqual(outline(attached(both, [png], 'v')).slice(1, 5), [
    ' multipart/related',
    '  text/html',
    '  image/png p.png',
    '  image/png p.png',
  ]);
  const mail = service.open({ snapshot: textSnapshot(html) });
  assert.deepEqual(mail.attach([note, png], 'u')?.contentIds, [null, 'u.1@inline.invalid']);
});

test('what was attached is what was given, and the text is what it was', () => {
  const bodies = fc.constantFrom('', 'Hi', 'Hi\n', '--=_0_u\n', '\n\n');
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 200 }),
      fc.string({ maxLength: 80 }),
      bodies,
      (octets, name, body) => {
        const text = attached(`${HEAD}Content-Type: text/plain\n\n${body}`, [{ name, octets }], 'unlike');
        const tree = service.open({ snapshot: textSnapshot(text) }).tree()[0];
        const [first, second] = tree?.parts ?? [];
        assert.ok(first && second);
        assert.equal(tree?.parts.length, 2);
        assert.equal(text.slice(first.bodyFrom, first.bodyTo), body);
        const data = Buffer.from(text.slice(second.bodyFrom, second.bodyTo), 'base64');
        assert.deepEqual(data, Buffer.from(octets));
      },
    ),
  );
});

/** Stands for a renderer. */
const markdown = (text: string): string => `<pre>${text}</pre>\n`;

test('Markdown becomes HTML beside it, and is made anew when it has changed', () => {
  const text = `${HEAD}MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n*Hi*\n\n> quoted\n-- \nA & B\n`;
  const once = edited(text, (mail) => mail.alternative({ source: 'markdown', markdown, unique: 'u' }));
  assert.deepEqual(outline(once), ['multipart/alternative', ' text/plain', ' text/html']);
  assert.match(once, /<pre>\*Hi\*\n\n> quoted<\/pre>\n<p>-- <br>\nA &amp; B<\/p>\n<\/body>/);
  const changed = once.replace('*Hi*', '*Hello*');
  const twice = edited(changed, (mail) => mail.alternative({ source: 'markdown', markdown, unique: 'v' }));
  assert.equal(twice, once.replaceAll('*Hi*', '*Hello*'));
  // Pictures that the HTML shows stay beside it.
  const shown = attached(once, [png], 'w');
  const anew = edited(shown, (mail) => mail.alternative({ source: 'markdown', markdown, unique: 'x' }));
  assert.deepEqual(outline(anew), outline(shown));
});

test('HTML gets a plain text in front of it', () => {
  const text = `${HEAD}MIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\n<p>Grüße, <b>Bob</b></p>\n`;
  const result = edited(text, (mail) => mail.alternative({ source: 'html', markdown, unique: 'u' }));
  assert.deepEqual(outline(result), ['multipart/alternative', ' text/plain', ' text/html']);
  assert.match(result, /\n\nGrüße, Bob\n--=_2_u\nContent-Type: text\/html; charset=utf-8\n/);
});

test('a message without a text has no alternative', () => {
  const mail = service.open({ snapshot: textSnapshot('Content-Type: image/png\n\n') });
  assert.equal(mail.alternative({ source: 'markdown', markdown, unique: 'u' }), undefined);
});
