// Tests of telling files by how they start.

import assert from 'node:assert/strict';
import { test } from 'node:test';

import { encodeLatin1 } from './body/octets.ts';
import { magicType } from './magic.ts';

test('files by their first octets', () => {
  const expected: readonly (readonly [start: string, type: string | undefined])[] = [
    ['\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'image/png'],
    ['\xff\xd8\xff\xe0\0\x10JFIF', 'image/jpeg'],
    ['RIFF\x24\0\0\0WEBPVP8 ', 'image/webp'],
    ['RIFF\x24\0\0\0WAVEfmt ', 'audio/vnd.wave'],
    ['%PDF-1.7\n', 'application/pdf'],
    [
      'PK\x03\x04\x14\0\0\0\0\0[Content_Types].xml … word/document.xml',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    [
      'PK\x03\x04\x14\0\0\0\0\0mimetypeapplication/vnd.oasis.opendocument.textPK',
      'application/vnd.oasis.opendocument.text',
    ],
    ['PK\x03\x04\x14\0\0\0\0\0a.txt', 'application/zip'],
    ['MZ\x90\0', 'application/vnd.microsoft.portable-executable'],
    [`${'\0'.repeat(257)}ustar\x0000`, 'application/x-tar'],
    ['\0\0\0\x18ftypmp42', 'video/mp4'],
    ['\0\0\0\x18ftypheic', 'image/heic'],
    ['#!AMR\n', 'audio/amr'],
    ['#!/bin/sh\n', 'text/x-shellscript'],
    ['\x30\x82\x05\xe8\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02', 'application/pkcs7-mime'],
    ['Hello', undefined],
    ['', undefined],
  ];
  for (const [start, type] of expected) {
    assert.equal(magicType(encodeLatin1(start))?.type, type, JSON.stringify(start));
  }
});
