// What the fuzzer found, each with the smallest text that showed it: every invariant holds for all of them now.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { problemsOf } from './testing/invariants/index.ts';

/** `npm run fuzz` prints lines for this table. `what` says what went wrong before it was put right. */
const inMessages: readonly { readonly what: string; readonly text: string }[] = [
  // Messages in hosts: the prefix of a line that continues a field, or of an empty line, is not the message's.
  {
    what: 'the detail of a fault had the prefix in it: phrase',
    text: 'Keywords::\n :',
  },
  {
    what: 'the detail of a fault had the prefix in it: name of an address',
    text: 'Cc:: [\n ]',
  },
  {
    what: 'the detail of a fault had the prefix in it: identifier',
    text: 'Message-Id:<\\\n \\o>',
  },
  {
    what: 'a value ended in the prefix of a blank continuation: encoding',
    text: 'Content-Transfer-Encoding:7Bit\n ',
  },
  {
    what: 'a value ended in the prefix of a blank continuation: version',
    text: 'MIME-Version:2\n ',
  },
  {
    what: 'a value ended in the prefix of a blank continuation: disposition',
    text: 'Content-Disposition:?\n ',
  },
  {
    what: 'a parameter was added inside the prefix of a blank continuation',
    text: 'Content-Type:multipart/related boundary="5"\n \n--5',
  },
  {
    what: 'a blank continuation at the end of the text was not found behind a prefix',
    text: 's:\n ',
  },
  {
    what: 'an unclosed quote did not end in front of a parameter on the next line',
    text: 'Content-Type:;=";\n e=',
  },
  { what: 'a date behind other text was not found behind a prefix', text: 'Date:;Tue,\n 10 Feb 2004 8:9+0' },
  {
    what: 'a body in front of an empty line and a delimiter ended behind the prefix of that line: soft line break',
    text: 'Content-Type:multipart/e boundary=b\n\n--b\nContent-Transfer-Encoding:quoted-printable\n=\n\n--b',
  },
  {
    what: 'a body in front of an empty line and a delimiter ended behind the prefix: close delimiter added',
    text: 'Content-Type:multipart/x boundary=b\n\n--b\nContent-Type:multipart/d boundary=c\n--c\n\n\n--b',
  },
  {
    what: 'a body in front of an empty line and a delimiter ended behind the prefix: base64 wrapped',
    text: `Content-Type:multipart/x boundary=b\n\n--b\nContent-Transfer-Encoding:base64\n\n${'A'.repeat(80)}\n\n--b`,
  },
  {
    what: 'padding of base64 over two lines had a length of its own, and the prefix in its text',
    text: 'Content-Transfer-Encoding:base64\n=\n==',
  },
  {
    what: 'the usual note of a preamble was looked for in its first line only',
    text: 'Content-Type:multipart/m boundary=c\n2\nmultipart\n--c',
  },

  // Completion
  { what: 'an address that began in the line before was to be replaced', text: 'To:b\n\t' },

  // Outline
  { what: 'a field whose name is white space beyond ASCII had no name in the outline', text: '\xa0:' },

  // Fixes
  {
    what: 'a close delimiter was added for ever, read as a delimiter of the multipart inside',
    text: 'Content-Type:multipart/d boundary=b\n\n--b\nContent-Type:multipart/t boundary=b--\n--b--',
  },
  {
    what: 'a close delimiter was added for ever, read as a delimiter of the multipart around',
    text: 'Content-Type:multipart/r boundary=b--\n\n--b--\nContent-Type:multipart/d boundary=b\n--b',
  },
  { what: 'a charset was added for ever, inside an open comment', text: 'Content-Type:(\n\nお' },
  { what: 'a comma between a group and an address was put into the group', text: 'Cc:=:@m; @t' },
  { what: 'and taken out again', text: 'Cc:=:@t,; @e' },
  { what: 'a name was moved in front of an address that joins what stands before it', text: 'From:y>@g(y)' },
  { what: 'and joined two addresses', text: 'From:d>e@h(e)' },
  {
    what: 'a fold cut an unquoted value with spaces',
    text: 'Content-Type:multipartreport; report-type=nijo.example. Dec 2024 10:30:00 +0100',
  },
  {
    what: 'a fold cut an encoded-word with spaces',
    text: 'To: =?utf?b?YW5from [IPv6) by y with UTF8SMTPSA (TLS1.3:X)uQGV4YW1wbGUuY29t?=',
  },
  {
    what: 'a fold cut a quoted space of a comment',
    text: 'Content-Type:multipart/x;boundary="b c\n\n--b c\nReceived:19 Jun 1996 18:30:12 +0by netmbx.netmbx.de (/\\==/\\ Smail3.1.28.1)Wed,\n--b c--',
  },
  {
    what: 'a fold made two lines of more than 998 characters out of one',
    text: `Subject: ${'x'.repeat(1100)} ${'x'.repeat(1100)}\n`,
  },
  {
    what: 'an encoded name and its address without a space were too long for a line',
    text: 'From:ºÎµ¿»êÁ¤º¸³ª¶ó<totalinformland.co.',
  },
  // Fixes that undid each other, or showed a fault that another had hidden.
  {
    what: 'a date was written in one line again and again, and folded for being too long',
    text: 'Date: 7May20 3:8-4URBVHicddJtV5swGAbgEk6AJhBSk4cMCUynBSLaqovbrG',
  },
  { what: 'a name taken out of a comment joined the word in front of the comma', text: 'To:t,@e(c)' },
  { what: 'a name taken out of a comment joined the word in front of the comma', text: 'To:t, b@e (c)' },
  { what: 'a bracket was closed behind what is no host name', text: 'To: Ann <ann@a_b.example' },
  { what: 'what stands as an address was made an encoded-word', text: 'To: =?utf-8?Q?Y W?=@c' },
  { what: 'a long comment left no room for an encoded-word', text: `To: a@b (é) (${'x'.repeat(70)})` },
];

const inSessions: readonly { readonly what: string; readonly text: string }[] = [
  // Lines
  { what: 'a header of a trace without its rows was in no line', text: '=> Send header\n=> Send header\n*' },

  // Messages that a log writes as strings
  { what: 'an empty line was added to a string for ever', text: "reply: 354\nsend: 't:" },
  {
    what: 'the escaped line ends of a string were characters of its lines',
    text: `send: 'data\\r\\n\\nr\\n${'\\r\\n'.repeat(19)}`,
  },
];

for (const { what, text } of inMessages) {
  test(what, () => {
    assert.deepEqual(problemsOf(text, 'message', 3), []);
  });
}

for (const { what, text } of inSessions) {
  test(what, () => {
    assert.deepEqual(problemsOf(text, 'session', 3), []);
  });
}
