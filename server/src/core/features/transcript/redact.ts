// Redaction: edits after which a transcript says the same in the same notation, without its secrets.

import { applyEdits } from '../../text/edits.ts';
import type { TextRange } from '../../text/range.ts';
import type { TextEdit } from '../../text/textEdit.ts';
import { decodeBase64 } from '../../message/body/base64.ts';
import { encodeBase64 } from '../../message/body/encodeBase64.ts';
import { decodeLatin1, encodeLatin1 } from '../../message/body/octets.ts';
import { utf8Octets } from '../../text/octets.ts';
import { isFixed, writeEdits } from '../../transcript/dialect/writeEdits.ts';
import type { TranscriptDocument } from '../../transcript/document.ts';
import type { Session } from '../../transcript/exchange.ts';
import {
  announcedOctets,
  fit,
  replaceSecrets,
  reservePlaceholders,
} from '../../transcript/secrets/replace.ts';
import type { LiteralChange } from '../../transcript/secrets/replace.ts';
import type { SensitiveText } from '../../transcript/secrets/secret.ts';
import { sensitiveTexts } from '../../transcript/secrets/sensitive.ts';
import { bodyEdits, maskEscaped } from './redact/bodies.ts';
import { correctCounts } from './redact/counts.ts';
import { Echoes } from './redact/echoes.ts';
import { LineEdits } from './redact/lineEdits.ts';
import { nameEdits } from './redact/names.ts';
import type { NameOptions } from './redact/names.ts';
import { isSameSession } from './redact/sameSession.ts';
import { maskPeople } from './redact/people.ts';
import { commandSecrets, notedSecrets } from './redact/notes.ts';
import type { NotedSecret } from './redact/notes.ts';
import { Placeholders } from '../../transcript/secrets/placeholders.ts';

/** What is redacted besides secrets. */
export interface RedactOptions {
  /** Mail addresses and the names users log in with. */
  readonly addresses?: boolean;
  /** Names and network addresses of hosts. */
  readonly hosts?: boolean;
  /** Names of people in front of their addresses, and subjects, letter by letter. */
  readonly names?: boolean;
  /** The texts of messages, letter by letter. */
  readonly bodies?: boolean;
}

/**
 * Edits that replace every secret of a transcript: the same one by the same placeholder, in the coding it is written
 * in, so that the result is a transcript too. They do not overlap; offsets are the document's.
 */
export function redactEdits(document: TranscriptDocument, options: RedactOptions = {}): TextEdit[] {
  // Octets are counted in what the notation writes beside the session.
  const counted = COUNTED.has(document.transcript.notation);
  const edits = new Redaction(document, options, counted).edits();
  if (counted || edits.length === 0 || isSameSession(document, edits)) return edits;
  // Where a length says what a line is, as in a log that was cut, each placeholder is as long as what it stands for.
  const fixed = new Redaction(document, options, true).edits();
  return isSameSession(document, fixed) ? fixed : edits;
}

class Redaction {
  readonly #document: TranscriptDocument;
  readonly #options: RedactOptions;
  readonly #placeholders = new Placeholders();
  readonly #echoes = new Echoes();
  readonly #edits = new LineEdits();
  /** By how many octets the literals of logins changed, by where they are announced. */
  readonly #literals = new Map<string, NonNullable<SensitiveText['literal']> & LiteralChange>();
  /** True where every placeholder is as long as what it stands for. */
  readonly #fixed: boolean;

  constructor(document: TranscriptDocument, options: RedactOptions, fixed: boolean) {
    this.#document = document;
    this.#options = options;
    this.#fixed = fixed;
  }

  edits(): TextEdit[] {
    const { transcript, snapshot } = this.#document;
    const texts = transcript.sessions.flatMap(sensitiveTexts);
    reservePlaceholders(texts, this.#placeholders);
    for (const text of texts) this.#sensitive(text);
    this.#announce();
    for (const session of transcript.sessions) this.#remarks(session);
    const { addresses = false, hosts = false, names = false, bodies = false } = this.#options;
    const masked = bodies ? bodyEdits(this.#document).sort((a, b) => a.from - b.from) : [];
    if (bodies) for (const session of transcript.sessions) maskEscaped(session, this.#edits);
    if (names) for (const session of transcript.sessions) maskPeople(session, this.#edits);
    if (addresses || hosts) {
      for (const session of transcript.sessions) {
        this.#names(session, { addresses, hosts, fixed: this.#fixed }, masked);
      }
    }
    for (const session of transcript.sessions) {
      correctCounts(session, this.#edits);
    }
    const edits = writeEdits(snapshot, transcript.lines, this.#edits.all());
    // Nothing else is replaced where a body is masked, not even where masking changes nothing.
    return withoutOverlap([...masked, ...edits]).filter(
      ({ from, to, insert }) => snapshot.slice(from, to) !== insert,
    );
  }

  /** Writes a text anew with its secrets replaced; what is written, and what it means, may be said again elsewhere. */
  #sensitive(text: SensitiveText): void {
    const { transcript } = this.#document;
    const { line, from, to, coding, literal } = text;
    const written = transcript.lines.text(line).slice(from, to);
    const users = this.#options.addresses === true;
    const replacement = replaceSecrets(text, this.#placeholders, {
      written,
      fixed: this.#isFixed(line),
      users,
    });
    if (!replacement) return;
    const { insert, values } = replacement;
    for (const [value, placeholder] of values) this.#echoes.add(value, placeholder);
    if (coding === 'base64') this.#echoes.add(written, insert);
    if (!this.#edits.add({ line, from, to, insert }) || !literal) return;
    const key = `${String(literal.line)}:${String(literal.from)}`;
    const before = this.#literals.get(key);
    const change = (before?.change ?? 0) + utf8Octets(insert) - utf8Octets(written);
    const least = (before?.least ?? 0) + utf8Octets(insert);
    this.#literals.set(key, { ...literal, change, least });
  }

  /** Corrects what announces the literals of logins by as much as they changed: a count that was wrong stays so. */
  #announce(): void {
    const { lines } = this.#document.transcript;
    for (const { change, least, ...digits } of this.#literals.values()) {
      const octets = Number(lines.text(digits.line).slice(digits.from, digits.to));
      if (change !== 0) {
        this.#edits.add({ ...digits, insert: String(announcedOctets(octets, { change, least })) });
      }
    }
  }

  /** What is no part of the session, and what the server says: secrets by their announcement, and echoes. */
  #remarks(session: Session): void {
    const { exchanges, numbers, all } = session;
    for (let index = 0; index < exchanges.count; index++) {
      const kind = exchanges.kind(index);
      if (kind === 'data') continue;
      const { first, last } = exchanges.get(index);
      // What stands behind the first line of an IMAP response is a literal, which may be a message.
      const end = session.protocol === 'imap' ? first + 1 : last;
      for (let place = first; place < end; place++) {
        const line = numbers[place] ?? 0;
        const text = all.text(line);
        if (kind === 'note') this.#note(line, text);
        // A command behind the wrong side's mark is one all the same.
        else if (all.speaker(line) === 'server') this.#announced(line, text, commandSecrets(text));
        const said = kind !== 'note' && all.speaker(line) === 'server';
        for (const echo of this.#echoes.in(text)) {
          // The first word of what a server says is its own: a code, a tag.
          if (!said || echo.from > 0) this.#add(line, text, echo);
        }
      }
    }
  }

  #note(line: number, text: string): void {
    for (const { from, to, what } of notedSecrets(text)) {
      const value = text.slice(from, to);
      this.#add(line, text, {
        from,
        to,
        insert: this.#placeholders.secret(value, what, this.#isFixed(line)),
      });
    }
    for (const match of text.matchAll(ENCODED)) {
      const [whole, value = ''] = match;
      const octets = decodeLatin1(decodeBase64([value]).octets);
      const found = [
        ...this.#echoes.in(octets),
        ...notedSecrets(octets).map((each) => ({
          ...each,
          insert: this.#placeholders.secret(octets.slice(each.from, each.to), each.what),
        })),
      ];
      const insert = encodeBase64(encodeLatin1(applyEdits(octets, withoutOverlap(found))));
      const from = match.index + whole.length - value.length;
      if (found.length > 0) this.#add(line, text, { from, to: from + value.length, insert });
    }
  }

  #announced(line: number, text: string, found: readonly NotedSecret[]): void {
    for (const { from, to, what } of found) {
      const value = text.slice(from, to);
      this.#add(line, text, {
        from,
        to,
        insert: this.#placeholders.secret(value, what, this.#isFixed(line)),
      });
    }
  }

  /** @param masked bodies, in order: there nothing is named, for their octets are counted. */
  #names(session: Session, wanted: NameOptions, masked: readonly TextRange[]): void {
    const { numbers, all } = session;
    for (let place = 0; place < numbers.length; place++) {
      const line = numbers[place] ?? 0;
      if (isInside(masked, all.content(line).from)) continue;
      const text = all.text(line);
      for (const edit of nameEdits(text, wanted, this.#placeholders)) this.#add(line, text, edit);
    }
  }

  #add(line: number, text: string, { from, to, insert }: TextEdit): void {
    this.#edits.add({ line, from, to, insert: fit(insert, text.slice(from, to), this.#isFixed(line)) });
  }

  #isFixed(line: number): boolean {
    return this.#fixed || isFixed(this.#document.transcript.lines.escape(line));
  }
}

/** Whether an offset stands in one of the ranges, which are in order and apart. */
function isInside(ranges: readonly TextRange[], at: number): boolean {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.from ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  return at < (ranges[low - 1]?.to ?? 0);
}

/** In order; of two that touch the same characters the first one. */
function withoutOverlap(edits: readonly TextEdit[]): TextEdit[] {
  let end = -1;
  return [...edits]
    .sort((a, b) => a.from - b.from || b.to - a.to)
    .filter(({ from, to }) => {
      if (from < end) return false;
      end = to;
      return true;
    });
}

/** Notations that write how many octets a block or packet has, or at which octet a row starts. */
const COUNTED = new Set(['curl-trace', 'tshark-follow', 'tshark-summary']);
/** Octets that a log holds besides the lines they make. */
const ENCODED = /"(?:data|b64|base64)"\s*:\s*"([A-Za-z0-9+/]{8,65536}={0,2})(?=")/g;
