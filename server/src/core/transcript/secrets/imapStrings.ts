// Reads the strings of an IMAP command line after line: atoms, quoted strings, literals as counted.

import { utf8Octets } from '../../text/octets.ts';
import type { Session } from '../exchange.ts';
import type { SensitiveText } from './secret.ts';

type Written = Omit<SensitiveText, 'exchange' | 'parts'>;

/**
 * A place in what a client says for one command, over all its lines: the answers between them are the server's.
 * Reads what is malformed too: what looks like a password may be one.
 */
export class ClientText {
  readonly #session: Session;
  /** Lines of the client, from the command's on. */
  readonly #lines: readonly number[];
  #line = 0;
  #at: number;
  #text: string;
  /** The digits that announced the last literal. */
  #announced: Written['literal'];
  /** Octets of the last literal behind the lines read so far. */
  #left = 0;

  constructor(session: Session, lines: readonly number[], at: number) {
    this.#session = session;
    this.#lines = lines;
    this.#at = at;
    this.#text = session.all.text(lines[0] ?? 0);
  }

  /** The next string. @param last whether nothing follows, so that an atom goes on to the end of the line. */
  string(last: boolean): Written | undefined {
    const space = /[ \t]*/y;
    space.lastIndex = this.#at;
    space.test(this.#text);
    this.#at = space.lastIndex;
    const literal = LITERAL.exec(this.#text.slice(this.#at));
    if (literal) {
      return this.#literal(
        Number(literal[1]),
        literal[0].indexOf(literal[1] ?? ''),
        literal[1]?.length ?? 0,
        last,
      );
    }
    const pattern = this.#text.charAt(this.#at) === '"' ? QUOTED : last ? REST : ATOM;
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (!match) return undefined;
    this.#at = pattern.lastIndex;
    const quoted = pattern === QUOTED;
    const from = match.index + (quoted ? 1 : 0);
    let to = quoted ? from + (match[1]?.length ?? 0) : match.index + match[0].length;
    // A literal's announcement says where the command goes on, whatever stands in front of it.
    if (to === this.#text.length) {
      to -= TAIL.exec(this.#text.slice(from))?.[0].length ?? 0;
      this.#at = to;
    }
    const written = this.#text.slice(from, to);
    return {
      ...{ line: this.#lines[this.#line] ?? 0, from, to },
      ...(quoted
        ? { coding: 'quoted' as const, decoded: written.replace(/\\([^])/g, '$1') }
        : { coding: 'text' as const, decoded: written }),
    };
  }

  /** The further lines of the last string, where it is a literal that counts more octets than its first line has. */
  *rest(): Generator<Written> {
    for (
      let next = this.#lines[this.#line + 1];
      this.#left > 0 && next !== undefined;
      next = this.#lines[this.#line + 1]
    ) {
      this.#line++;
      const decoded = this.#session.all.text(next);
      this.#left -= utf8Octets(decoded) + LINE_END;
      if (decoded === '') continue;
      const literal = this.#announced && { literal: this.#announced };
      yield { line: next, from: 0, to: decoded.length, coding: 'text', decoded, ...literal };
    }
  }

  /** The octets on the next line. A count that does not fit the line is corrected by it. */
  #literal(octets: number, digits: number, length: number, last: boolean): Written | undefined {
    const announced = this.#lines[this.#line];
    const from = this.#at + digits;
    const next = this.#lines[this.#line + 1];
    if (announced === undefined || next === undefined) return undefined;
    this.#line++;
    this.#text = this.#session.all.text(next);
    const follows = last
      ? -1
      : /[ \t](?:"|~?\{\d+[+-]?\}$|\S+$)/.exec(this.#text.slice(Math.min(octets, this.#text.length)))?.index;
    const to =
      last || follows === undefined ? this.#text.length : Math.min(octets, this.#text.length) + follows;
    this.#at = to;
    this.#left = octets - utf8Octets(this.#text) - LINE_END;
    this.#announced = { line: announced, from, to: from + length };
    return {
      ...{ line: next, from: 0, to, coding: 'text', decoded: this.#text.slice(0, to) },
      literal: this.#announced,
    };
  }
}

/** tshark puts a remark behind what it takes for malformed. */
const LITERAL = /^~?\{(\d{1,9})[+-]?\}(?:\[Malformed Packet\])?$/;
const TAIL = /~?\{\d{1,9}[+-]?\}$/;
const QUOTED = /"((?:[^"\\]|\\[^])*)"?/y;
const ATOM = /[^\s"]\S*/y;
const REST = /\S(?:.*\S)?/y;
/** Octets of a line end on the wire. */
const LINE_END = 2;
