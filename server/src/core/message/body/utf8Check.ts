// Whether octets that come in pieces are UTF-8 (RFC 3629 3, 4); each octet is one character.

/** Octets at the end of a piece that may be the beginning of a character, and where they stand. */
export interface OpenOctets {
  readonly octets: string;
  /** Counted from the start of the next piece: at most 0. */
  readonly at: number;
}

/** What the octets of one piece tell; offsets count from its start. */
export interface Utf8Piece {
  /** The first octets that are no UTF-8, at most four. */
  readonly bad: BadOctets | undefined;
  /** The octets beyond US-ASCII that the piece starts with, at most four; `whole` where it has nothing else. */
  readonly lead: string;
  readonly whole: boolean;
  readonly open: OpenOctets;
}

interface BadOctets {
  readonly octets: string;
  readonly at: number;
  /** True where the run may go on in the next piece. */
  readonly open: boolean;
}

/** What no piece has left open. */
export const NO_OCTETS: OpenOctets = { octets: '', at: 0 };

/**
 * Checks one piece.
 * @param before what the piece in front of it left open.
 * @param place where an octet of this piece stands.
 */
export function utf8Piece(before: OpenOctets, octets: string, place: (index: number) => number): Utf8Piece {
  const text = before.octets + octets;
  const shift = before.octets.length;
  const placeOf = (index: number): number => (index < shift ? before.at + index : place(index - shift));
  const rest = INCOMPLETE.exec(text.slice(-3))?.[0] ?? '';
  const at = firstNotUtf8(text.slice(0, text.length - rest.length));
  const shown = at < 0 ? '' : run(text, at);
  const lead = run(octets, 0);
  return {
    bad: at < 0 ? undefined : { octets: shown, at: placeOf(at), open: at + shown.length === text.length },
    lead,
    whole: lead.length === octets.length,
    open: rest === '' ? NO_OCTETS : { octets: rest, at: placeOf(text.length - rest.length) },
  };
}

/** Finds the first octets of a body that are no UTF-8 from what its pieces tell. */
export class Utf8Check {
  #bad: BadOctets | undefined;
  #open = NO_OCTETS;
  #openAt = 0;

  /** What is open in front of a piece that starts at `start`. */
  open(start: number): OpenOctets {
    const { octets } = this.#open;
    return octets === '' ? NO_OCTETS : { octets, at: this.#openAt - start };
  }

  /** Adds the next piece, which starts at `start`. */
  add({ bad, lead, whole, open }: Utf8Piece, start: number): void {
    if (!this.#bad && bad) this.#bad = { ...bad, at: start + bad.at };
    else if (this.#bad?.open === true) {
      this.#bad = { ...this.#bad, octets: (this.#bad.octets + lead).slice(0, MAX_SHOWN), open: whole };
    }
    this.#open = open;
    this.#openAt = start + open.at;
  }

  /**
   * The first octets that are no UTF-8, at most four.
   * @param cut true where more octets follow, so that what is open at the end is no fault.
   */
  finish(cut: boolean): { readonly octets: string; readonly at: number } | undefined {
    if (this.#bad) return this.#bad;
    return cut || this.#open.octets === '' ? undefined : { octets: this.#open.octets, at: this.#openAt };
  }
}

/** Where the first octets stand that are no UTF-8, or -1. */
function firstNotUtf8(octets: string): number {
  NOT_ASCII.lastIndex = 0;
  for (let found = NOT_ASCII.exec(octets); found; found = NOT_ASCII.exec(octets)) {
    const good = WELL_FORMED.exec(found[0])?.[0].length ?? 0;
    if (good < found[0].length) return found.index + good;
  }
  return -1;
}

function run(octets: string, at: number): string {
  RUN.lastIndex = at;
  return RUN.exec(octets)?.[0] ?? '';
}

const NOT_ASCII = /[\x80-\xff]+/g;
const MAX_SHOWN = 4;
const RUN = /[\x80-\xff]{0,4}/y;
const WELL_FORMED =
  /^(?:[\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})*/;
/** The beginning of a character of which octets are missing. */
const INCOMPLETE =
  /(?:[\xc2-\xdf]|\xe0[\xa0-\xbf]?|[\xe1-\xec\xee\xef][\x80-\xbf]?|\xed[\x80-\x9f]?|\xf0(?:[\x90-\xbf][\x80-\xbf]?)?|[\xf1-\xf3][\x80-\xbf]{0,2}|\xf4(?:[\x80-\x8f][\x80-\xbf]?)?)$/;
