// The scopes of transcripts: every notation and protocol, and fenced blocks of Markdown.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

import { check as checkMarks } from './marks.ts';
import { slowLines, tokenize } from './tokenizer.ts';
import type { Language } from './tokenizer.ts';

const root = join(import.meta.dirname, '..', '..');

/** Marks in the language that has every notation and protocol. */
function check(marked: string, language: Language = 'mail-session'): void {
  checkMarks(marked, language);
}

test('SMTP: commands, paths, parameters; replies by class, enhanced codes, keywords', () => {
  for (const language of ['smtp', 'mail-session'] as const) {
    check(
      `
C: MAIL FROM:<a@b.c> SIZE=100
^^ punctuation.definition.mark.client
   ^^^^ keyword.other.command.smtp
        ^^^^ keyword.other.argument.smtp
              ^^^^^ constant.other.author-address
                     ^^^^ variable.parameter.smtp
                          ^^^ string.unquoted.parameter.smtp
S: 250-AUTH PLAIN
^^ punctuation.definition.mark.server
   ^^^ constant.numeric.reply.success.smtp
       ^^^^ support.constant.capability.smtp
            ^^^^^ constant.language.mechanism
S: 451 4.7.1 later
   ^^^ constant.numeric.reply.transient.smtp
       ^^^^^ constant.numeric.enhanced-status.smtp
S: 550 no
   ^^^ constant.numeric.reply.failure.smtp
S: 354 End data with <CR><LF>.<CR><LF>
                      ^^ !constant.other.author-address
S: 334 UGFzc3dvcmQ6
   ^^^ constant.numeric.reply.intermediate.smtp
       ^^^^^^^^^^^^ string.unquoted.base64
C: YWxpY2U1
   ^^^^^^^^ string.unquoted.base64
C: Subject: x
   ^^^^^^^ variable.header.name.eml
C: ..dot
   ^ constant.character.escape.dot-stuffing
C: .
   ^ keyword.control.end-of-data
### second
^^^ punctuation.definition.comment
    ^^^^^^ comment.line.note
some words
^^^^^^^^^^ comment.line.note
`,
      language,
    );
  }
});

test('IMAP: tags, untagged data, flags, literals, sets, sections, response codes', () => {
  for (const language of ['imap', 'mail-session'] as const) {
    check(
      String.raw`
C: a1 UID FETCH 1:*,5 (FLAGS)
   ^^ entity.name.tag.imap
      ^^^^^^^^^ !comment
      ^^^ keyword.other.command.imap
          ^^^^^ keyword.other.command.imap
                ^^^^^ constant.numeric.sequence-set.imap
                       ^^^^^ support.type.item.imap
S: * 12 FETCH (FLAGS (\Seen) BODY[HEADER] {342}
   ^ punctuation.definition.untagged.imap
     ^^ constant.numeric.message-number.imap
        ^^^^^ entity.name.function.response.imap
                      ^^^^^ constant.language.flag.imap
                                  ^^^^^^ variable.parameter.section.imap
                                           ^^^ constant.numeric.literal.imap
S: a1 NO [AUTHENTICATIONFAILED] x
   ^^ entity.name.tag.imap
      ^^ keyword.control.status.failure.imap
          ^^^^^^^^^^^^^^^^^^^^ keyword.other.response-code.imap
* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN] hi
^ punctuation.definition.untagged.imap
  ^^ keyword.control.status.success.imap
                 ^^^^^^^^^ support.constant.capability.imap
                                ^^^^^ constant.language.mechanism
a2 LOGIN "bob" {6+}
^^ entity.name.tag.imap
         ^^^^^ string.quoted.double.imap
                ^ constant.numeric.literal.imap
                 ^ keyword.operator.non-synchronizing.imap
+ idling
^ keyword.operator.continuation
please select one
^^^^^^ comment.line.note !entity.name.tag
`,
      language,
    );
  }
});

test('POP3: commands, status indicators, listings', () => {
  for (const language of ['pop3', 'mail-session'] as const) {
    check(
      `
C: TOP 1 10
   ^^^ keyword.other.command.pop3
       ^ constant.numeric
S: +OK 2 messages
   ^^^ keyword.control.status.success.pop3
S: -ERR [IN-USE] no
   ^^^^ keyword.control.status.failure.pop3
         ^^^^^^ keyword.other.response-code.pop3
S: 1 120
   ^ constant.numeric.message-number.pop3
     ^^^ constant.numeric.size.pop3
S: UIDL
   ^^^^ support.constant.capability.pop3
`,
      language,
    );
  }
});

const own = 'QUIT';
const marks = {
  client: [
    'C:',
    '>',
    '->',
    '-->',
    '>>>',
    '>>',
    ' ->',
    ' ~>',
    'CLIENT -> SERVER:',
    'Client:',
    'In:',
    'SMTP>',
    "send: '",
  ],
  server: [
    'S:',
    '<',
    '<-',
    '<--',
    '<<<',
    '<<',
    '<- ',
    '<~ ',
    '<**',
    'SERVER -> CLIENT:',
    'Out:',
    'SMTP<',
    "reply: b'",
  ],
};
const fronts = [
  '',
  '2026-11-20 23:43:26 ',
  '[2026-11-20T23:43:26.123Z] DEBUG [O91NTt5rNig] ',
  'Nov 20 23:46:05 mail prog/smtp[31772]: ',
  '23:43:22.178211 ',
  '1795218221.051547 ',
  '(17) ',
];

test('words have the scopes that the manifest gives to the tokens of the server: the colours stay', () => {
  check(String.raw`
C: EHLO client.example
        ^^^^^^^^^^^^^^ support.type
S: 250-SIZE 10
   ^^^ support.type
      ^ keyword.operator
       ^^^^ support.type
S: 450 4.7.1 later
   ^^^ string
S: 550 no
   ^^^ invalid.illegal
C: BDAT 12 LAST
        ^^ constant.numeric
           ^^^^ keyword.other
S: -ERR no
   ^^^^ invalid.illegal
C: a1 LIST "" *
   ^^ variable
S: * LIST (\Noselect) "/" Projects/Terrace
     ^^^^ keyword.other
           ^^^^^^^^^ variable.parameter
                          ^^^^^^^^^^^^^^^^ support.type
S: a1 OK [CAPABILITY IMAP4rev2 AUTH=PLAIN] in
   ^^ variable
      ^^ support.type
                     ^^^^^^^^^ support.type
                               ^^^^^^^^^^ support.type
S: a2 NO quota
      ^^ string
S: a3 BAD what
      ^^^ invalid.illegal
C: a4 SELECT Drafts
             ^^^^^^ support.type
C: a5 UID COPY 1:2 Sent
               ^^^ constant.numeric
                   ^^^^ support.type
C: a6 FETCH 1 (FLAGS BODY.PEEK[1.2.HEADER.FIELDS (SUBJECT)])
               ^^^^^ constant.language
                               ^^^ constant.numeric
                                   ^^^^^^^^^^^^^ constant.language
C: a7 SEARCH CHARSET UTF-8 SINCE 13-May-2024
                     ^^^^^ string
                                 ^^^^^^^^^^^ constant.numeric
`);
});

test('a message behind marks: its fields by the grammar of their values; words of the body are none', () => {
  check(`
C: DATA
S: 354 go ahead
C: From: Ann (at home <ann@example.org>
   ^^^^ variable.header.name.eml
         ^^^ string.unquoted.author-name.eml
C: Date: Fri, 06 Dec 2024 10:30:00 +0100
         ^^^ constant.language.day-name.eml
              ^^ constant.numeric.date.eml
C: Content-Type: text/plain; charset=utf-8
                 ^^^^^^^^^^ support.type.media-type.eml
                             ^^^^^^^ variable.parameter.eml
C: X-Other: words
   ^^^^^^^ variable.header.name.eml
C:
C: Decided: we meet at noon
   ^^^^^^^ !variable.header.name.eml
C: .
   ^ keyword.control.end-of-data
`);
});

test('every mark behind everything that may stand in front', () => {
  for (const [speaker, text, scope] of [
    ['client', own, 'keyword.other.command.smtp'],
    ['server', '550 no', 'constant.numeric.reply.failure.smtp'],
  ] as const) {
    for (const front of fronts) {
      for (const mark of marks[speaker]) {
        const start = front + mark + (mark.endsWith("'") ? '' : ' ');
        const line = `${start}${text}${mark.endsWith("'") ? String.raw`\r\n'` : ''}`;
        const [{ tokens } = { tokens: [] }] = tokenize(line, 'smtp');
        const token = tokens.find(({ from }) => from === start.length);
        assert.ok(token !== undefined, line);
        assert.ok(token.scopes.includes(scope), `${line}: ${token.scopes.join(' ')}`);
        assert.ok(token.scopes.includes(`meta.line.${speaker}.session`), line);
      }
    }
  }
});

test('what stands in front; logs that say who speaks in their own way', () => {
  check(`
Nov 20 23:46:05 mail postfix/smtpd[31772]: < h[127.0.0.1]: EHLO x
^^^^^^^^^^^^^^^ comment.line.time-stamp
                ^^^^^^^^^^^^^^^^^^^^^^^^^^ comment.line.prefix
                                           ^ punctuation.definition.mark.client
                                                           ^^^^ keyword.other.command.smtp
{"level":20,"src":"c","msg":"3 CAPABILITY","cid":"x"}
                             ^ entity.name.tag.imap
                               ^^^^^^^^^^ keyword.other.command.imap
                                         ^^^^^^^^^^^ comment.line.prefix
fetchmail: POP3> TOP 1 99
^^^^^^^^^^ comment.line.prefix
                 ^^^ keyword.other.command.pop3
  43:24.20 > b'IANL3 LOGIN bob "pw"'
               ^^^^^ entity.name.tag.imap
                                   ^ punctuation.definition.string.end
=== Trying 127.0.0.1:2525...
^^^^^^^^^^^^^^^^^^^^^^^^^^^^ comment.line.note
<   0032: 20 73 65 72  76 65 72 0D
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ comment.line.note !meta.line
`);
});

test('a message without marks: behind a time its fields, in a dump every row', () => {
  check(`
2026-03-01 10:20:30 Subject: hello
^^^^^^^^^^^^^^^^^^^ comment.line.time-stamp
                    ^^^^^^^ variable.header.name.eml !comment
2026-03-01 10:20:30 Connection: closed
                    ^^^^^^^^^^^^^^^^^^ comment.line.note
=> Send data, 24 bytes (0x18)
^^ comment.line.note
0000: From: ann@example.com
^^^^^ comment.line.prefix
      ^^^^ variable.header.name.eml
001b: See you at noon.
      ^^^^^^^^^^^^^^^^ !comment
002d: .
      ^ keyword.control.end-of-data
`);
});

test('bare text: the message is that of the grammar of .eml, and ends where it ends', () => {
  check(`
DATA
^^^^ keyword.other.command.smtp
354 go
Subject: x
^^^^^^^ variable.header.name.eml

QUIET 250
^^^^^^^^^ meta.body.eml !comment
.
^ keyword.control.end-of-data !meta.message
250 ok
^^^ constant.numeric.reply.success.smtp
RETR 1
+OK
^^^ keyword.control.status.success.pop3
Subject: x
^^^^^^^ variable.header.name.eml
.
^ keyword.control.end-of-data
* 1 FETCH (BODY[] {12}
                   ^^ constant.numeric.literal.imap
Subject: x
^^^^^^^ variable.header.name.eml
)
^ punctuation.section.parens.imap
a1 OK done
^^ entity.name.tag.imap
`);
});

test('Markdown: fenced blocks are coloured, and nothing leaves the fence', () => {
  check(
    `
- text
^ markup.list
\`\`\`smtp
   ^^^^ fenced_code.block.language
354 go
^^^ constant.numeric.reply.intermediate.smtp
Subject: x
^^^^^^^ variable.header.name.eml meta.embedded.block.smtp
\`\`\`
- text
^ markup.list !meta.embedded
~~~imap title
C: a1 NOOP
   ^^ entity.name.tag.imap
~~~
\`\`\`pop3
STAT
^^^^ keyword.other.command.pop3
\`\`\`
\`\`\`eml
Subject: Hello
^^^^^^^ variable.header.name
Content-Type: text/html

<b
\`\`\`
prose { is left alone
^^^^^ !meta.embedded
~~~ smtp
S: 250 ok
   ^^^ meta.embedded.block.smtp
~~~~~
prose behind a longer fence
^^^^^ !meta.embedded !markup.fenced_code
\`\`\`{.smtp #refused}
   ^^^^^^ !meta.embedded
S: 250 ok
   ^^^ meta.embedded.block.smtp
\`\`\`
\`\`\`smtpd
QUIT
^^^^ !keyword
\`\`\`
`,
    'markdown',
  );
});

/** Milliseconds for one line: far more than a line needs, far less than a pattern that explodes. */
const lineLimit = 2_000;

test('hostile lines are tokenised in time', () => {
  for (const piece of [
    'a',
    '1',
    '[',
    '(',
    '<',
    '"',
    '\\"',
    '1:',
    '{1',
    'C: ',
    '> ',
    '[a] ',
    '12:00:00 ',
    'a=',
    '<a@b',
    ' ',
    'a: ',
    '* ',
    '=?a?b?',
  ]) {
    for (const start of [
      '',
      'C: ',
      'S: * 1 FETCH (',
      'C: a1 LOGIN ',
      '250-AUTH ',
      'C: MAIL FROM:',
      '{"a":"',
      'RETR ',
    ]) {
      const line = start + piece.repeat(19_000 / piece.length);
      for (const language of ['mail-session', 'markdown'] as const) {
        assert.deepEqual(slowLines(line, lineLimit, language), [], `${language}: ${line.slice(0, 40)}`);
      }
    }
  }
});

const folder = join(root, '..', 'shared', 'transcripts');

test('foreign transcripts are tokenised in time', { skip: !existsSync(folder) && 'not here' }, () => {
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name)).subarray(0, 200_000).toString('latin1');
    assert.deepEqual(slowLines(text, lineLimit, 'mail-session'), [], name);
  }
});
