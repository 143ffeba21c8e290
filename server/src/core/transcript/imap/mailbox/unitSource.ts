// One unit's text and tree, made only when they are asked for.

import type { Session } from '../../exchange.ts';
import type { TextRange } from '../../../text/range.ts';
import type { SyntaxCache } from '../../syntaxCache.ts';
import { UnitText } from '../../unitText.ts';
import { readImapUnit } from '../ownText.ts';
import type { ImapUnitSyntax } from '../ownText.ts';

/** The text of a unit of a session. */
export class UnitSource {
  readonly session: Session;
  /** Its first line. */
  readonly first: string;
  readonly #from: number;
  readonly #to: number;
  readonly #side: 'client' | 'server';
  readonly #cache: SyntaxCache;
  #unit: UnitText | undefined;

  constructor(session: Session, index: number, cache: SyntaxCache) {
    const { exchanges } = session;
    const first = exchanges.first(index);
    const last = exchanges.last(index);
    const speaker = exchanges.speaker(index);
    this.session = session;
    this.#from = first;
    this.#to = speaker === 'note' ? Math.min(last, first + 1) : last;
    this.#side = speaker === 'client' ? 'client' : 'server';
    this.#cache = cache;
    this.first = this.#line(first);
  }

  /** Its last line; the first one again where it has one. */
  get last(): string {
    return this.#to > this.#from + 1 ? this.#line(this.#to - 1) : this.first;
  }

  get unit(): UnitText {
    const other = this.#side === 'client' ? 'server' : 'client';
    this.#unit ??= new UnitText(this.session, this.#from, this.#to, other);
    return this.#unit;
  }

  get syntax(): ImapUnitSyntax {
    return this.#cache.of(`imap-${this.#side}`, this.unit.text, (text) => readImapUnit(text, this.#side));
  }

  /** The host range of the first place in the unit that `pattern` finds, its first group where it has one; else the unit. */
  find(pattern: RegExp): TextRange {
    const { unit } = this;
    const match = pattern.exec(unit.text);
    if (!match) return unit.host(0, unit.text.length);
    const from = match.index + (match[1] === undefined ? 0 : match[0].lastIndexOf(match[1]));
    return unit.host(from, from + (match[1] ?? match[0]).length);
  }

  #line(place: number): string {
    const { all, numbers } = this.session;
    return all.text(numbers[place] ?? 0);
  }
}
