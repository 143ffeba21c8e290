// Facts about a file's octets that an editor's decoded, line-normalised text no longer shows.

/** A place in a file: line from 0 (LF, CRLF and CR each end one), octet column from 0. */
export interface OctetPlace {
  readonly line: number;
  readonly column: number;
}

/** How the octets of a file are made up. Lists are cut at `MAX_PLACES`; counts are not. */
export interface OctetFacts {
  /** Line ends by kind. */
  readonly crlf: number;
  readonly lf: number;
  readonly cr: number;
  /** Where bare LF and bare CR stand. */
  readonly bareLf: readonly OctetPlace[];
  readonly bareCr: readonly OctetPlace[];
  readonly nul: readonly OctetPlace[];
  /** True where the file starts with a UTF-8 byte order mark. */
  readonly bom: boolean;
  /** True where the octets are valid UTF-8. */
  readonly utf8: boolean;
}

/** How many places of one kind are kept. */
export const MAX_PLACES = 100;

/**
 * The facts of a file's octets, or of a text whose characters stand for them (as the command line and the tests
 * hold it). Linear, native scans.
 */
export function octetFacts(octets: Uint8Array | string, known: { bom: boolean; utf8: boolean }): OctetFacts {
  const find =
    typeof octets === 'string'
      ? (code: number, from: number): number => octets.indexOf(String.fromCharCode(code), from)
      : (code: number, from: number): number => octets.indexOf(code, from);
  const counts = { crlf: 0, lf: 0, cr: 0 };
  const bareLf: OctetPlace[] = [];
  const bareCr: OctetPlace[] = [];
  const nul: OctetPlace[] = [];
  let nextNul = find(NUL, 0);
  let nextCr = find(CR, 0);
  let nextLf = find(LF, 0);
  let lineFrom = 0;
  for (let line = 0; ; line++) {
    const end = Math.min(atOrEnd(nextCr), atOrEnd(nextLf));
    for (; nextNul >= 0 && nextNul < end; nextNul = find(NUL, nextNul + 1)) keep(nul, line, nextNul - lineFrom);
    if (end === Infinity) break;
    const to = nextCr === end && nextLf === end + 1 ? end + 2 : end + 1;
    if (to === end + 2) counts.crlf++;
    else if (nextLf === end) {
      counts.lf++;
      keep(bareLf, line, end - lineFrom);
    } else {
      counts.cr++;
      keep(bareCr, line, end - lineFrom);
    }
    lineFrom = to;
    if (nextCr >= 0 && nextCr < to) nextCr = find(CR, to);
    if (nextLf >= 0 && nextLf < to) nextLf = find(LF, to);
  }
  return { ...counts, bareLf, bareCr, nul, ...known };
}

function keep(places: OctetPlace[], line: number, column: number): void {
  if (places.length < MAX_PLACES) places.push({ line, column });
}

function atOrEnd(at: number): number {
  return at < 0 ? Infinity : at;
}

const NUL = 0;
const CR = 13;
const LF = 10;
