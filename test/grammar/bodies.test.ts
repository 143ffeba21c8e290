// The scopes of bodies: plain text, transfer encodings, languages by media type, PGP, calendars.
import { test } from 'node:test';

import { check } from './marks.ts';

test('plain text: quotes by level, links, addresses, signature', () => {
  check(`
Subject: Re: Hello

To: is text here, ask jane@example.org.
^^ !variable.header.name
                      ^^^^^^^^^^^^^^^^ constant.other.author-address.eml
                                      ^ !constant.other
> one
^ punctuation.definition.comment.quote.eml
  ^^^ markup.quote.line.eml markup.quote.level-1.eml
>> two, see https://example.org/
   ^^^ markup.quote.level-2.eml
            ^^^^^^^^^^^^^^^^^^^^ markup.underline.link.eml
> > > three
      ^^^^^ markup.quote.level-3.eml
> > > > > > > seven
              ^^^^^ markup.quote.level-6.eml
--${' '}
^^^ comment.block.signature.eml
Jane
^^^^ comment.block.signature.eml
`);
});

test('only "-- " begins a signature', () => {
  check(`
Subject: x

--
^^ !comment
--- a/file
^^^^^^^^^^ !comment !keyword.control.boundary
`);
});

test('base64, whether the encoding comes before or after the type', () => {
  check(`
Content-Type: text/html
Content-Transfer-Encoding: base64
                           ^^^^^^ keyword.operator.special.encoding.eml

PGh0bWw+PGJvZHk+
^^^^^^^^^^^^^^^^ text.eml.encoded !meta.embedded
PGI=
   ^ punctuation.definition.padding.base64.eml
PG!=
  ^ invalid.illegal.base64.eml
`);
  check(`
Content-Transfer-Encoding: BASE64
Content-Type: text/html; charset=utf-8
Subject: x

PGh0bWw+PGJvZHk+
^^^^^^^^^^^^^^^^ text.eml.encoded !meta.embedded
`);
});

test('quoted-printable, whether the encoding comes before or after the type', () => {
  check(`
Content-Transfer-Encoding: quoted-printable
Content-Type: text/plain

> caf=C3=A9 =3D 1=
     ^^^ constant.character.escape.quoted-printable.eml markup.quote.line.eml
                 ^ constant.character.escape.soft-line-break.eml
=ZZ
^ invalid.illegal.quoted-printable.eml
--=20
^^^^^ comment.block.signature.eml
`);
  check(`
Content-Type: text/html
Content-Transfer-Encoding: quoted-printable

caf=C3=A9 <a href=3D"https://example.org/=3F">
^^^ meta.embedded.html
   ^^^ constant.character.escape.quoted-printable.eml
                 ^^^ constant.character.escape.quoted-printable.eml
                     ^^^^^^^^^^^^^^^^^^^^ string.quoted.double.quoted-printable.eml
                                         ^^^ constant.character.escape.quoted-printable.eml
`);
});

test('a body in 7bit has no quoted-printable', () => {
  check(`
Content-Type: text/plain

a=3Db
 ^^^ !constant.character.escape
`);
});

for (const [type, scope, inner] of [
  ['text/html', 'meta.embedded.html', 'word.text.html.basic'],
  ['TEXT/HTML', 'meta.embedded.html', 'word.text.html.basic'],
  ['text/css', 'meta.embedded.css', 'word.source.css'],
  ['application/json', 'meta.embedded.json', 'word.source.json'],
  ['application/ld+json', 'meta.embedded.json', 'word.source.json'],
  ['text/xml', 'meta.embedded.xml', 'word.text.xml'],
  ['application/soap+xml', 'meta.embedded.xml', 'word.text.xml'],
  ['text/x-patch', 'meta.embedded.diff', 'word.source.diff'],
  ['text/plain', 'meta.embedded.text.eml', 'text.eml.basic'],
] as const) {
  test(`${type} holds ${scope}`, () => {
    check(`
Content-Type: ${type}; charset=utf-8

word
^^^^ ${scope} ${inner}
`);
  });
}

test('the type may stand on the folded line', () => {
  check(`
Content-Type:
 text/html;
 ^^^^^^^^^ keyword.operator.special.media-type.eml
 charset="utf-8"
 ^^^^^^^ variable.parameter.eml
Subject: after
^^^^^^^ variable.header.name.eml

word
^^^^ meta.embedded.html
`);
});

test('calendars and cards', () => {
  check(`
Content-Type: text/calendar; method=REQUEST

BEGIN:VEVENT
^^^^^ keyword.control.component.eml
      ^^^^^^ entity.name.type.component.eml
DTSTART;TZID="Europe/Berlin":20240131T120000
^^^^^^^ variable.other.property.eml
        ^^^^ variable.parameter.eml
             ^^^^^^^^^^^^^^^ string.quoted.double.eml
                             ^^^^^^^^^^^^^^^ constant.numeric.date.eml
DESCRIPTION:one\\, two:
               ^^ constant.character.escape.eml
 three: four
 ^^^^^ string.unquoted.value.eml !variable
END:VEVENT
^^^ keyword.control.component.eml
`);
});

test('PGP: text signed in clear stays text, armour is data', () => {
  check(`
Subject: signed

-----BEGIN PGP SIGNED MESSAGE-----
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ keyword.control.pgp.eml
Hash: SHA512

> text
  ^^^^ markup.quote.line.eml
-----BEGIN PGP SIGNATURE-----
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ keyword.control.pgp.eml
Comment: none
^^^^^^^ variable.header.name.eml

iHUEABYKAB0WIQQ
^^^^^^^^^^^^^^^ text.eml.encoded
=u1Gp
^^^^^ constant.other.checksum.eml
-----END PGP SIGNATURE-----
^^^^^^^^^^^^^^^^^^^^^^^^^^^ keyword.control.pgp.eml
text
^^^^ !meta.pgp
`);
});

test('a delivery status is groups of fields (RFC 3464 2.1)', () => {
  check(`
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org
^^^^^^^^^^^^^ variable.header.name.eml
               ^^^ keyword.operator.special.eml

Final-Recipient: rfc822; bob@example.net
^^^^^^^^^^^^^^^ variable.header.name.eml
                         ^^^^^^^^^^^^^^^ constant.other.author-address.eml
Status: 5.1.1
        ^^^^^ constant.numeric.status.eml
`);
});
