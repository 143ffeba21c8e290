// Expects hovers of sessions, in every notation.

import assert from 'node:assert/strict';
import { transcriptHover } from '../features/transcript/hover.ts';
import type { HoverPorts } from '../features/hover.ts';
import { basicDecoding } from '../message/charsets.ts';
import type { Protocol } from '../transcript/protocol.ts';
import { sessionFixtures } from './sessionFixture.ts';

const hoverPorts: HoverPorts = { now: () => 0, localTime: String };

/** Expects the hover at `│` to explain the text `range`, to hold each of `expected`, and none of those behind `!`. */
export function checkHover(
  session: string,
  range: string,
  protocol: Protocol,
  ...expected: readonly string[]
): void {
  for (const { document, cursor, own, notation } of sessionFixtures(session, protocol)) {
    const found = transcriptHover(document, cursor, hoverPorts, basicDecoding);
    assert.ok(found, `${notation}: no hover`);
    assert.equal(own(found), range, notation);
    for (const text of expected) {
      const wanted = !text.startsWith('!');
      const holds = found.markdown.includes(text.replace(/^!/, ''));
      assert.equal(holds, wanted, `${notation}: ${text} in ${found.markdown}`);
    }
  }
}
