// The scopes of an mbox: separators, quoted From lines, and messages that do not colour each other.
import assert from 'node:assert/strict';
import { test } from 'node:test';

import { check } from './marks.ts';
import { slowLines } from './tokenizer.ts';

test('each message starts anew behind its separator, whatever the one before left open', () => {
  check(
    `
From ann@example.org Fri Dec  6 10:30:00 2024
^^^^ keyword.control.separator.mbox
     ^^^^^^^^^^^^^^^ constant.other.author-address.eml
                     ^^^ constant.language.day-name.eml
                                ^^^^^^^^ constant.numeric.time.eml
Subject: one
^^^^^^^ variable.header.name.eml
Content-Type: multipart/mixed; boundary=b

--b
^^^ keyword.control.boundary.eml
Content-Type: text/html

<style
From ann@example.org Fri Dec  6 10:30:00 2024
^^^^ keyword.control.separator.mbox !meta.embedded.html
Subject: two
^^^^^^^ variable.header.name.eml !meta.multi-part.chunk.eml

--b
^^^ !keyword.control.boundary
From MAILER-DAEMON Fri Dec  6 10:30 2024
^^^^ keyword.control.separator.mbox
Subject: three
^^^^^^^ variable.header.name.eml
`,
    'mbox',
  );
});

test('a quoted From line has a mark; the words of a body are no separator', () => {
  check(
    `
From - Fri Dec 06 10:30:00 2024
^^^^ keyword.control.separator.mbox
Subject: x

From there we went home at 10:30
^^^^ !keyword.control.separator.mbox
>From me
^ constant.character.escape.from-line.mbox
 ^^^^ !markup.quote.line.eml
>>From me
^ constant.character.escape.from-line.mbox
 ^ punctuation.definition.comment.quote.eml
> From me
^ !constant.character.escape
  ^^^^ markup.quote.level-1.eml
`,
    'mbox',
  );
});

test('quoted-printable shines through, as in a single message', () => {
  check(
    `
From - Fri Dec 06 10:30:00 2024
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable

<p> Gr=C3=BC
      ^^^^^^ constant.character.escape.quoted-printable.eml
`,
    'mbox',
  );
});

test('a file that does not start with a separator', () => {
  check(
    `
Subject: x
^^^^^^^ variable.header.name.eml

text
^^^^ meta.embedded.text.eml
From - Fri Dec 06 10:30:00 2024
^^^^ keyword.control.separator.mbox !meta.embedded.text.eml
Subject: x
^^^^^^^ variable.header.name.eml
`,
    'mbox',
  );
  check(
    `
From nobody in particular
^^^^ keyword.control.separator.mbox
Subject: x
^^^^^^^ variable.header.name.eml
`,
    'mbox',
  );
});

test('long lines cost linear time', () => {
  for (const line of [
    `From ${'1:'.repeat(9_000)}`,
    `From ${'a '.repeat(9_000)}`,
    `From ${'10:30 '.repeat(3_000)}`,
    `From ${'2024 '.repeat(3_000)}`,
    `${'>'.repeat(19_000)}From `,
  ]) {
    assert.deepEqual(slowLines(`From x\nA: b\n\n${line}\n`, 1_000, 'mbox'), []);
  }
});
