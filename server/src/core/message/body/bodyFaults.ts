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

/** The faults of a body in the order of their codes: the first hundred of each, and how many there are. */
export interface BodyFaults {
  readonly faults: readonly BodyFault[];
  readonly counts: Readonly<Partial<Record<BodyFaultCode, number>>>;
  /** How many octets the body decodes to. */
  readonly decodedOctets: number;
}

/** Collects faults up to a limit for each code. */
export class BodyFaultList {
  readonly faults: BodyFault[] = [];
  readonly counts: Partial<Record<BodyFaultCode, number>> = {};

  add(code: BodyFaultCode, from: number, to: number, detail?: string): void {
    const count = (this.counts[code] ?? 0) + 1;
    this.counts[code] = count;
    if (count <= MAX_FAULTS) {
      this.faults.push(detail === undefined ? { code, from, to } : { code, from, to, detail });
    }
  }
}

const MAX_FAULTS = 100;
