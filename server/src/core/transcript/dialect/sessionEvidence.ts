// What the first lines of a session say of its protocol.

import { ProtocolTally, lineEvidence, maySayLmtp } from './evidence.ts';
import type { LineEvidence, SpokenProtocol } from './evidence.ts';
import type { LineColumns } from './lineColumns.ts';
import { RecipientReplies } from './recipientReplies.ts';

/** What a session speaks, as far as its lines say so. */
export interface SpokenBy {
  readonly spoken: SpokenProtocol | undefined;
  /** How many of its lines were looked at; Infinity where it has no more. */
  readonly looked: number;
}

interface Tallied {
  readonly tally: ProtocolTally;
  readonly replies: RecipientReplies;
  readonly looked: number;
}

/** Looks at sessions of one log, most of whose lines are said in many of them. */
export class SessionEvidence {
  readonly #lines: LineColumns;
  readonly #least: number;
  readonly #sought: 'nothing' | 'lmtp' | 'protocol';
  readonly #said = {
    client: new Map<string, LineEvidence>(),
    server: new Map<string, LineEvidence>(),
    note: new Map<string, LineEvidence>(),
  } as const;

  /**
   * @param least the least that must speak for a protocol.
   * @param sought spares looking where the protocol is known, perhaps but for LMTP.
   */
  constructor(lines: LineColumns, least: number, sought: 'nothing' | 'lmtp' | 'protocol') {
    this.#lines = lines;
    this.#least = least;
    this.#sought = sought;
  }

  /** @param numbers the lines of the session. */
  of(numbers: Uint32Array): SpokenBy {
    if (this.#sought === 'nothing') return { spoken: undefined, looked: 0 };
    if (this.#sought === 'lmtp') {
      const { found, looked } = this.#maySayLmtp(numbers);
      if (!found) return { spoken: undefined, looked };
    }
    const { tally, replies, looked } = this.#tally(numbers, false);
    const spoken = tally.best(this.#least);
    if (spoken === 'smtp' && replies.found) return { spoken: 'lmtp', looked };
    if (spoken !== undefined) return { spoken, looked };
    // In an excerpt the sides may have changed places (RFC 2645 5.3).
    return { spoken: this.#tally(numbers, true).tally.best(this.#least), looked };
  }

  /** Whether a line that is looked at may be one of LMTP only. */
  #maySayLmtp(numbers: Uint32Array): { readonly found: boolean; readonly looked: number } {
    const lines = this.#lines;
    const replies = new RecipientReplies();
    let said = 0;
    for (let place = 0; place < numbers.length; place++) {
      const line = numbers[place] ?? 0;
      const speaker = lines.speaker(line);
      if (speaker === 'note') continue;
      if (said++ === TALLIED) return { found: false, looked: place };
      const text = lines.text(line);
      replies.take(speaker, text);
      if (replies.found || maySayLmtp(text)) return { found: true, looked: place + 1 };
    }
    return { found: false, looked: Infinity };
  }

  /** @param either true where a line may be either side's. */
  #tally(numbers: Uint32Array, either: boolean): Tallied {
    const lines = this.#lines;
    const tally = new ProtocolTally();
    const replies = new RecipientReplies();
    let said = 0;
    for (let place = 0; place < numbers.length; place++) {
      const line = numbers[place] ?? 0;
      const speaker = lines.speaker(line);
      if (speaker === 'note') continue;
      if (said++ === TALLIED) return { tally, replies, looked: place };
      const text = lines.text(line);
      replies.take(speaker, text);
      tally.count(this.#evidence(either ? 'note' : speaker, text));
    }
    return { tally, replies, looked: Infinity };
  }

  #evidence(speaker: 'client' | 'server' | 'note', text: string): LineEvidence {
    if (text.length > MAX_SAID) return lineEvidence(text, speaker);
    const known = this.#said[speaker];
    let evidence = known.get(text);
    if (evidence === undefined) {
      if (known.size >= MAX_KNOWN) known.clear();
      evidence = lineEvidence(text, speaker);
      known.set(text, evidence);
    }
    return evidence;
  }
}

/** So many lines of a session say its protocol. */
const TALLIED = 400;
/** Texts that are looked at once, and how many of them. */
const MAX_SAID = 60;
const MAX_KNOWN = 2000;
