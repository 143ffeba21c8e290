// The scopes of multiparts: delimiters by name, nesting, preamble and epilogue, and what never ends a part.
import { test } from 'node:test';

import { check } from './marks.ts';

test('delimiters, part headers, preamble and epilogue', () => {
  check(`
Content-Type: multipart/mixed; boundary="a b"
              ^^^^^^^^^^^^^^^ keyword.operator.special.media-type.eml
                               ^^^^^^^^ variable.parameter.eml
                                         ^^^ keyword.control.boundary.eml
MIME-Version: 1.0
^^^^^^^^^^^^ variable.header.name.eml

This is a message in MIME format.
^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ comment.block.preamble.eml
--a
^^^ comment.block.preamble.eml !keyword.control.boundary
--a b
^^^^^ keyword.control.boundary.eml meta.multi-part.chunk.eml
Content-Type: text/html
^^^^^^^^^^^^ variable.header.name.eml

<p> one
    ^^^ meta.embedded.html
--a b
^^^^^ keyword.control.boundary.eml !meta.embedded

two
^^^ meta.embedded.text.eml !meta.embedded.html
--a b--
^^^^^^^ keyword.control.boundary.eml
epilogue
^^^^^^^^ comment.block.epilogue.eml !meta.multi-part
`);
});

test('neither other dashes nor unclosed tags end a part; its delimiter does', () => {
  check(`
Content-Type: multipart/alternative;
 charset=utf-8;
 boundary=x
          ^ keyword.control.boundary.eml
Subject: after
^^^^^^^ variable.header.name.eml

--x
^^^ keyword.control.boundary.eml
Content-Type: text/html

<style
--xy
^^^^ meta.embedded.html !keyword.control.boundary
--main-color: { red
^^^^^^^^^^^^ meta.embedded.html !keyword.control.boundary
--x${'  '}
^^^ keyword.control.boundary.eml !meta.embedded
Content-Type: text/plain
^^^^^^^^^^^^ variable.header.name.eml

--- a/file
^^^^^^^^^^ !keyword.control.boundary
--x--
^^^^^ keyword.control.boundary.eml
`);
});

test('nested multiparts', () => {
  check(`
Content-Type: multipart/mixed; boundary=outer

--outer
^^^^^^^ keyword.control.boundary.eml
Content-Type: multipart/alternative; boundary=outer-1

--outer-1
^^^^^^^^^ keyword.control.boundary.eml
Content-Type: text/plain

text
^^^^ meta.embedded.text.eml
--outer-1
^^^^^^^^^ keyword.control.boundary.eml
Content-Type: application/json

{ "never": closed
--outer-1--
^^^^^^^^^^^ keyword.control.boundary.eml !meta.embedded
between
^^^^^^^ comment.block.epilogue.eml
--outer
^^^^^^^ keyword.control.boundary.eml !comment
Content-Type: image/png
Content-Transfer-Encoding: base64

iVBORw0KGgo
^^^^^^^^^^^ text.eml.encoded
--outer--
^^^^^^^^^ keyword.control.boundary.eml
`);
});

test('an inner multipart that is never closed ends with the outer part', () => {
  check(`
Content-Type: multipart/mixed; boundary=o

--o
Content-Type: multipart/related; boundary=i

--i
Content-Type: text/html

<p
--o
^^^ keyword.control.boundary.eml !meta.embedded
Content-Type: text/css
^^^^^^^^^^^^ variable.header.name.eml

word
^^^^ meta.embedded.css
--o--
^^^^^ keyword.control.boundary.eml
`);
});

test('a message in a message, and in a digest without saying so', () => {
  check(`
Content-Type: multipart/digest; boundary=d

--d

Subject: one
^^^^^^^ variable.header.name.eml meta.embedded.message.eml
Content-Type: text/html

word
^^^^ meta.embedded.html
--d
Content-Type: message/rfc822

Subject: two
^^^^^^^ variable.header.name.eml

> text
  ^^^^ markup.quote.line.eml
--d--
^^^^^ keyword.control.boundary.eml
`);
});

test('without a boundary parameter the first delimiter tells it', () => {
  check(`
Content-Type: multipart/mixed

preamble
^^^^^^^^ comment.block.preamble.eml
------=_Part_1
^^^^^^^^^^^^^^ keyword.control.boundary.eml

--other
^^^^^^^ !keyword.control.boundary
------=_Part_1--
^^^^^^^^^^^^^^^^ keyword.control.boundary.eml
`);
});

test('a boundary with a colon is no field, and one of regular expression characters is literal', () => {
  check(`
Content-Type: multipart/mixed; boundary="=_(a:b)+?"

--=_(a:b)+?
^^^^^^^^^^^ keyword.control.boundary.eml !variable.header.name

text
--=_(a:b)+?--
^^^^^^^^^^^^^ keyword.control.boundary.eml
`);
});
