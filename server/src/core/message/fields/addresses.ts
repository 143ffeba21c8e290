// Address lists, mailboxes and groups (RFC 5322 3.4 and 4.4, RFC 6854, RFC 6532), and what real mail makes of them.

import type { EncodedWordPlaces } from '../../registry/headerFields/index.ts';
import { Kind } from '../../syntax/kinds.ts';
import type { Scanner } from '../scanner.ts';
import { addressTokens, Token } from './addressTokens.ts';
import { atSign, isWord, writeAddrSpec, writeAngleAddr } from './addrSpec.ts';
import { checkLineLengths } from './encodedWord.ts';
import type { FieldParser } from './parser.ts';
import { writePhrase } from './phraseWords.ts';
import { TokenWriter } from './tokenWriter.ts';

/** Reads `address-list`, and `mailbox-list` too: RFC 6854 allows groups in From. */
export const parseAddressList: FieldParser = (s, words) => {
  const count = readAddresses(s, words);
  if (count.addresses === 0) s.fault('addr-list-empty', count.from, s.pos);
};

/** Reads a list that may have no address (Bcc, RFC 5322 3.6.3). */
export const parseAddressListOrEmpty: FieldParser = (s, words) => {
  readAddresses(s, words);
};

/** Reads one mailbox (or group, RFC 6854); a second one is a fault. */
export const parseMailbox: FieldParser = (s, words) => {
  const count = readAddresses(s, words);
  if (count.addresses === 0) s.fault('addr-list-empty', count.from, s.pos);
  if (count.addresses > 1) s.fault('addr-several', count.secondFrom, s.pos);
};

/** Reads one bare `local-part@domain`; angle brackets and a display name are a fault. */
export const parseAddrSpec: FieldParser = (s, words) => {
  const count = readAddresses(s, words);
  if (count.addresses === 0) s.fault('addr-list-empty', count.from, s.pos);
  if (count.addresses > 1) s.fault('addr-several', count.secondFrom, s.pos);
  if (count.angles > 0) s.fault('addr-spec-brackets', count.from, s.pos);
};

interface AddressCount {
  /** Mailboxes outside groups, and groups. */
  readonly addresses: number;
  readonly angles: number;
  /** Where the list and where its second address start. */
  readonly from: number;
  readonly secondFrom: number;
}

function readAddresses(s: Scanner, words: EncodedWordPlaces): AddressCount {
  const reader = new AddressListReader(new TokenWriter(s, addressTokens(s, words)));
  return reader.read();
}

/** What stands in front of the position. */
type Before = 'start' | 'address' | 'separator';

class AddressListReader {
  readonly #w: TokenWriter;
  #before: Before = 'start';
  #inGroup = false;
  #groupFrom = 0;
  /** The commas with nothing between them that are not reported yet. */
  #empty: { from: number; to: number } | undefined;
  #addresses = 0;
  #angles = 0;
  #secondFrom = 0;
  /** From the comma behind the last address to the last comma: what is too much where no address follows. */
  #comma = -1;
  #commaTo = -1;

  constructor(w: TokenWriter) {
    this.#w = w;
  }

  read(): AddressCount {
    const w = this.#w;
    w.writeTo(w.kind(0) === Token.Fws ? 1 : 0);
    const { pos: from } = w.s;
    w.open(Kind.AddressList);
    // White space behind the list is not the list's.
    const { count } = w.tokens;
    const end = count > 0 && w.kind(count - 1) === Token.Fws ? count - 1 : count;
    while (w.i < end) this.#next();
    this.#trailingComma();
    if (this.#inGroup) this.#closeGroup(true);
    w.close();
    checkLineLengths(w.s);
    return { addresses: this.#addresses, angles: this.#angles, from, secondFrom: this.#secondFrom };
  }

  #next(): void {
    const w = this.#w;
    const { i } = w;
    switch (w.kind(i)) {
      case Token.Comma:
        if (this.#before === 'address') this.#comma = w.from(i);
        else this.#emptyAt(w.from(i), w.to(i));
        if (this.#comma < 0) this.#comma = w.from(i);
        this.#commaTo = w.to(i);
        this.#before = 'separator';
        w.write();
        break;
      case Token.Semicolon:
        this.#semicolon();
        break;
      case Token.Fws:
        w.write();
        break;
      default:
        this.#element();
    }
  }

  #semicolon(): void {
    const w = this.#w;
    if (this.#inGroup) {
      this.#trailingComma();
      w.write();
      w.writeComments(w.solid(w.i));
      this.#closeGroup(false);
      return;
    }
    w.s.fault('addr-separator', w.s.pos, w.s.pos + 1, ';');
    this.#comma = -1;
    this.#before = 'separator';
    w.write();
  }

  #element(): void {
    const w = this.#w;
    const { tokens } = w;
    const first = w.solid(w.i);
    const separator = tokens.separator[first] ?? tokens.count;
    if (first >= separator) {
      // RFC 5322 4.4: only comments between two commas.
      w.writeTo(first);
      return;
    }
    this.#flushEmpty();
    if (this.#before === 'address') this.#separatorMissing(first);
    const mark = tokens.mark[first] ?? tokens.count;
    if (w.kind(mark) === Token.Colon && mark < separator && this.#startsGroup(first, mark, separator)) {
      this.#openGroup(first, mark);
      return;
    }
    if (!this.#inGroup) this.#count(first);
    w.open(Kind.Mailbox);
    w.writeTo(first);
    this.#mailbox(first, separator);
    w.close();
    this.#before = 'address';
  }

  /** A name with its angle brackets, a bare address, or words that are no address. */
  #mailbox(first: number, separator: number): void {
    const w = this.#w;
    const { count, mark, less } = w.tokens;
    const angle = less[first] ?? count;
    // `Doe, John <j@x>`: words in front of a comma belong to the name where no @ is among them.
    if (angle < separator || (mark[first] === angle && angle < count)) {
      if (angle > first) this.#displayName(first, angle);
      this.#angles++;
      writeAngleAddr(w);
    } else {
      this.#withoutBrackets(first, separator);
    }
    this.#behindAddress();
  }

  #displayName(first: number, angle: number): void {
    const w = this.#w;
    w.open(Kind.DisplayName);
    writePhrase(w, w.behindSolid(first, angle), 'addr-phrase-unquoted');
    w.close();
    w.writeTo(angle);
  }

  #withoutBrackets(first: number, separator: number): void {
    const w = this.#w;
    const at = atSign(w, first, separator);
    const start = lastRun(w, first, at ?? separator);
    if (start === first) {
      writeAddrSpec(w, separator);
      return;
    }
    const from = w.s.pos;
    w.open(Kind.DisplayName);
    writePhrase(w, w.behindSolid(first, at === undefined ? separator : start), 'addr-phrase-unquoted');
    w.close();
    if (at === undefined) {
      w.s.fault('addr-no-address', from, w.s.pos);
      return;
    }
    w.writeTo(start);
    const addrSpec = w.s.pos;
    writeAddrSpec(w, separator);
    w.s.fault('addr-brackets-missing', addrSpec, w.s.pos);
  }

  /** Comments behind the address (`user@host (Name)`), then what does not belong there. */
  #behindAddress(): void {
    const w = this.#w;
    const { count } = w.tokens;
    for (;;) {
      const i = w.solid(w.i);
      w.writeComments(i);
      const separator = w.tokens.separator[i] ?? count;
      if (i >= separator) return;
      if (w.kind(i) === Token.Greater) {
        w.writeTo(i);
        w.s.fault('addr-angle-unopened', w.s.pos, w.s.pos + 1);
        w.writeJunk();
        continue;
      }
      // Another address follows without a comma.
      if ((w.tokens.mark[i] ?? count) < separator) return;
      w.s.fault('addr-text-after', w.from(i), w.endOfSolid(i, separator));
      w.writeTo(i);
      w.writeJunkTo(w.behindSolid(i, separator));
      return;
    }
  }

  /**
   * Whether a colon ends a group's name. Without any `;` behind it, and with an angle-addr right behind it, it
   * rather stands unquoted in a display name: `Shop: Orders <orders@example.com>`.
   */
  #startsGroup(first: number, colon: number, separator: number): boolean {
    const { count, semicolon, less } = this.#w.tokens;
    if (colon === first) return false;
    return (semicolon[colon] ?? count) < count || (less[colon] ?? count) >= separator;
  }

  #openGroup(first: number, colon: number): void {
    const w = this.#w;
    if (this.#inGroup) {
      w.s.fault('addr-group-nested', w.from(first), w.to(colon));
      this.#closeGroup(true);
    }
    this.#count(first);
    this.#inGroup = true;
    this.#groupFrom = w.s.pos;
    w.open(Kind.Group);
    w.writeTo(first);
    w.open(Kind.GroupName);
    writePhrase(w, w.behindSolid(first, colon), 'addr-phrase-unquoted');
    w.close();
    w.writeTo(colon + 1);
    this.#before = 'start';
    this.#comma = -1;
  }

  #closeGroup(unclosed: boolean): void {
    const w = this.#w;
    if (unclosed) w.s.fault('addr-group-unclosed', this.#groupFrom, w.s.pos);
    w.close();
    this.#inGroup = false;
    this.#before = 'address';
  }

  #count(first: number): void {
    this.#addresses++;
    if (this.#addresses === 2) this.#secondFrom = this.#w.from(first);
  }

  #separatorMissing(first: number): void {
    const w = this.#w;
    const to = w.from(first);
    const from = w.spaceBefore(first, 0) && w.kind(first - 1) === Token.Fws ? w.from(first - 1) : to;
    w.s.fault('addr-separator', from, from === to ? w.to(first) : to);
  }

  #emptyAt(from: number, to: number): void {
    if (this.#empty) this.#empty.to = to;
    else this.#empty = { from, to };
  }

  #trailingComma(): void {
    if (this.#before === 'separator' && this.#comma >= 0) {
      this.#empty = { from: this.#comma, to: this.#commaTo };
    }
    this.#flushEmpty();
  }

  /** One fault for a run of commas, however long. */
  #flushEmpty(): void {
    if (this.#empty) this.#w.s.fault('addr-empty-element', this.#empty.from, this.#empty.to);
    this.#empty = undefined;
  }
}

/** Where the last run of words joined by dots starts in `[first, end)`: the local part in `John Doe j.d@x`. */
function lastRun(w: TokenWriter, first: number, end: number): number {
  let start = first;
  let previous = -1;
  for (let i = first; i < end; i++) {
    const kind = w.kind(i);
    if (kind <= Token.Comment) continue;
    const joined =
      previous < 0 || w.kind(previous) === Token.Dot || kind === Token.Dot || w.to(previous) === w.from(i);
    if (!joined && (isWord(kind) || kind === Token.Junk || kind === Token.DomainLiteral)) start = i;
    previous = i;
  }
  return start;
}
