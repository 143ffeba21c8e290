// The scopes of header fields: each kind of value, folding, and what is obsolete or wrong.
import { test } from 'node:test';

import { check } from './marks.ts';

test('a field is a name, a colon and a value', () => {
  check(`
Subject: Hello: world
^^^^^^^ variable.header.name.eml
       ^ punctuation.separator.dictionary.key-value.colon.eml
         ^^^^^^^^^^^^ meta.header.unstructured.eml !variable.header.name
`);
});

test('a space before the colon is obsolete (RFC 5322 4.5)', () => {
  check(`
Subject : Hello
^^^^^^^ variable.header.name.eml
       ^ invalid.deprecated.space-before-colon.eml
        ^ punctuation.separator.dictionary.key-value.colon.eml
`);
});

test('addresses: display names, quoted names, comments, groups, routes', () => {
  check(`
From: "Doe, Jane" <jane@example.org>, bob@example.net (Bob (the elder))
      ^^^^^^^^^^^ string.quoted.double.author-name.eml
                  ^ punctuation.definition.tag.begin.eml
                   ^^^^^^^^^^^^^^^^ meta.email-address.eml constant.other.author-address.eml
                                   ^ punctuation.definition.tag.end.eml
                                    ^ punctuation.separator.list.eml
                                      ^^^^^^^^^^^^^^^ constant.other.author-address.eml
                                                      ^^^^^^^^^^^^^^^^^ comment.block.parenthesis.eml
To: Friends: Al <al@example.org>, "b c"@example.org;, <@a.example,@b.example:c@d.example>
    ^^^^^^^ string.unquoted.author-name.eml
           ^ punctuation.definition.group.begin.eml
                 ^^^^^^^^^^^^^^ constant.other.author-address.eml
                                  ^^^^^^^^^^^^^^^^^ constant.other.author-address.eml
                                                   ^ punctuation.definition.group.end.eml
                                                       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ constant.other.author-address.eml
Cc: =?UTF-8?Q?J=C3=B6rg?= <joerg@[192.0.2.1]>
    ^^^^^^^^^^^^^^^^^^^^^ keyword.control.encoded-word.eml
                           ^^^^^^^^^^^^^^^^^ constant.other.author-address.eml
Return-Path: <>
             ^^ meta.email-address.eml
`);
});

test('a folded field goes on, and an unclosed quote ends with it', () => {
  check(`
To: "Never closed
 <a@example.org>
 ^^^^^^^^^^^^^^^ string.quoted.double.author-name.eml
Subject: Hello
^^^^^^^ variable.header.name.eml
 folded: still the value
 ^^^^^^ meta.header.unstructured.eml !variable.header.name
Cc: Anna (never closed
Date: Fri, 21 Nov 1997 09:55:06 -0600
^^^^ variable.header.name.eml
`);
});

test('dates and their obsolete zones', () => {
  check(`
Date: Fri, 21 Nov 1997 09:55:06 -0600 (Central)
      ^^^ constant.language.day-name.eml
           ^^ constant.numeric.date.eml
              ^^^ constant.language.month.eml
                  ^^^^ constant.numeric.date.eml
                       ^^^^^^^^ constant.numeric.time.eml
                                ^^^^^ constant.numeric.zone.eml
                                      ^^^^^^^^^ comment.block.parenthesis.eml
Resent-Date: 21 Nov 97 09:55 GMT
                    ^^ constant.numeric.date.eml
                       ^^^^^ constant.numeric.time.eml
                             ^^^ constant.other.zone.eml
`);
});

test('message identifiers', () => {
  check(`
References: <a@example.org>
             ^^^^^^^^^^^^^ constant.other.msg-id.eml
 <b@example.org>
  ^^^^^^^^^^^^^ constant.other.msg-id.eml
`);
});

test('parameters, with continuations and charsets (RFC 2231)', () => {
  check(`
Content-Disposition: attachment; filename*0*=UTF-8''%e2%82%ac;
                     ^^^^^^^^^^ keyword.operator.special.eml
                                 ^^^^^^^^ variable.parameter.eml
                                         ^^ constant.numeric.section.eml
                                           ^ keyword.operator.extended.eml
                                            ^ keyword.operator.assignment.eml
                                                    ^^^ constant.character.escape.percent.eml
 filename*1="rates; 2024.txt" (a comment)
 ^^^^^^^^ variable.parameter.eml
            ^^^^^^^^^^^^^^^^^ string.quoted.double.eml
                              ^^^^^^^^^^^ comment.block.parenthesis.eml
Content-Transfer-Encoding: 8bit
                           ^^^^ keyword.operator.special.eml
`);
});

test('encoded-words with a language', () => {
  check(`
Subject: =?ISO-8859-1*en?Q?a_caf=E9?= and more
         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^ keyword.control.encoded-word.eml
           ^^^^^^^^^^ constant.language.charset.eml
                     ^^^ constant.language.language-tag.eml
                         ^ constant.language.encoding.eml
                           ^^^^^^^^ string.unquoted.encoded-text.eml
                                      ^^^ !keyword.control.encoded-word
`);
});

test('Received: clauses, host names, protocol, date', () => {
  check(`
Received: from mail.example.org (mail.example.org [192.0.2.1])
          ^^^^ keyword.other.clause.eml
               ^^^^^^^^^^^^^^^^ entity.name.host.eml
                                ^^^^^^^^^^^^^^^^^^ comment.block.parenthesis.eml
 by mx.example.net with ESMTPS id 4Xy12
 ^^ keyword.other.clause.eml
                        ^^^^^^ constant.language.protocol.eml
                                  ^^^^^ constant.other.id.eml
 for <user@example.net>; Fri, 21 Nov 1997 10:01:22 -0600
 ^^^ keyword.other.clause.eml
      ^^^^^^^^^^^^^^^^ constant.other.author-address.eml
                       ^ punctuation.separator.date.eml
                              ^^ constant.numeric.date.eml
`);
});

test('DKIM tags: a folded signature does not look like tags', () => {
  check(`
DKIM-Signature: v=1; a=rsa-sha256; d=example.org;
                ^ variable.parameter.tag.eml
                 ^ keyword.operator.assignment.eml
                  ^ string.unquoted.tag-value.eml
 b=dGhpcyBpcyBub3Q
 ^ variable.parameter.tag.eml
 gYSBzaWduYXR1cmU==; s=key
 ^^^^^^^^^^^^^^^^^^ string.unquoted.tag-value.eml !variable.parameter
                     ^ variable.parameter.tag.eml
`);
});

test('authentication results', () => {
  check(`
Authentication-Results: mx.example.net; dkim=pass header.d=example.org;
                                        ^^^^ keyword.other.method.eml
                                             ^^^^ constant.language.result.eml
                                                  ^^^^^^^^ variable.parameter.property.eml
 spf=fail (not listed) smtp.mailfrom=a@example.org
 ^^^ keyword.other.method.eml
          ^^^^^^^^^^^^ comment.block.parenthesis.eml
Received-SPF: softfail client-ip=192.0.2.1
              ^^^^^^^^ constant.language.result.eml
                       ^^^^^^^^^ variable.parameter.property.eml
`);
});

test('list fields carry links', () => {
  check(`
List-Unsubscribe: <https://example.org/u?id=1>, <mailto:leave@example.org>
                   ^^^^^^^^^^^^^^^^^^^^^^^^^^ markup.underline.link.eml
                                                 ^^^^^^^^^^^^^^^^^^^^^^^^ markup.underline.link.eml
`);
});

test('vendor and unknown fields: what can be known of their values', () => {
  check(`
X-Originating-IP: [2001:db8::1] 192.0.2.7 10:30:00
^^^^^^^^^^^^^^^^ variable.header.name.eml meta.header.vendor.eml
                   ^^^^^^^^^^^ variable.other.ipv6.eml
                                ^^^^^^^^^ variable.other.ipv4.eml
                                          ^^^^^^^^ !variable.other
Feedback-ID: 123e4567-e89b-12d3-a456-426614174000
^^^^^^^^^^^ variable.header.name.eml meta.header.other.eml
             ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ constant.other.uuid.eml
`);
});

test('a line that is no field', () => {
  check(`
Subject: Hello
this is no field
^^^^^^^^^^^^^^^^ invalid.illegal.field.eml
To: a@example.org
^^ variable.header.name.eml
`);
});

test('the first line of an mbox', () => {
  check(`
From jane@example.org Fri Nov 21 09:55:06 1997
^^^^ keyword.control.mbox.eml
     ^^^^^^^^^^^^^^^^ constant.other.author-address.eml
                          ^^^ constant.language.month.eml
From: jane@example.org
^^^^ variable.header.name.eml
`);
});
