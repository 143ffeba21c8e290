// Faults of encoded bodies by name: what departs from base64 and quoted-printable (RFC 2045 6.7 and 6.8).

import type { TextRange } from '../../text/range.ts';

/** What each fault means. The keys are the codes. */
export const bodyFaultMeanings = {
  'base64-character': 'a character outside the base64 alphabet',
  'base64-padding': 'a padding character before the end',
  'base64-padding-missing': 'the last group is not padded to four characters',
  'base64-length': 'the last group has one character, which holds no octet',
  'base64-text-after': 'text behind the padded end',
  'base64-line-too-long': 'a line of more than 76 characters',
  'base64-space': 'a space or tab in the data',
  'qp-escape': 'an = that is not followed by two hexadecimal digits',
  'qp-lowercase': 'an escape with lower case digits',
  'qp-line-too-long': 'a line of more than 76 characters',
  'qp-trailing-space': 'white space at the end of a line, which is lost',
  'qp-soft-break-at-end': 'a soft line break at the end of the body',
  'qp-8bit': 'a character outside US-ASCII that is not encoded',
  'qp-control': 'a control character that is not encoded',
  'qp-encoded-line-end': 'an encoded line end in a text',
} as const;

/** The name of a fault of a body. */
export type BodyFaultCode = keyof typeof bodyFaultMeanings;

/** One fault; host offsets. */
export interface BodyFault extends TextRange {
  readonly code: BodyFaultCode;
  /** A detail for the message: the characters, the length. */
  readonly detail?: string;
}

/** The faults of a body in document order: the first hundred of each, and how many there are. */
export interface BodyFaults {
  readonly faults: readonly BodyFault[];
  readonly counts: Readonly<Partial<Record<BodyFaultCode, number>>>;
  /** How many octets the body decodes to. */
  readonly decodedOctets: number;
}

/** Collects faults up to a limit for each code; offsets are those of the body's own text, or of a piece of it. */
export class BodyFaultList {
  readonly #byCode = new Map<BodyFaultCode, Collected>();

  /** How many faults of each code there are. */
  get counts(): BodyFaults['counts'] {
    return Object.fromEntries(Array.from(this.#byCode, ([code, { count }]) => [code, count]));
  }

  /** True where no more faults of a code are kept. */
  isFull(code: BodyFaultCode): boolean {
    return (this.#byCode.get(code)?.kept.length ?? 0) >= MAX_FAULTS;
  }

  /** Adds a fault. */
  add(code: BodyFaultCode, from: number, to: number, detail?: string): void {
    const fault = detail === undefined ? { code, from, to } : { code, from, to, detail };
    this.#append(code, { kept: [fault], count: 1, to }, 0);
  }

  /** Adds faults of one code of which only the first are kept. */
  addCounted(code: BodyFaultCode, kept: readonly BodyFault[], count: number): void {
    if (count > 0) this.#append(code, { kept: [...kept], count, to: kept.at(-1)?.to ?? 0 }, 0);
  }

  /** Adds the faults of a piece that starts at `start`. */
  append(piece: BodyFaultList, start: number): void {
    for (const [code, collected] of piece.#byCode) this.#append(code, collected, start);
  }

  /** The faults in document order. */
  inOrder(toHost: (from: number, to: number) => TextRange): BodyFault[] {
    return Array.from(this.#byCode.values(), ({ kept }) => kept)
      .flat()
      .sort((a, b) => a.from - b.from || a.to - b.to)
      .map((fault) => ({ ...fault, ...toHost(fault.from, fault.to) }));
  }

  #append(code: BodyFaultCode, more: Collected, start: number): void {
    const mine = this.#byCode.get(code) ?? { kept: [], count: 0, to: -1 };
    const { kept } = mine;
    this.#byCode.set(code, mine);
    const [first] = more.kept;
    // A run that goes on over the end of a piece is one run.
    const joined = first !== undefined && RUNS.has(code) && mine.count > 0 && mine.to === start + first.from;
    const last = kept.at(-1);
    if (joined && last && mine.count === kept.length) kept[kept.length - 1] = join(last, first, start);
    for (let i = joined ? 1 : 0; i < more.kept.length && kept.length < MAX_FAULTS; i++) {
      const fault = more.kept[i];
      if (fault) kept.push({ ...fault, from: start + fault.from, to: start + fault.to });
    }
    mine.count += more.count - (joined ? 1 : 0);
    mine.to = start + more.to;
  }
}

/** The faults of one code: the first hundred, how many there are, and where the last of all ends. */
interface Collected {
  readonly kept: BodyFault[];
  count: number;
  to: number;
}

function join(fault: BodyFault, { to, detail = '' }: BodyFault, start: number): BodyFault {
  const longer = { ...fault, to: start + to };
  return fault.detail === undefined
    ? longer
    : { ...longer, detail: (fault.detail + detail).slice(0, MAX_DETAIL) };
}

/** Faults of a run of characters of any length. */
const RUNS: ReadonlySet<BodyFaultCode> = new Set<BodyFaultCode>([
  'base64-character',
  'base64-space',
  'qp-8bit',
  'qp-control',
]);
const MAX_FAULTS = 100;
const MAX_DETAIL = 20;
