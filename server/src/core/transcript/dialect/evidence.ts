// What the words of a line say of its protocol and its speaker, before anything is parsed.

import type { Protocol, Speaker } from '../protocol.ts';

/** A protocol whose sessions are told apart; those that are not `Protocol` have no tables here. */
export type SpokenProtocol = Protocol | 'managesieve' | 'ftp' | 'nntp' | 'http' | 'mtqp' | 'redis' | 'acap';

/** What the lines of a protocol look like. Patterns match at the start of a line's own text. */
interface Evidence {
  readonly protocol: SpokenProtocol;
  readonly client: RegExp;
  readonly server: RegExp;
  /** Lines that no other protocol has. */
  readonly sure: RegExp;
}

const IMAP_COMMANDS = [
  'CAPABILITY|NOOP|LOGOUT|STARTTLS|AUTHENTICATE|LOGIN|SELECT|EXAMINE|CREATE|DELETE|RENAME|SUBSCRIBE|UNSUBSCRIBE',
  'LIST|LSUB|STATUS|APPEND|CHECK|CLOSE|EXPUNGE|SEARCH|FETCH|STORE|COPY|UID|IDLE|MOVE|NAMESPACE|ENABLE|UNSELECT|ID',
  'SORT|THREAD|ESEARCH|SETACL|GETACL|DELETEACL|MYRIGHTS|LISTRIGHTS|SETQUOTA|GETQUOTA|GETQUOTAROOT|SETMETADATA',
  'GETMETADATA|SETANNOTATION|GETANNOTATION|COMPRESS|NOTIFY|CANCELUPDATE|GENURLAUTH|URLFETCH|RESETKEY|CONVERT',
  'LANGUAGE|COMPARATOR|REPLACE|UNAUTHENTICATE|CONVERSIONS|XLIST|PARTIAL|FIND|BBOARD|X[A-Z-]+',
].join('|');
/** Prose has `is no`, `the list` and `the XCB`: a tag without a digit wants capitals, and a command that is known. */
const IMAP_TAG = String.raw`(?:(?=[A-Za-z._-]*\d)(?!\d{3} [^A-Z])[A-Za-z0-9._-]{1,40} `;
const IMAP_CLIENT = `${IMAP_TAG}(?:${anyCase(IMAP_COMMANDS)})|[A-Za-z._-]{1,40} (?!X(?!LIST))(?:${IMAP_COMMANDS}))(?: |\\s*$)`;
/** What people type: short tags, small letters. Prose has such words too, but not these arguments. */
const IMAP_TYPED = `[A-Za-z.]{1,2} (?:${[
  anyCase(String.raw`(?:CAPABILITY|NOOP|LOGOUT|STARTTLS|IDLE|CHECK|CLOSE|EXPUNGE|UNSELECT|NAMESPACE)`) +
    String.raw`\s*$`,
  `${anyCase('(?:LOGIN|LIST|LSUB|XLIST|RENAME)')} \\S+ \\S+\\s*$`,
  `${anyCase('(?:SELECT|EXAMINE|CREATE|DELETE|SUBSCRIBE|UNSUBSCRIBE|AUTHENTICATE|GETQUOTAROOT)')} \\S+\\s*$`,
  `${anyCase('(?:FETCH|STORE|COPY|MOVE)')} [\\d:*,]+ \\S`,
  `${anyCase('UID (?:FETCH|STORE|COPY|MOVE|EXPUNGE)')} [\\d:*,]+`,
  `${anyCase('(?:UID )?SEARCH (?:ALL|(?:UN)?SEEN|NEW|RECENT|(?:UN)?DELETED|(?:UN)?FLAGGED|FROM|SUBJECT|SINCE|BEFORE|TEXT|BODY)')}(?: |\\s*$)`,
  `${anyCase('STATUS')} \\S+ \\(`,
  `${anyCase('APPEND')} \\S+ .*\\}`,
].join('|')})`;
/** Behind a mark no prose stands. */
const IMAP_MARKED = new RegExp(
  String.raw`(?!\d{3} )[A-Za-z0-9._-]{1,40} (?:${anyCase(IMAP_COMMANDS)})(?: |\s*$)`,
  'y',
);
const IMAP_TAGGED = `${IMAP_TAG}(?:${anyCase('OK|NO|BAD')})|[A-Za-z._-]{1,40} (?:OK|NO|BAD))(?: |\\s*$)`;
/** Scripts of servers' tests write the response as a pattern: `\* OK`. */
const IMAP_UNTAGGED = String.raw`\\?\* (?:\d+ (?:[A-Z]+|${anyCase('EXISTS|RECENT|FETCH|EXPUNGE')})|[A-Z]{2,}[A-Z.=]*|${anyCase('OK|NO|BAD|BYE|PREAUTH|FLAGS|SEARCH')})(?: |\s*$)`;

function anyCase(words: string): string {
  return words.replace(/[A-Z](?![\w-]*\])/g, (letter) => `[${letter}${letter.toLowerCase()}]`);
}

/** In order of precedence where two explain as many lines. */
const protocols: readonly Evidence[] = [
  {
    protocol: 'smtp',
    client:
      /(?:(?:EHLO|HELO|LHLO)(?:\s|$)|MAIL FROM|RCPT TO|(?:DATA|RSET|QUIT|STARTTLS|TURN|MAIL|RCPT|AUTH)\s*$|BDAT \d|(?:VRFY|EXPN|ETRN|ATRN|BURL|XCLIENT|XFORWARD|NOOP)(?: |\s*$)|(?:MAIL|RCPT) [^ :]*[:@]|(?:SOML|SAML|SEND) FROM|HELP(?: [A-Z]+)?\s*$|AUTH [\w-]+(?: \S+)?\s*$)/iy,
    server: /[2-5]\d\d(?:[- ]|$)/y,
    sure: /(?:(?:EHLO|HELO|LHLO)(?:\s|$)|(?:MAIL ?FROM|RCPT ?TO) ?:|BDAT \d|DATA\s*$|(?:VRFY|EXPN|ETRN|ATRN|BURL|XCLIENT|XFORWARD) \S|XCLIENT|(?:STARTTLS)\s*$|250[- ](?:8BITMIME|PIPELINING|SIZE|DSN|ENHANCEDSTATUSCODES|CHUNKING|STARTTLS|AUTH[ =]|SMTPUTF8|HELP|VRFY|ETRN)|354[- ]|[245]\d\d[- ][245]\.\d+\.\d+ |(?:334|535|235)[- ]|22[01] .*SMTP|55[0-9][- ]|45[0-9][- ])/iy,
  },
  {
    protocol: 'imap',
    client: new RegExp(`${IMAP_CLIENT}|${IMAP_TYPED}|DONE\\s*$`, 'y'),
    server: new RegExp(`${IMAP_UNTAGGED}|${IMAP_TAGGED}|\\+(?: |$)`, 'y'),
    sure: new RegExp(
      `${IMAP_UNTAGGED}|(?![2-5]\\d\\d [Oo][Kk])(?:${IMAP_TAGGED})|${IMAP_CLIENT}|\\+ (?:Ready|idling|OK|go ahead|send)`,
      'y',
    ),
  },
  {
    protocol: 'pop3',
    client:
      /(?:(?:USER|PASS|RETR|DELE|UIDL|LIST|LANG|XTND|RPOP)(?: \S+)?\s*$|(?:APOP|TOP|AUTH|PASS)(?: \S+){1,2}\s*$|(?:STAT|NOOP|RSET|QUIT|CAPA|STLS|UTF8|LAST|AUTH)\s*$)/iy,
    server: /(?:\+OK(?!\+)|-ERR)(?: |$)|\+ /y,
    sure: /(?:\+OK(?!\+)|-ERR) |(?:APOP \S|UIDL(?: \d+)?\s*$|TOP \d+ \d|CAPA\s*$|STLS\s*$|DELE \d+\s*$|RETR \d+\s*$|UTF8\s*$|(?:USER|PASS) \S+\s*$|(?:STAT|LIST|LAST)\s*$|LIST \d+\s*$|LANG(?:$| [a-z*]))/iy,
  },
  {
    protocol: 'managesieve',
    client:
      /(?:(?:PUTSCRIPT|LISTSCRIPTS|SETACTIVE|GETSCRIPT|DELETESCRIPT|HAVESPACE|CHECKSCRIPT|RENAMESCRIPT|UNAUTHENTICATE|CAPABILITY|LOGOUT|NOOP|STARTTLS)(?: |\s*$)|AUTHENTICATE ")/iy,
    server: /(?:OK|NO|BYE)(?: |$)|"/y,
    sure: /(?:PUTSCRIPT|LISTSCRIPTS|SETACTIVE|GETSCRIPT|DELETESCRIPT|HAVESPACE|CHECKSCRIPT|RENAMESCRIPT|UNAUTHENTICATE|CAPABILITY\s*$|LOGOUT\s*$|AUTHENTICATE "|"(?:IMPLEMENTATION|SASL|SIEVE|STARTTLS|VERSION|NOTIFY)"|(?:OK|NO|BYE)(?: ["(]|\s*$))/iy,
  },
  {
    protocol: 'ftp',
    client:
      /(?:USER|PASS|CWD|PWD|PASV|EPSV|PORT|EPRT|TYPE|RETR|STOR|LIST|NLST|MLSD|SYST|FEAT|DELE|MKD|RMD|QUIT|SIZE|MDTM)(?: |\s*$)/iy,
    server: /[1-5]\d\d(?:[- ]|$)/y,
    sure: /(?:CWD|PWD|PASV|EPSV|PORT \d|EPRT|TYPE [AIEL]|STOR|NLST|MLSD|SYST|FEAT|MKD|RMD)(?: |\s*$)|(?:150|226|227|229|230|331|257|125|215|425)[- ]|220.*\bFTP/iy,
  },
  {
    protocol: 'nntp',
    client:
      /(?:MODE READER|GROUP|ARTICLE|HEAD|BODY|STAT|NEXT|LAST|POST|IHAVE|XOVER|OVER|NEWGROUPS|NEWNEWS|LIST|CAPABILITIES|QUIT)(?: |\s*$)/iy,
    server: /[1-5]\d\d(?:[- ]|$)/y,
    sure: /(?:MODE READER|GROUP [a-z]|ARTICLE|XOVER|OVER|IHAVE|NEWNEWS|NEWGROUPS|CAPABILITIES\s*$)|(?:20[01]|205|211|215|22[234]|340|240|411|430) (?!.*SMTP)/iy,
  },
  {
    protocol: 'http',
    client: /(?:GET|POST|HEAD|PUT|DELETE|OPTIONS|PATCH) \S+ HTTP\//y,
    server: /HTTP\/\d(?:\.\d)? \d{3}/y,
    sure: /(?:GET|POST|HEAD|PUT|DELETE|OPTIONS|PATCH) \S+ HTTP\/|HTTP\/\d(?:\.\d)? \d{3}/y,
  },
  {
    protocol: 'mtqp',
    client: /(?:TRACK|COMMENT|STARTTLS|QUIT)(?: |\s*$)/iy,
    server: /\+(?:OK|BAD|TEMP|NO)\+?/y,
    sure: /(?:\+OK\+|\+(?:BAD|TEMP|NO)(?: |$)|TRACK <)/iy,
  },
  {
    protocol: 'redis',
    client: /\*\d+\s*$|\$\d+\s*$|PING\s*$/iy,
    server: /[+$:*-]\S*\s*$/y,
    sure: /[*$]\d+\s*$|PING\s*$|\+PONG\s*$/iy,
  },
];

/** Which of the two protocols that differ in little else a hello belongs to. */
type Hello = 'smtp' | 'lmtp';

/** What one line says of its protocol. */
export interface LineEvidence {
  /** The hello that is said. */
  readonly hello: Hello | undefined;
  /** What a reply says to it; `lmtp` where only that protocol has the reply. */
  readonly answer: 'accepted' | 'refused' | 'lmtp' | undefined;
  readonly greeting: SpokenProtocol | 'none' | undefined;
  /** Places in `protocols`, and how much the line speaks for them. */
  readonly scores: readonly (readonly [number, number])[];
}

/** What a line's own text says. A line of an unknown speaker may be either's. */
export function lineEvidence(text: string, speaker: Speaker): LineEvidence {
  if (text.length > MAX_TEXT) text = text.slice(0, MAX_TEXT);
  // The end of IDLE is a word that other protocols have too.
  if (text === 'DONE') return NOTHING;
  let scores: [number, number][] | undefined;
  let greeting: SpokenProtocol | 'none' | undefined;
  let index = 0;
  for (const { protocol, client, server, sure } of protocols) {
    const marked = protocol === 'imap' && speaker === 'client' && at(IMAP_MARKED, text) ? 1 : 0;
    const fits = (speaker !== 'server' && at(client, text)) || (speaker !== 'client' && at(server, text));
    const score = (at(sure, text) ? SURE : 0) + (fits ? 1 : 0);
    if (score > 0) greeting ??= greetingOf(text);
    if (score + marked > 0) (scores ??= []).push([index, score + marked]);
    index++;
  }
  const hello = LHLO.test(text) ? 'lmtp' : HELO.test(text) ? 'smtp' : undefined;
  return { hello, answer: answerOf(text), greeting, scores: scores ?? NO_SCORES };
}

/** True for a line that only LMTP has: what else a session says decides. */
export function maySayLmtp(text: string): boolean {
  return LHLO.test(text) || LMTP_REPLY.test(text);
}

function answerOf(text: string): LineEvidence['answer'] {
  if (LMTP_REPLY.test(text)) return 'lmtp';
  return text.startsWith('250') ? 'accepted' : REFUSAL.test(text) ? 'refused' : undefined;
}

/** Counts what lines say of their protocol. */
export class ProtocolTally {
  /** In the order of `protocols`. */
  readonly #scores: number[] = protocols.map(() => 0);
  /** The hello that is not yet answered, the last one that was accepted, and the last one of all. */
  #asked: Hello | undefined;
  #accepted: Hello | undefined;
  #tried: Hello | undefined;
  /** What the first line that says anything of a protocol says, if it can be the greeting of one alone. */
  #greeting: SpokenProtocol | 'none' | undefined;

  /** Counts one line's own text. A line of an unknown speaker may be either's. */
  add(text: string, speaker: Speaker): void {
    this.count(lineEvidence(text, speaker));
  }

  /** Counts what one line says. */
  count({ hello, answer, greeting, scores }: LineEvidence): void {
    if (hello) this.#asked = this.#tried = hello;
    else if (answer === 'lmtp') this.#accepted = answer;
    else if (answer) {
      if (answer === 'accepted') this.#accepted = this.#asked ?? this.#accepted;
      this.#asked = undefined;
    }
    this.#greeting ??= greeting;
    for (const [index, score] of scores) this.#count(index, score);
  }

  /** Counts what another tally has counted, of lines behind those of this one. */
  merge(other: ProtocolTally): void {
    other.#scores.forEach((score, index) => {
      this.#count(index, score);
    });
    this.#asked = other.#asked;
    this.#accepted = other.#accepted ?? this.#accepted;
    this.#tried = other.#tried ?? this.#tried;
    this.#greeting ??= other.#greeting;
  }

  clone(): ProtocolTally {
    const tally = new ProtocolTally();
    tally.merge(this);
    return tally;
  }

  equals(other: ProtocolTally): boolean {
    return (
      this.#asked === other.#asked &&
      this.#accepted === other.#accepted &&
      this.#tried === other.#tried &&
      this.#greeting === other.#greeting &&
      this.#scores.every((score, index) => score === other.#scores[index])
    );
  }

  #count(index: number, score: number): void {
    this.#scores[index] = (this.#scores[index] ?? 0) + score;
  }

  /**
   * The protocol that explains most; undefined where nothing says any.
   * @param least the least that must speak for it.
   */
  best(least = 2): SpokenProtocol | undefined {
    // The numbers of a long UIDL or LIST look like reply codes: how a session begins tells more than how long it is.
    if (this.#greeting === 'pop3' || this.#greeting === 'imap' || this.#greeting === 'acap') {
      return this.#greeting;
    }
    let best: SpokenProtocol | undefined;
    let most = least - 1;
    for (const [index, { protocol }] of protocols.entries()) {
      const score = this.#scores[index] ?? 0;
      if (score > most) {
        best = protocol;
        most = score;
      }
    }
    // Who is refused tries the other hello.
    return best === 'smtp' ? (this.#accepted ?? this.#tried ?? best) : best;
  }
}

function greetingOf(text: string): SpokenProtocol | 'none' {
  if (/^\+OK(?: |$)/.test(text)) return 'pop3';
  if (text.startsWith('* ACAP ')) return 'acap';
  return /^\* (?:OK|PREAUTH)(?: |$)/.test(text) ? 'imap' : 'none';
}

/** The protocol if it has tables here. */
export function readProtocol(protocol: SpokenProtocol | undefined): Protocol | undefined {
  return protocol === 'smtp' || protocol === 'lmtp' || protocol === 'imap' || protocol === 'pop3'
    ? protocol
    : undefined;
}

/** Who of the two sides a line's words sound like; undefined where they say nothing. */
export function likelySpeaker(text: string, protocol: Protocol | undefined): 'client' | 'server' | undefined {
  for (const { protocol: each, client, server } of protocols) {
    if (protocol !== undefined && each !== (protocol === 'lmtp' ? 'smtp' : protocol)) continue;
    if (!OURS.has(each)) continue;
    if (at(server, text)) return 'server';
    if (at(client, text)) return 'client';
  }
  return undefined;
}

function at(pattern: RegExp, text: string): boolean {
  pattern.lastIndex = 0;
  return pattern.test(text);
}

const OURS: ReadonlySet<SpokenProtocol> = new Set(['smtp', 'imap', 'pop3']);
const LHLO = /^LHLO\b/i;
const HELO = /^(?:HELO|EHLO)\b/i;
/** A delivery agent answers DATA once for each recipient, and names it (RFC 2033 4.2). */
const LMTP_REPLY = /^250 2\.[01]\.\d <[^<>]+> (?:\S+ )?Saved\b/;
const REFUSAL = /^[45]\d\d(?:[- ]|$)/;
const NO_SCORES: LineEvidence['scores'] = [];
const NOTHING: LineEvidence = { hello: undefined, answer: undefined, greeting: undefined, scores: NO_SCORES };
const SURE = 2;
const MAX_TEXT = 300;

/** Who says an unmarked line in a marked session, where its words leave no doubt. */
export function hasMessageWords(text: string, protocol: Protocol): 'client' | 'server' | undefined {
  const row = protocols.find((each) => each.protocol === (protocol === 'lmtp' ? 'smtp' : protocol));
  if (row === undefined || !(at(row.sure, text) || at(row.server, text))) return undefined;
  return likelySpeaker(text, protocol);
}
