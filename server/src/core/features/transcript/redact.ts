// Redaction: edits after which a transcript says the same in the same notation, without its secrets.

import type { TextRange } from '../../text/range.ts';
import type { TextEdit } from '../../text/textEdit.ts';
import { utf8Octets } from '../../text/octets.ts';
import { isFixed, writeEdits } from '../../transcript/dialect/writeEdits.ts';
import type { TranscriptDocument } from '../../transcript/document.ts';
import type { Session } from '../../transcript/exchange.ts';
import { isAuth } from '../../transcript/sasl/dialogues.ts';
import type { SecretKind } from '../../transcript/sasl/formats.ts';
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
import { base64Edits, encodedBodies } from './redact/encodedBodies.ts';
import type { EncodedBody } from './redact/encodedBodies.ts';
import { encodedEdits, encodedNames } from './redact/encoded.ts';
import { LineEdits } from './redact/lineEdits.ts';
import { helloNames, nameEdits } from './redact/names.ts';
import type { NameOptions } from './redact/names.ts';
import { notedEdit } from '../../transcript/secrets/notedEdit.ts';
import { outsideEdits } from './redact/outside.ts';
import { firstOf, withoutOverlap } from './redact/overlap.ts';
import { correctSizes } from './redact/sizes.ts';
import { isSameSession } from './redact/sameSession.ts';
import { maskPeople } from './redact/people.ts';
import { commandSecrets, notedSecrets, tokenSecrets } from '../../transcript/secrets/noted.ts';
import type { NotedSecret } from '../../transcript/secrets/noted.ts';
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
  /** Those that are secrets, not names: these are found in messages as names are. */
  readonly #secrets = new Echoes();
  /** Machines and users by names that have no dot. */
  readonly #machines = new Echoes();
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
      const encoded = bodies ? [] : encodedBodies(this.#document);
      for (const session of transcript.sessions) {
        this.#names(session, { addresses, hosts, fixed: this.#fixed }, masked, encoded);
      }
      for (const body of encoded) {
        if (body.encoding !== 'base64') continue;
        masked.push(...base64Edits(body, (decoded) => this.#encodedNames(decoded, true)));
      }
    }
    for (const session of transcript.sessions) {
      correctSizes(session, this.#edits, correctCounts(session, this.#edits));
    }
    const edits = writeEdits(snapshot, transcript.lines, this.#edits.all());
    const outside = outsideEdits(snapshot, transcript.lines, (text) => this.#outside(text));
    // Nothing else is replaced where a body is masked, not even where masking changes nothing.
    return withoutOverlap([...masked, ...edits, ...outside]).filter(
      ({ from, to, insert }) => snapshot.slice(from, to) !== insert,
    );
  }

  /** Writes a text anew with its secrets replaced; what is written, and what it means, may be said again elsewhere. */
  #sensitive(text: SensitiveText): void {
    const { transcript } = this.#document;
    const { line, from, to, coding, literal } = text;
    const written = transcript.lines.text(line).slice(from, to);
    const users = this.#options.addresses === true;
    const fixed = this.#isFixed(line);
    const others = (decoded: string): readonly TextEdit[] => this.#encodedNames(decoded, fixed);
    const replacement = replaceSecrets(text, this.#placeholders, { written, fixed, users, others });
    if (!replacement) return;
    const { insert, values } = replacement;
    for (const { value, what, placeholder } of values) {
      this.#echoes.add(value, placeholder);
      if (what !== 'user') this.#secrets.add(value, placeholder);
      else if (LIKE_NAME.test(value)) this.#machines.add(value, placeholder);
    }
    if (coding === 'base64') this.#echoes.add(written, insert, true);
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

  /** What is no part of the session, what is carried in it, and what the server says: secrets by what announces them, echoes. */
  #remarks(session: Session): void {
    const { exchanges, numbers, all, protocol } = session;
    for (let index = 0; index < exchanges.count; index++) {
      const kind = exchanges.kind(index);
      const first = exchanges.first(index);
      const last = exchanges.last(index);
      // What stands behind the first line of an IMAP response is a literal, which may be a message.
      const carried = kind === 'data' ? first : protocol === 'imap' ? first + 1 : last;
      // What a login says is known word by word.
      const login = kind === 'command' && isAuth(exchanges.row(index)?.verb);
      const answers = kind === 'note' && index > 0 && exchanges.kind(index - 1) === 'continuation';
      for (let place = first; place < last; place++) {
        const line = numbers[place] ?? 0;
        if (place >= carried) this.#carried(line, all.text(line));
        else if (kind === 'note') this.#note(line, all.text(line), answers);
        else if (!login || place > first) this.#said(line, all.text(line), all.speaker(line) === 'server');
      }
    }
  }

  #said(line: number, text: string, server: boolean): void {
    // A command behind the wrong side's mark is one all the same.
    if (server) this.#announced(line, text, [...commandSecrets(text), ...tokenSecrets(text)]);
    for (const echo of this.#echoes.in(text)) {
      // The first word of what a server says is its own: a code, a tag.
      if (!server || echo.from > 0) this.#add(line, text, echo);
    }
  }

  /** A line of a message: what is known, and what says what it is, in as many octets. */
  #carried(line: number, text: string): void {
    this.#announced(line, text, tokenSecrets(text), true);
    for (const echo of this.#secrets.telling(text)) {
      this.#add(line, text, { ...echo, insert: fit(echo.insert, text.slice(echo.from, echo.to), true) });
    }
  }

  #note(line: number, text: string, answers: boolean): void {
    for (const edit of this.#noteEdits(text, this.#isFixed(line), answers)) this.#add(line, text, edit);
  }

  /** What is to be replaced in words that are no part of the session. */
  #noteEdits(text: string, fixed: boolean, answers = false): TextEdit[] {
    const placeholder = (value: string, what: SecretKind): string =>
      this.#placeholders.secret(value, what, fixed);
    const encoded = encodedEdits(text, { echoes: this.#echoes, placeholder, answers });
    const found = notedSecrets(text)
      .filter(({ from, to }) => !encoded.some((edit) => edit.from < to && from < edit.to))
      .map((noted) => notedEdit(text, noted, { placeholder, fixed }));
    return firstOf([...encoded, ...found, ...this.#echoes.in(text)]);
  }

  #announced(line: number, text: string, found: readonly NotedSecret[], fixed = this.#isFixed(line)): void {
    const placeholder = (value: string, what: SecretKind): string =>
      this.#placeholders.secret(value, what, fixed);
    for (const noted of found) this.#add(line, text, notedEdit(text, noted, { placeholder, fixed }));
  }

  /**
   * @param masked bodies, in order: there nothing is named, for their octets are counted.
   * @param encoded bodies, in order: their lines keep their length.
   */
  #names(
    session: Session,
    wanted: NameOptions,
    masked: readonly TextRange[],
    encoded: readonly EncodedBody[],
  ): void {
    const { numbers, all } = session;
    if (wanted.hosts) this.#hello(session);
    for (let place = 0; place < numbers.length; place++) {
      const line = numbers[place] ?? 0;
      const at = all.content(line).from;
      const body = around(encoded, at);
      if (around(masked, at) || body?.encoding === 'base64') continue;
      const text = all.text(line);
      const fixed = this.#isFixed(line) || body !== undefined;
      for (const edit of nameEdits(text, { ...wanted, fixed }, this.#placeholders)) {
        this.#add(line, text, edit, fixed);
      }
      for (const edit of this.#machines.names(text)) this.#add(line, text, edit, fixed);
      if (text.length > MAX_ENCODED) continue;
      for (const edit of encodedNames(text, (decoded) => this.#encodedNames(decoded, fixed))) {
        this.#add(line, text, edit);
      }
    }
  }

  /** The names that machines without a domain give themselves. */
  #hello(session: Session): void {
    for (const { line, from, to } of helloNames(session)) {
      const text = session.all.text(line);
      const name = text.slice(from, to);
      const insert = this.#placeholders.machine(name);
      this.#machines.add(name, insert);
      if (insert !== name) this.#add(line, text, { from, to, insert });
    }
  }

  /** Names in a text that is written in base64. */
  #encodedNames(decoded: string, fixed: boolean): readonly TextEdit[] {
    const { addresses = false, hosts = false } = this.#options;
    if (!addresses && !hosts) return [];
    return nameEdits(decoded, { addresses, hosts, fixed }, this.#placeholders).map((edit) => ({
      ...edit,
      insert: fit(edit.insert, decoded.slice(edit.from, edit.to), fixed),
    }));
  }

  #outside(text: string): readonly TextEdit[] {
    const { addresses = false, hosts = false } = this.#options;
    const found = this.#noteEdits(text, this.#fixed);
    if (!addresses && !hosts) return found;
    const wanted = { addresses, hosts, fixed: this.#fixed };
    return firstOf([...found, ...nameEdits(text, wanted, this.#placeholders)]);
  }

  #add(line: number, text: string, { from, to, insert }: TextEdit, fixed = this.#isFixed(line)): void {
    this.#edits.add({ line, from, to, insert: fit(insert, text.slice(from, to), fixed) });
  }

  #isFixed(line: number): boolean {
    return this.#fixed || isFixed(this.#document.transcript.lines.escape(line));
  }
}

/** The one of some ranges, which are in order and apart, that an offset stands in. */
function around<T extends TextRange>(ranges: readonly T[], at: number): T | undefined {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ranges[middle]?.from ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const range = ranges[low - 1];
  return range && at < range.to ? range : undefined;
}

/** Notations that write how many octets a block or packet has, or at which octet a row starts. */
const COUNTED = new Set(['curl-trace', 'tshark-follow', 'tshark-summary']);
/** What a user may be called; words in capitals are the protocol's. */
const LIKE_NAME =
  /^(?!(?:user|mail|inbox|login|anonymous|password|pass|imap|smtp|pop3|test)$)(?=.*[a-z\d])[\w-]{3,64}$/;
/** UTF-16 units: no challenge is longer. */
const MAX_ENCODED = 20_000;
