// Places of octets in the text that an editor shows of them.

/** A position of the protocol. */
export interface TextPosition {
  readonly line: number;
  readonly character: number;
}

/**
 * Where an octet stands: LF, CRLF and CR each end a line; UTF-8 is decoded where the line is UTF-8.
 * @param first the line that the octets start in.
 */
export function positionOf(octets: Uint8Array, offset: number, first = 0): TextPosition {
  const end = Math.max(0, Math.min(offset, octets.length));
  let line = first;
  let start = 0;
  for (let at = 0; at < end; at++) {
    const isEnd = octets[at] === LF || (octets[at] === CR && octets[at + 1] !== LF);
    if (!isEnd) continue;
    line++;
    start = at + 1;
  }
  return { line, character: unitsOf(octets.subarray(start, end)) };
}

function unitsOf(octets: Uint8Array): number {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(octets).length;
  } catch {
    return octets.length;
  }
}

const LF = 10;
const CR = 13;
