// Header blocks and MIME structure: what is found where, on good and bad mail, in every host.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { runs } from '../../../../test/runs.ts';
import { contexts, hostMessage } from '../testing/contexts.ts';
import { identityLens } from '../text/lens.ts';
import { textSnapshot } from '../text/snapshot.ts';
import { treeFault } from '../syntax/tree.ts';
import { walkParts } from './part.ts';
import { createDocument } from './document.ts';
import { messageTree } from './messageTree.ts';
import { FieldSyntaxCache } from './fieldSyntax.ts';
import { isCut, parseStructure } from './structure.ts';

/** The MIME tree as one line a part: depth, type, how its header ended, its body. */
function outline(text: string, context: (typeof contexts)[number] = 'eml'): string[] {
  const { document, lens } = hostMessage(text, context);
  return [...walkParts(document.messages.at(0)!)].map((part) => {
    let body = '';
    const line = part.bodyFrom < part.bodyTo ? lens.lineAt(part.bodyFrom) : undefined;
    if (line) {
      do body += lens.snapshot.slice(line.content, Math.min(line.to, part.bodyTo));
      while (line.to < part.bodyTo && line.next());
    }
    return `${'  '.repeat(part.depth)}${part.mediaType.name} ${part.header.end} ${JSON.stringify(body)}`;
  });
}

/** Checks the outline in all contexts: the same parser must see the same message everywhere. */
function check(text: string, expected: readonly string[]): void {
  for (const context of contexts) assert.deepEqual(outline(text, context), expected, context);
}

test('a message without parts', () => {
  check('Subject: Hello\n\nHi\n', ['text/plain separator "Hi\\n"']);
});

test('a header that ends the message', () => {
  check('Subject: Hello\n', ['text/plain end ""']);
});

test('a missing separator is seen, junk among fields is not taken for one', () => {
  check('Subject: a\nHello there\nBye\n', ['text/plain missingSeparator "Hello there\\nBye\\n"']);
  check('Subject: a\njunk\nFrom: a@b\n\nHello\n', ['text/plain separator "Hello\\n"']);
});

test('parts, preamble and epilogue', () => {
  check(
    'Content-Type: multipart/mixed; boundary=b\n\npre\n--b\n\none\n--b\nContent-Type: text/html\n\ntwo\n--b--\nepi\n',
    [
      'multipart/mixed separator "pre\\n--b\\n\\none\\n--b\\nContent-Type: text/html\\n\\ntwo\\n--b--\\nepi\\n"',
      '  text/plain separator "one"',
      '  text/html separator "two"',
    ],
  );
});

test('transport padding, empty parts and a missing close delimiter', () => {
  check('Content-Type: multipart/mixed; boundary=b\n\n--b \t\n--b\n\n--b\nX: y\n', [
    'multipart/mixed separator "--b \\t\\n--b\\n\\n--b\\nX: y\\n"',
    '  text/plain delimiter ""',
    '  text/plain separator ""',
    '  text/plain end ""',
  ]);
});

test('an inner boundary that starts with the outer one, and one used again inside', () => {
  check(
    'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=b1\n\n--b1\n\nin\n--b1--\n--b--\n',
    [
      'multipart/mixed separator "--b\\nContent-Type: multipart/mixed; boundary=b1\\n\\n--b1\\n\\nin\\n--b1--\\n--b--\\n"',
      '  multipart/mixed separator "--b1\\n\\nin\\n--b1--"',
      '    text/plain separator "in"',
    ],
  );
  check(
    'Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: multipart/mixed; boundary=b\n\n--b\n\nin\n--b--\n--b--\n',
    [
      'multipart/mixed separator "--b\\nContent-Type: multipart/mixed; boundary=b\\n\\n--b\\n\\nin\\n--b--\\n--b--\\n"',
      '  multipart/mixed separator "--b\\n\\nin\\n--b--"',
      '    text/plain separator "in"',
    ],
  );
});

test("a digest's parts are messages; a message/rfc822 carries one", () => {
  check('Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: in\n\nHi\n--b--\n', [
    'multipart/digest separator "--b\\n\\nSubject: in\\n\\nHi\\n--b--\\n"',
    '  message/rfc822 separator "Subject: in\\n\\nHi"',
    '    text/plain separator "Hi"',
  ]);
});

test('the body of a message/rfc822, narrowed, is the message it carries', () => {
  const text = 'Content-Type: message/rfc822\n\nSubject: in\nX: y\n\n.Hi\nBye\n';
  for (const context of contexts) {
    const { document, lens } = hostMessage(text, context);
    const carrier = document.messages.at(0)!;
    const inner = lens.narrow(carrier.bodyFrom, carrier.bodyTo);
    const alone = createDocument({ snapshot: document.snapshot, lenses: [inner] }).messages.at(0)!;
    const nested = carrier.children[0]!;
    assert.deepEqual([inner.from, inner.to], [carrier.bodyFrom, carrier.bodyTo], context);
    assert.deepEqual(
      [alone.from, alone.bodyFrom, alone.bodyTo],
      [nested.from, nested.bodyFrom, nested.bodyTo],
      context,
    );
    assert.deepEqual(
      alone.header.fields.map(({ name, value }) => [name, value]),
      [
        ['Subject', 'in'],
        ['X', 'y'],
      ],
    );
  }
});

test('an mbox From line in front is no field', () => {
  const { document } = hostMessage(
    'From ann@example.com Fri Dec  6 10:30:00 2024\nSubject: a\n\nHi\n',
    'eml',
  );
  assert.deepEqual(
    document.messages.at(0)?.header.lines.map(({ kind, from, to }) => [kind, from, to]),
    [['mboxFrom', 0, 46]],
  );
});

const piece = fc.constantFrom(
  'Subject: a\n',
  'Content-Type: multipart/mixed; boundary=b\n',
  'Content-Type: multipart/digest;\n boundary="b c"\n',
  'Content-Type: message/rfc822\n',
  '\n',
  '--b\n',
  '--b--\n',
  '--b c\n',
  '--b c--\n',
  'text\n',
  ' folded\n',
  '.\n',
  'From x\n',
  'To: "a',
  '" <b@c>, (d(e)) f@[g]\n',
  'X:\n',
  'no line end',
  'é: =?utf-8?Q?a?=\n',
  ':\n',
);

test('property: the tree of any message is lossless and nested, in every context', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 20 }), fc.constantFrom(...contexts), (pieces, context) => {
      const { document, lens } = hostMessage(pieces.join(''), context);
      for (const message of document.messages) {
        assert.equal(treeFault(messageTree(message), lens.from, lens.to), undefined);
      }
    }),
    runs(400),
  );
});

test('property: any characters at all have a lossless tree', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.nat(0x7f), fc.nat(0x10ffff)), { maxLength: 200 }), (codePoints) => {
      const text = String.fromCodePoint(...codePoints);
      const { document } = hostMessage(text, 'eml');
      for (const message of document.messages) {
        assert.equal(treeFault(messageTree(message), 0, text.length), undefined);
      }
    }),
    runs(300),
  );
});

test('1,000 levels and 10,000 parts are read', () => {
  let deep = '';
  for (let i = 0; i < 1000; i++) {
    deep += `Content-Type: multipart/mixed; boundary=b${String(i)}\n\n--b${String(i)}\n`;
  }
  assert.equal([...walkParts(hostMessage(deep, 'eml').document.messages.at(0)!)].length, 1001);
  const wide = `Content-Type: multipart/mixed; boundary=b\n\n${'--b\n\nx\n'.repeat(10_000)}--b--\n`;
  assert.equal([...walkParts(hostMessage(wide, 'eml').document.messages.at(0)!)].length, 10_001);
});

test('what would be a part beyond the bound is text of the last one; its multipart is closed all the same', () => {
  const text = 'Content-Type: multipart/mixed; boundary=b\n\n--b\n\n1\n--b\n\n2\n--b\n\n3\n--b--\nend\n';
  const read = (left: number): [readonly string[], boolean] => {
    const snapshot = textSnapshot(text);
    const message = parseStructure(identityLens(snapshot), new FieldSyntaxCache(), { left });
    return [message.children.map((part) => snapshot.slice(part.bodyFrom, part.bodyTo)), isCut(message)];
  };
  assert.deepEqual(read(3), [['1', '2', '3'], false]);
  assert.deepEqual(read(2), [['1', '2\n--b\n\n3'], true]);
  assert.deepEqual(read(0), [[], true]);
});

test('property: a message cut at any number of parts has a lossless tree', () => {
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 30 }), fc.nat(6), (pieces, left) => {
      const text = pieces.join('');
      const lens = identityLens(textSnapshot(text));
      const message = parseStructure(lens, new FieldSyntaxCache(), { left });
      assert.ok([...walkParts(message)].length <= left + 1);
      assert.equal(treeFault(messageTree(message), 0, text.length), undefined);
    }),
    runs(300),
  );
});
