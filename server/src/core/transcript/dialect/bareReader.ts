// Reads sessions without marks: who speaks follows from the words, and from what is under way.

import type { Protocol, Speaker } from '../protocol.ts';
import { BlockTracker } from './block.ts';
import type { BlockState } from './block.ts';
import { likelySpeaker } from './evidence.ts';
import type { LineReader } from './lineReader.ts';
import { LineWriter, speakerNumber } from './lineWriter.ts';
import { leadPattern } from './leads.ts';
import { isElision, isRemark } from './remarks.ts';

/** Tools that print the session as it is, with remarks of their own between. */
interface BareNotation {
  readonly id: string;
  readonly title: string;
  readonly hint: RegExp;
}

/** The first one that fits is taken. */
export const bareNotations: readonly BareNotation[] = [
  {
    id: 'openssl',
    title: 'openssl s_client',
    hint: /^(?:depth=\d+ |verify return:|CONNECTED\([0-9A-F]+\)|read R BLOCK)/m,
  },
  {
    id: 'javamail',
    title: 'JavaMail debug',
    hint: /^DEBUG(?: (?:SMTPS?|IMAPS?|POP3S?|JavaMail)(?: [A-Z]+)?)?: /m,
  },
  { id: 'exim-bh', title: 'exim -bh', hint: /^>>> (?:host in|using ACL|processing|check |accept|.* in )/m },
  {
    id: 'mbsync',
    title: 'mbsync -Dn',
    hint: /^(?:[FNMS]: )?>>> \d+ (?:CAPABILITY|LOGIN|AUTHENTICATE|SELECT|LIST)/m,
  },
  { id: 'telnet', title: 'telnet', hint: /^(?:Trying [\d.:a-f]+\.\.\.|Escape character is )/m },
  { id: 'node-debug', title: 'NODE_DEBUG', hint: /^(?:TLS|NET) \d+: /m },
  { id: 'bare', title: 'No marks', hint: /(?:)/ },
  { id: 'none', title: 'No session', hint: /$^/ },
];

/** Which sides a text without marks shows. */
export type Sides = 'both' | 'client' | 'server';

/** Reads the lines of a text without marks. */
export class BareReader implements LineReader {
  readonly lines = new LineWriter();
  readonly #protocol: Protocol | undefined;
  readonly #sides: Sides;
  readonly #block = new BlockTracker();
  /** True behind the first line that only the server says. */
  #heard = false;
  /** True where the server has answered, so the client may speak. */
  #answered = true;
  /** A line that waits for the next one to tell who says it. */
  #late:
    | { readonly from: number; readonly end: number; readonly own: string; readonly skipped: number }
    | undefined;

  readonly #lead: RegExp | undefined;

  /** @param lead the source of what stands in front of each line; empty where nothing does. */
  constructor(protocol: Protocol | undefined, sides: Sides, lead: string) {
    this.#protocol = protocol;
    this.#sides = sides;
    this.#lead = lead === '' ? undefined : leadPattern(lead);
  }

  line(text: string, start: number, from: number, end: number): void {
    const ahead = this.#lead ? this.#leadOf(this.#lead, text, from, end) : 0;
    if (ahead === undefined) {
      this.#settleLate('');
      this.#write('note', start + from, start + end, 0);
      return;
    }
    let own = text.slice(from + ahead, end);
    const marked = this.#prefixOf(own);
    if (marked > 0) own = own.slice(marked);
    this.#settleLate(own);
    const speaker = marked > SENT ? this.#said('client', own) : this.#speaker(own);
    const skipped = ahead + marked;
    if (speaker === undefined) this.#late = { from: start + from, end: start + end, own, skipped };
    else this.#write(speaker, start + from, start + end, skipped);
  }

  /** How long the lead of a line is; undefined where it has none. Editors take it off lines where nothing follows. */
  #leadOf(lead: RegExp, text: string, from: number, end: number): number | undefined {
    lead.lastIndex = from;
    if (lead.test(text) && lead.lastIndex <= end) return lead.lastIndex - from;
    return /[^\s>|]/.test(text.slice(from, end)) ? undefined : end - from;
  }

  finish(): void {
    this.#settleLate('');
  }

  state(): string | undefined {
    return this.#late === undefined
      ? JSON.stringify([this.#answered, this.#heard, this.#block.state])
      : undefined;
  }

  resume(state: string): void {
    [this.#answered, this.#heard, this.#block.state] = JSON.parse(state) as [boolean, boolean, BlockState];
  }

  /** A word nobody knows, between two replies, is a command. */
  #settleLate(next: string): void {
    if (this.#late === undefined) return;
    const { from, end, own, skipped } = this.#late;
    this.#late = undefined;
    const speaker = likelySpeaker(next, this.#protocol) === 'server' ? this.#said('client', own) : 'note';
    this.#write(speaker, from, end, skipped);
  }

  #write(speaker: Speaker, from: number, end: number, skipped: number): void {
    this.lines.add(speakerNumber[speaker], from, from + skipped, end, 0);
  }

  /** How long the mark of mbsync is: that of its far or near store, and of what it sends. */
  #prefixOf(own: string): number {
    if (this.#protocol !== 'imap') return 0;
    MARK.lastIndex = 0;
    return MARK.test(own) ? MARK.lastIndex : 0;
  }

  /** Who says a line; undefined where the next line decides. */
  #speaker(own: string): Speaker | undefined {
    if (this.#protocol === undefined) return 'note';
    // The client's data are in another file.
    if (this.#sides === 'server' && this.#block.speaker === 'client') this.#block.reset();
    const block = this.#block.speaker;
    if (block !== undefined && !(block === 'client' && this.#sides === 'both' && this.#answeredInData(own))) {
      return this.#said(block, own);
    }
    if (own.trim() === '') return this.#sides === 'client' ? this.#said('client', own) : 'note';
    if (NOISE.test(own)) return 'note';
    const likely = likelySpeaker(own, this.#protocol);
    if (this.#sides !== 'both') return this.#oneSided(this.#sides, likely, own);
    if (this.#block.asked && likely !== 'server') return this.#said('client', own);
    if (likely !== undefined && (likely === 'server' || !PROSE.test(own))) return this.#said(likely, own);
    if (isElision(own) || isRemark(own) || !this.#answered || own.length > MAX_COMMAND) return 'note';
    return undefined;
  }

  #said(speaker: 'client' | 'server', own: string): Speaker {
    this.#answered = speaker === 'server' && !/^\d{3}-/.test(own);
    this.#block.take(speaker, own);
    if (this.#sides === 'client' && DATA.test(own)) this.#block.startData();
    return speaker;
  }

  #oneSided(side: 'client' | 'server', likely: Speaker | undefined, own: string): Speaker {
    // A server's log may hold what the tool says of it.
    this.#heard ||= likely === 'server';
    return side === 'client' || likely === 'server' || (this.#protocol === 'pop3' && this.#heard)
      ? this.#said(side, own)
      : 'note';
  }

  /** A message that was never ended: the server would not speak with codes otherwise. */
  #answeredInData(own: string): boolean {
    return this.#protocol !== 'imap' && this.#block.inMessage && LATE_REPLY.test(own);
  }
}

const MARK = /(?:[FNMS]: )?>>> (?=\d+ )|[FNMS]: (?=[*+] |\d+ (?:OK|NO|BAD))/y;
/** The length of the mark of a store; what is sent has a longer one. */
const SENT = 3;
const DATA = /^DATA\s*$/i;
const LATE_REPLY = /^(?:250 2\.\d\.\d |250 (?:Ok|OK)[: ].*(?:queued|id=)|421 4\.)/;
const MAX_COMMAND = 200;
/** What reads like a sentence rather than a command. */
const PROSE = /^[A-Z][a-z]+ (?:[a-z]+ ){2,}/;
const NOISE =
  /^(?:(?:[\w.@:~/[\] -]{0,60}[$#%] ?)?(?:nc|ncat|netcat|telnet|openssl|curl|swaks|socat|gnutls-cli|msmtp|exim4?|sendmail) \S|DEBUG(?: \w+)*: |depth=\d|verify (?:return|error)|CONNECTED\(|Trying \S|Connected to |Connecting |Connection (?:closed|to )|Escape character|(?:TLS|NET) \d+: |---|===|\*\*\*|###|>>> |>> |LOG: |telnet |read R BLOCK|Can't use SSL_get_servername|closed\b|-- )/;
