// Finds where the session starts in a packet that is printed whole, its own head as signs that mean nothing.

/** What is known of a packet. */
export interface Packet {
  /** How many octets of the session are in it. */
  readonly octets: number;
  /** How many are in front of those; undefined where its options do not tell. */
  readonly head: number | undefined;
}

/** A place in a list of lines: the number of the line, and the UTF-16 units in front of it there. */
interface Place {
  readonly row: number;
  readonly column: number;
}

/** How many octets the heads of IP and TCP take, by the line in which tcpdump describes them. */
export function headLength(line: string): number | undefined {
  const ip = IP6.test(line) ? 40 : 20;
  const [, options] = OPTIONS.exec(line) ?? [];
  if (options === undefined) return ip + 20;
  return TIME_ALONE.test(options) ? ip + 32 : undefined;
}

/**
 * Where the session starts. A line end in the head may stand for two octets, and the packet may be cut: so it is
 * counted from both sides. Whatever is no ASCII is printed as one sign.
 */
export function payloadStart(lines: readonly { readonly text: string }[], { octets, head }: Packet): Place {
  if (octets === 0) return { row: lines.length, column: 0 };
  const counted = fromEnd(lines, octets);
  return head === undefined || counted === head - 1 ? placeOf(lines, counted) : placeOf(lines, head);
}

/** How many UTF-16 units stand in front of so many octets, each line end of the session being CRLF. */
function fromEnd(lines: readonly { readonly text: string }[], octets: number): number {
  let left = octets;
  let row = lines.length - 1;
  for (let end = 0; row >= 0; row--, end = CRLF) {
    const { length } = lines[row]?.text ?? '';
    if (left <= length + end) {
      left = Math.max(0, length + end - left);
      break;
    }
    left -= length + end;
  }
  let units = row < 0 ? 0 : left;
  for (const { text } of lines.slice(0, Math.max(0, row))) units += text.length + 1;
  return units;
}

function placeOf(lines: readonly { readonly text: string }[], units: number): Place {
  let left = units;
  for (const [row, { text }] of lines.entries()) {
    if (left <= text.length) return { row, column: left };
    left -= text.length + 1;
  }
  return { row: lines.length, column: 0 };
}

const CRLF = 2;
const IP6 = /(?:^| )IP6 /;
const OPTIONS = / options \[([^\]]*)\]/;
const TIME_ALONE = /^nop,nop,TS val \d+ ecr \d+$/;
