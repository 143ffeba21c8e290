// The open documents, kept by the server itself: text, parsed mail, and what is known of the octets behind it.

import type {
  DidChangeTextDocumentParams,
  DidCloseTextDocumentParams,
  DidOpenTextDocumentParams,
} from 'vscode-languageserver';

import { textSnapshot } from '../core/index.ts';
import type {
  HostEncoding,
  MailService,
  MailSource,
  OctetFacts,
  OpenMail,
  ReadLinesOptions,
  SeenNames,
  Snapshot,
} from '../core/index.ts';
import { applyChanges } from './changes.ts';
import type { Positions } from './convert.ts';
import { documentKind } from './documentKind.ts';
import type { DocumentKind } from './documentKind.ts';
import type { ChosenReading } from './protocol.ts';

/** What a document is when it is opened. */
interface Opened {
  readonly uri: string;
  readonly serial: number;
  readonly snapshot: Snapshot;
  readonly kind: DocumentKind;
}

/** An open document. Its text is parsed when somebody asks, so a burst of changes is parsed once. */
export class OpenDocument {
  readonly uri: string;
  /** Tells this opening from an earlier one of the same resource. */
  readonly serial: number;
  /** Settles when the octets were looked at; nothing waits for more than one reading. */
  octetsRead: Promise<unknown> = Promise.resolve();
  /** How many checks of it are under way; what comes in meanwhile makes them start again. */
  checks = 0;
  /** True once some diagnostics of it were given. */
  answered = false;
  readonly #service: MailService;
  readonly #kind: DocumentKind;
  #chosen: ChosenReading = {};
  #snapshot: Snapshot;
  #octets: OctetFacts | undefined;
  #host: HostEncoding = 'utf-8';
  #hostTold = false;
  /** Counts what changes beside the text. */
  #sourceRevision = 0;
  #mail: OpenMail | undefined;
  #current = true;
  /** What is being read, in slices. */
  #pending: MailSource | undefined;
  /** How much of a long transcript is read, in UTF-16 units; undefined where all is to be read at once. */
  #read: number | undefined;
  #seen: { readonly version: number; readonly names: SeenNames } | undefined;

  constructor(service: MailService, { uri, serial, snapshot, kind }: Opened) {
    this.#service = service;
    this.#kind = kind;
    this.uri = uri;
    this.serial = serial;
    this.#snapshot = snapshot;
    this.#read = this.isLongSession ? 0 : undefined;
  }

  get snapshot(): Snapshot {
    return this.#snapshot;
  }

  get version(): number {
    return this.#snapshot.version;
  }

  /** Differs whenever the text does, what is known of its octets, or how it is to be read. */
  get revision(): string {
    return `${String(this.serial)}.${String(this.version)}.${String(this.#sourceRevision)}`;
  }

  /** True for a transcript of which not everything is looked at before the first diagnostics. */
  get isLongSession(): boolean {
    return this.#kind.format === 'transcript' && this.#snapshot.length > LONG;
  }

  /** The mail of the current version. What was not read before is read at once: see `readOn`. */
  get mail(): OpenMail {
    this.readTo(Infinity);
    return this.beginning;
  }

  /** False for a long transcript that is still being read. */
  get isRead(): boolean {
    return this.#read === undefined;
  }

  /** What has been read of the current version: a part of it at least. */
  get beginning(): OpenMail {
    this.catchUp(never);
    // Made by `catchUp`.
    return (this.#mail ??= this.#service.open(this.#source()));
  }

  /** What was read last, of this version or of one before. */
  get last(): OpenMail | undefined {
    return this.#mail;
  }

  /** True where `beginning` has nothing to read. */
  get isCurrent(): boolean {
    return this.#mail !== undefined && this.#current;
  }

  /** Reads what has changed, until `over` turns true: then it is to be asked again. */
  catchUp(over: () => boolean): void {
    if (!this.#mail) this.#mail = this.#service.open(this.#source());
    else if (!this.#current) {
      this.#pending ??= this.#source();
      if (!this.#mail.updateUntil(this.#pending, over)) return;
    }
    this.#pending = undefined;
    this.#current = true;
  }

  #source(): MailSource {
    const { format, reading } = this.#kind;
    const snapshot =
      this.#read === undefined ? this.#snapshot : this.#snapshot.beginning(Math.max(this.#read, FIRST));
    return {
      snapshot,
      octets: this.#octets,
      host: this.#host,
      format,
      reading: reading && { ...reading, ...this.#chosen, ...(this.#chosen.protocol && { orLmtp: false }) },
    };
  }

  #outdated(): void {
    this.#current = false;
    this.#pending = undefined;
  }

  /** Has the next answers be about the text up to `length` at least. */
  readTo(length: number): void {
    if (this.#read === undefined || length <= this.#read) return;
    this.#read = length < this.#snapshot.length ? length : undefined;
    this.#outdated();
  }

  /** Reads on, so many UTF-16 units. */
  readOn(count: number): void {
    if (this.#read === undefined) return;
    const done = this.#mail ? this.#mail.document.snapshot.length : 0;
    // What is always read as a whole is not read again and again. The first lines may have told another notation.
    const anew = done > ANEW && this.#mail?.readAnew === true;
    this.readTo(anew ? Infinity : done + count);
    this.catchUp(never);
  }

  /** The addresses and identifiers in the current version, to be offered while writing in any document. */
  get seenNames(): SeenNames {
    const { version } = this;
    if (!this.isRead) return this.beginning.seenNames();
    if (this.#seen?.version !== version) this.#seen = { version, names: this.mail.seenNames() };
    return this.#seen.names;
  }

  /** Takes a new text. What was known of the octets was true of the old one. */
  change(snapshot: Snapshot): void {
    this.#snapshot = snapshot;
    this.setOctets(undefined);
    this.#outdated();
  }

  /** How the text was made from its octets: true of all versions. What the client tells counts more than a guess. */
  setHost(host: HostEncoding, told: boolean): void {
    if ((this.#hostTold && !told) || (this.#host === host && this.#hostTold === told)) return;
    this.#hostTold = told;
    if (this.#host === host) return;
    this.#host = host;
    this.#sourceRevision++;
    this.#outdated();
  }

  /** True where the client has told how the text was made from its octets: they need not be looked at for that. */
  get hostTold(): boolean {
    return this.#hostTold;
  }

  /** True where the octets are known to be other than the text shows: then there may be more to tell of them. */
  get unusualOctets(): boolean {
    if (!this.#octets) return false;
    const { crlf, lf, cr, nul, bom, utf8 } = this.#octets;
    return cr > 0 || (crlf > 0 && lf > 0) || nul.length > 0 || bom || !utf8;
  }

  /** What the user chose of how a transcript is read. */
  get chosen(): ChosenReading {
    return this.#chosen;
  }

  /** How a transcript looks by itself: its language, the name of its file; undefined for other documents. */
  get reading(): ReadLinesOptions | undefined {
    return this.#kind.reading;
  }

  /** Takes what the user chose. Nothing of another reading can be used again. */
  choose(chosen: ChosenReading): void {
    this.#chosen = chosen;
    this.#sourceRevision++;
    this.#mail = undefined;
    this.#read = this.isLongSession ? 0 : undefined;
    this.#seen = undefined;
  }

  setOctets(facts: OctetFacts | undefined): void {
    // Lists of at most a hundred places: cheaper to compare than to tell every rule again.
    if (JSON.stringify(facts) === JSON.stringify(this.#octets)) return;
    this.#octets = facts;
    this.#sourceRevision++;
    this.#outdated();
  }
}

const never = (): boolean => false;

/** UTF-16 units. */
const LONG = 262_144;
/** How much of a long transcript is read first: about what a window shows. */
const FIRST = 2048;
/** From so much on a transcript of a notation that is always read as a whole is. */
const ANEW = 131_072;

/** The documents that the client has open, by URI. */
export class Documents {
  readonly #service: MailService;
  readonly #positions: Positions;
  readonly #open = new Map<string, OpenDocument>();
  /** Outlasts the closing of a document: who chose opens it again. */
  readonly #chosen = new Map<string, ChosenReading>();
  #serial = 0;

  constructor(service: MailService, positions: Positions) {
    this.#service = service;
    this.#positions = positions;
  }

  get(uri: string): OpenDocument | undefined {
    return this.#open.get(uri);
  }

  all(): readonly OpenDocument[] {
    return [...this.#open.values()];
  }

  open({ textDocument: { uri, text, version, languageId } }: DidOpenTextDocumentParams): OpenDocument {
    const document = new OpenDocument(this.#service, {
      uri,
      serial: ++this.#serial,
      snapshot: textSnapshot(text, version),
      kind: documentKind(languageId, uri),
    });
    const chosen = this.#chosen.get(uri);
    if (chosen) document.choose(chosen);
    this.#open.set(uri, document);
    return document;
  }

  /** How a transcript is to be read from now on. @returns the document where it is open. */
  choose(uri: string, chosen: ChosenReading): OpenDocument | undefined {
    this.#chosen.delete(uri);
    if (chosen.notation !== undefined || chosen.protocol !== undefined) this.#chosen.set(uri, chosen);
    const [oldest] = this.#chosen.keys();
    if (this.#chosen.size > MAX_CHOSEN && oldest !== undefined) this.#chosen.delete(oldest);
    const document = this.#open.get(uri);
    document?.choose(chosen);
    return document;
  }

  change({
    textDocument: { uri, version },
    contentChanges,
  }: DidChangeTextDocumentParams): OpenDocument | undefined {
    const document = this.#open.get(uri);
    document?.change(applyChanges(document.snapshot, contentChanges, version, this.#positions));
    return document;
  }

  close({ textDocument: { uri } }: DidCloseTextDocumentParams): void {
    this.#open.delete(uri);
  }
}

/** How many documents a choice is kept of. */
const MAX_CHOSEN = 1000;
