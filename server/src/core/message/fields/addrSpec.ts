// Reads addr-spec, angle-addr and obs-route from address tokens (RFC 5322 3.4.1, 4.4).

import { Kind } from '../../syntax/kinds.ts';
import { Token } from './addressTokens.ts';
import type { TokenWriter } from './tokenWriter.ts';

/**
 * Writes `local-part@domain` from the writer's position. The local part reaches to the first `@` before the token
 * `stop`; without one everything up to `stop` is the local part.
 */
export function writeAddrSpec(w: TokenWriter, stop: number): void {
  const from = w.s.pos;
  w.open(Kind.AddrSpec);
  const at = atSign(w, w.i, stop);
  writeLocalPart(w, at ?? w.behindSolid(w.i, stop));
  if (at === undefined) {
    w.s.fault('addr-no-at', from, w.s.pos);
  } else {
    const start = w.s.pos;
    w.writeTo(at + 1);
    const domain = w.solid(at + 1);
    if (domain >= stop || !isDomainStart(w.kind(domain))) {
      w.s.fault('addr-no-domain', w.from(at), w.to(at));
    } else {
      w.writeTo(domain);
      if (w.s.pos - start > 1) w.s.fault('addr-space-around-at', start, w.s.pos);
      writeDomain(w, stop);
    }
  }
  w.close();
}

/**
 * Writes `<...>` from its `<`; it ends at the `>` that belongs to it, or where another address obviously starts.
 * @param mayBeEmpty true for a path, where `<>` is the null reverse-path (RFC 5321 4.5.5).
 */
export function writeAngleAddr(w: TokenWriter, mayBeEmpty = false): void {
  const { s } = w;
  const start = s.pos;
  w.open(Kind.AngleAddr);
  w.write();
  while (w.kind(w.i) === Token.Less) {
    s.fault('addr-angle-unclosed', s.pos, s.pos + 1);
    w.writeJunk();
  }
  const { stop, closed } = angleEnd(w);
  const first = Math.min(w.solid(w.i), stop);
  if (w.i < first && w.kind(w.i) === Token.Fws) s.fault('addr-spaces-in-angle', s.pos, w.from(first));
  w.writeTo(first);
  if (first >= stop) {
    if (!mayBeEmpty) s.fault('addr-empty-angle', start, closed ? w.to(stop) : s.pos);
  } else {
    writeRoute(w, stop);
    const rest = w.solid(w.i);
    w.writeTo(Math.min(rest, stop));
    if (rest < stop) writeAddrSpec(w, stop);
    else s.fault('addr-no-local-part', s.pos, s.pos);
    const behind = Math.min(w.solid(w.i), stop);
    if (behind < stop) {
      s.fault('addr-text-after', w.from(behind), w.endOfSolid(behind, stop));
      w.writeTo(behind);
      w.writeJunkTo(stop);
    } else if (closed && w.i < stop && w.kind(stop - 1) === Token.Fws) {
      s.fault('addr-spaces-in-angle', w.from(stop - 1), w.from(stop));
    }
  }
  if (closed) {
    w.writeTo(stop + 1);
  } else {
    // White space in front of the next address is not this one's.
    w.writeTo(w.behindSolid(w.i, stop));
    s.fault('addr-angle-unclosed', start, s.pos);
  }
  w.close();
}

/** Where the content of an angle-addr ends: at its `>`, or in front of what starts another address. */
function angleEnd(w: TokenWriter): { stop: number; closed: boolean } {
  const { tokens } = w;
  const greater = tokens.greater[w.i] ?? tokens.count;
  const less = tokens.less[w.i] ?? tokens.count;
  const separator = tokens.separator[w.i] ?? tokens.count;
  const closed = greater < tokens.count && greater < less;
  if (closed && separator > greater) return { stop: greater, closed };
  const route = w.kind(w.solid(w.i)) === Token.At;
  // `<a@b, c@d>`: the comma behind a whole address ends it; a route has commas of its own.
  const split = !closed || (!route && atSign(w, w.i, separator) !== undefined);
  return split ? { stop: Math.min(separator, less), closed: false } : { stop: greater, closed };
}

/** RFC 5322 4.4: `@a,@b:` in front of an address. */
function writeRoute(w: TokenWriter, stop: number): void {
  if (w.kind(w.i) !== Token.At) return;
  let colon = w.i;
  while (colon < stop && w.kind(colon) !== Token.Colon) colon++;
  if (colon >= stop) return;
  w.s.fault('obs-route', w.s.pos, w.to(colon));
  w.open(Kind.Route);
  while (w.i <= colon) {
    const kind = w.kind(w.i);
    if (kind === Token.Atom || kind === Token.DomainLiteral) {
      w.open(Kind.Domain);
      while (isDomainPart(w.kind(w.i))) w.write();
      w.close();
    } else if (kind <= Token.Comment || kind === Token.At || kind === Token.Comma || kind === Token.Colon) {
      w.write();
    } else {
      w.badToken(w.i);
      w.writeJunk();
    }
  }
  w.close();
}

function writeLocalPart(w: TokenWriter, at: number): void {
  const end = w.behindSolid(w.i, at);
  const first = w.i;
  if (end === first) {
    w.s.fault('addr-no-local-part', w.from(at), w.to(at));
    return;
  }
  w.open(Kind.LocalPart);
  const start = w.s.pos;
  let words = 0;
  let quoted = false;
  let spaced = false;
  let apart = false;
  let previous: number = Token.Dot;
  while (w.i < end) {
    const kind = w.kind(w.i);
    if (kind <= Token.Comment) {
      spaced = true;
      w.write();
      continue;
    }
    if (isWord(kind)) {
      if (isWord(previous)) {
        w.s.fault('addr-dot-missing', w.s.pos, w.to(w.i));
        apart = true;
      }
      words++;
      quoted ||= kind === Token.QuotedString;
      if (kind === Token.EncodedWord) w.writeJunk();
      else w.write();
    } else if (kind === Token.Dot) {
      dotFault(w, first, end, previous);
      w.write();
    } else {
      w.badToken(w.i);
      w.writeJunk();
    }
    previous = isWord(kind) || kind === Token.Dot ? kind : Token.Junk;
  }
  if (!apart && (spaced || (quoted && words > 1))) w.s.fault('obs-local-part', start, w.s.pos);
  nonAscii(w, start);
  w.close();
}

/** Writes a domain up to white space that no dot continues, or to what cannot belong to one. */
function writeDomain(w: TokenWriter, stop: number): void {
  w.open(Kind.Domain);
  const start = w.s.pos;
  const first = w.i;
  let previous: number = Token.Dot;
  let spaced = false;
  while (w.i < stop) {
    let i = w.solid(w.i);
    if (i > w.i) {
      const goesOn =
        i < stop && (w.kind(i) === Token.Dot || (previous === Token.Dot && isDomainPart(w.kind(i))));
      if (!goesOn) break;
      spaced = true;
      w.writeTo(i);
    }
    i = w.i;
    const kind = w.kind(i);
    if (kind === Token.Dot) {
      dotFault(w, first, stop, previous);
      w.write();
    } else if (kind === Token.Atom || (kind === Token.DomainLiteral && i === first)) {
      if (previous === Token.DomainLiteral) w.badToken(i);
      w.write();
    } else if (endsDomain(kind)) {
      break;
    } else {
      w.badToken(i);
      w.writeJunk();
    }
    previous = kind;
  }
  if (spaced) w.s.fault('obs-domain', start, w.s.pos);
  nonAscii(w, start);
  w.close();
}

/** Records a dot that starts, ends or doubles. `previous` is `Dot` at the start too. */
function dotFault(w: TokenWriter, first: number, end: number, previous: number): void {
  const last = w.solid(w.i + 1);
  if (w.i === first) w.s.fault('addr-leading-dot', w.s.pos, w.s.pos + 1);
  else if (previous === Token.Dot) w.s.fault('addr-double-dot', w.s.pos, w.s.pos + 1);
  else if (
    last >= end ||
    (!isWord(w.kind(last)) && w.kind(last) !== Token.Dot && w.kind(last) !== Token.Junk)
  ) {
    w.s.fault('addr-trailing-dot', w.s.pos, w.s.pos + 1);
  }
}

function nonAscii(w: TokenWriter, start: number): void {
  if (NON_ASCII.test(w.s.text.slice(start, w.s.pos))) w.s.fault('addr-non-ascii', start, w.s.pos);
}

/** The first `@` in `[from, to)`. */
export function atSign(w: TokenWriter, from: number, to: number): number | undefined {
  for (let i = from; i < to;) {
    const mark = w.tokens.mark[i] ?? w.tokens.count;
    if (mark >= to) return undefined;
    if (w.kind(mark) === Token.At) return mark;
    i = mark + 1;
  }
  return undefined;
}

/** A word of a phrase or local part. */
export function isWord(kind: number): boolean {
  return kind === Token.Atom || kind === Token.QuotedString || kind === Token.EncodedWord;
}

function isDomainPart(kind: number): boolean {
  return kind === Token.Atom || kind === Token.Dot || kind === Token.DomainLiteral;
}

function isDomainStart(kind: number): boolean {
  return (
    isDomainPart(kind) || kind === Token.Junk || kind === Token.EncodedWord || kind === Token.QuotedString
  );
}

function endsDomain(kind: number): boolean {
  return kind === Token.Less || kind === Token.Greater || kind === Token.Comma || kind === Token.Semicolon;
}

const NON_ASCII = /[^\0-\x7f]/;
