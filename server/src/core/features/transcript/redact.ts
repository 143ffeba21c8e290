// Redaction: edits after which a transcript says the same in the same notation, without its secrets.

import { applyEdits } from '../../text/edits.ts';
import type { TextEdit } from '../../text/textEdit.ts';
import { decodeBase64 } from '../../message/body/base64.ts';
import { encodeBase64 } from '../../message/body/encodeBase64.ts';
import { decodeLatin1, encodeLatin1 } from '../../message/body/octets.ts';
import { utf8Octets } from '../../text/octets.ts';
import { isFixed, writeEdits } from '../../transcript/dialect/writeEdits.ts';
import type { TranscriptDocument } from '../../transcript/document.ts';
import type { Session } from '../../transcript/exchange.ts';
import { valueOf, visibleParts } from '../../transcript/secrets/index.ts';
import type { SecretCoding, SensitiveText } from '../../transcript/secrets/secret.ts';
import { sensitiveTexts } from '../../transcript/secrets/sensitive.ts';
import { bodyEdits, maskEscaped } from './redact/bodies.ts';
import { correctCounts } from './redact/counts.ts';
import { Echoes } from './redact/echoes.ts';
import { LineEdits } from './redact/lineEdits.ts';
import { nameEdits } from './redact/names.ts';
import { commandSecrets, notedSecrets } from './redact/notes.ts';
import type { NotedSecret } from './redact/notes.ts';
import { Placeholders } from './redact/placeholders.ts';

/** What is redacted besides secrets. */
export interface RedactOptions {
  /** Mail addresses and the names users log in with. */
  readonly addresses?: boolean;
  /** Names and network addresses of hosts. */
  readonly hosts?: boolean;
  /** The texts of messages, letter by letter. */
  readonly bodies?: boolean;
}

/**
 * Edits that replace every secret of a transcript: the same one by the same placeholder, in the coding it is written
 * in, so that the result is a transcript too. They do not overlap; offsets are the document's.
 */
export function redactEdits(document: TranscriptDocument, options: RedactOptions = {}): TextEdit[] {
  return new Redaction(document, options).edits();
}

class Redaction {
  readonly #document: TranscriptDocument;
  readonly #options: RedactOptions;
  readonly #placeholders = new Placeholders();
  readonly #echoes = new Echoes();
  readonly #edits = new LineEdits();
  /** By how many octets the literals of logins changed, by where they are announced. */
  readonly #literals = new Map<string, NonNullable<SensitiveText['literal']> & { readonly change: number }>();
  /** True where octets are counted in what the notation writes beside the session. */
  readonly #fixed: boolean;

  constructor(document: TranscriptDocument, options: RedactOptions) {
    this.#document = document;
    this.#options = options;
    this.#fixed = COUNTED.has(document.transcript.notation);
  }

  edits(): TextEdit[] {
    const { transcript, snapshot } = this.#document;
    for (const session of transcript.sessions) {
      for (const text of sensitiveTexts(session)) this.#sensitive(text);
    }
    this.#announce();
    for (const session of transcript.sessions) this.#remarks(session);
    const { addresses = false, hosts = false, bodies = false } = this.#options;
    if (addresses || hosts) {
      for (const session of transcript.sessions) this.#names(session, { addresses, hosts });
    }
    for (const session of transcript.sessions) {
      if (bodies) maskEscaped(session, this.#edits);
      correctCounts(session, this.#edits);
    }
    const edits = writeEdits(snapshot, transcript.lines, this.#edits.all());
    return withoutOverlap([...edits, ...(bodies ? bodyEdits(this.#document) : [])]);
  }

  /** Writes a text anew with its secrets replaced; what is written, and what it means, may be said again elsewhere. */
  #sensitive(text: SensitiveText): void {
    const { transcript } = this.#document;
    const { line, from, to, coding, decoded, literal } = text;
    const fixed = this.#isFixed(line);
    const secret = new Set(visibleParts(text));
    const replaced = text.parts.flatMap((part): TextEdit[] => {
      const value = valueOf(text, part);
      if (part.what === 'user') {
        if (this.#options.addresses !== true) return [];
        const name = fit(this.#placeholders.user(value), value, fixed);
        this.#echoes.add(value, name);
        return [{ from: part.from, to: part.to, insert: name }];
      }
      if (!secret.has(part)) return [];
      const insert = this.#placeholders.secret(value, part.what, fixed);
      this.#echoes.add(value, insert);
      return [{ from: part.from, to: part.to, insert }];
    });
    if (replaced.length === 0) return;
    const own = applyEdits(decoded, replaced);
    const written = transcript.lines.text(line).slice(from, to);
    const insert = fit(WRITERS[coding](own), written, fixed && coding !== 'base64');
    if (coding === 'base64') this.#echoes.add(written, insert);
    if (!this.#edits.add({ line, from, to, insert }) || !literal) return;
    const key = `${String(literal.line)}:${String(literal.from)}`;
    const change = (this.#literals.get(key)?.change ?? 0) + utf8Octets(insert) - utf8Octets(written);
    this.#literals.set(key, { ...literal, change });
  }

  /** Corrects what announces the literals of logins by as much as they changed: a count that was wrong stays so. */
  #announce(): void {
    const { lines } = this.#document.transcript;
    for (const { change, ...digits } of this.#literals.values()) {
      const octets = Number(lines.text(digits.line).slice(digits.from, digits.to));
      if (change !== 0) this.#edits.add({ ...digits, insert: String(octets + change) });
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
        for (const echo of this.#echoes.in(text)) this.#add(line, text, echo);
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

  #names(session: Session, wanted: { readonly addresses: boolean; readonly hosts: boolean }): void {
    const { numbers, all } = session;
    for (let place = 0; place < numbers.length; place++) {
      const line = numbers[place] ?? 0;
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

/** Where a place has a fixed width, a placeholder is cut or filled up in front of its number. */
function fit(insert: string, value: string, fixed: boolean): string {
  if (!fixed || insert.length === value.length) return insert;
  return insert.length > value.length ? insert.slice(-value.length) : insert.padStart(value.length, 'x');
}

/** How a decoded text is written again. */
const WRITERS: Readonly<Record<SecretCoding, (decoded: string) => string>> = {
  text: (decoded) => decoded,
  quoted: (decoded) => decoded.replace(/["\\]/g, String.raw`\$&`),
  base64: (decoded) => encodeBase64(encodeLatin1(decoded)),
};

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
