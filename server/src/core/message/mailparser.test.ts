// The samples read by another parser: subject, date, addresses, texts and attachments agree with ours.

import assert from 'node:assert/strict';
import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { test } from 'node:test';
import { simpleParser } from 'mailparser';
import { textDecoderCharsets } from '../../charsets/textDecoder.ts';
import { textSnapshot } from '../text/snapshot.ts';
import { factsOf, textDifferences, theirFacts } from '../testing/mailparserFacts.ts';
import type { Facts } from '../testing/mailparserFacts.ts';
import { createDocument } from './document.ts';

const samples = path.join(import.meta.dirname, '../../../../samples/eml');

/** Where we read a message otherwise than mailparser, and stay with it. */
const ours: Readonly<Record<string, Partial<Facts>>> = {};

for (const name of readdirSync(samples).filter((file) => !file.startsWith('bad-'))) {
  test(`mailparser agrees on ${name}`, async () => {
    const octets = readFileSync(path.join(samples, name));
    const theirs = await simpleParser(octets, {
      skipHtmlToText: true,
      skipTextToHtml: true,
      keepCidLinks: true,
      keepDeliveryStatus: true,
    });
    const host = isUtf8(octets) ? 'utf-8' : 'latin1';
    const text = octets.toString(host === 'utf-8' ? 'utf8' : 'latin1');
    const message = createDocument({ snapshot: textSnapshot(text) }).messages[0]!;
    const decoding = { charsets: textDecoderCharsets(), host } as const;
    assert.deepEqual(factsOf(message, decoding), { ...theirFacts(theirs), ...ours[name] });
    assert.deepEqual(textDifferences(message, decoding, theirs), { ours: [], theirs: '' });
  });
}
