// Reads the strings of an IMAP command line after line: atoms, quoted strings, literals as counted.

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
    const to = quoted ? from + (match[1]?.length ?? 0) : match.index + match[0].length;
    const written = this.#text.slice(from, to);
    return {
      ...{ line: this.#lines[this.#line] ?? 0, from, to },
      ...(quoted
        ? { coding: 'quoted' as const, decoded: written.replace(/\\([^])/g, '$1') }
        : { coding: 'text' as const, decoded: written }),
    };
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
    return {
      ...{ line: next, from: 0, to, coding: 'text', decoded: this.#text.slice(0, to) },
      literal: { line: announced, from, to: from + length },
    };
  }
}

/** tshark puts a remark behind what it takes for malformed. */
const LITERAL = /^~?\{(\d{1,9})[+-]?\}(?:\[Malformed Packet\])?$/;
const QUOTED = /"((?:[^"\\]|\\[^])*)"?/y;
const ATOM = /[^\s"]\S*/y;
const REST = /\S(?:.*\S)?/y;
