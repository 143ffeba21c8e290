// What writers put between and behind the lines of a session: elisions, comments, stage directions.

/** True for a line that stands for lines left out: `...`, `. . .`, `[...]`, `... etc. ...`. */
export function isElision(text: string): boolean {
  const first = text.charCodeAt(0);
  return (
    (first === DOT || first === BRACKET || first === PARENTHESIS || first === ELLIPSIS) && ELISION.test(text)
  );
}

/** True for a whole line in brackets that says what happens: `[TLS negotiation]`, `<open connection>`, `(3 messages)`. */
export function isRemark(text: string): boolean {
  const first = text.charCodeAt(0);
  if (first === L_UPPER || first === S_UPPER) return isSuppressed(text);
  if (first !== ANGLE && first !== BRACKET && first !== PARENTHESIS && first !== BRACE) return false;
  return REMARK.test(text) && !HIDDEN.test(text);
}

/** True for what Thunderbird writes for lines that it does not show. */
export function isSuppressed(text: string): boolean {
  return SUPPRESSED.test(text);
}

/** Where the line end starts that a log writes out behind the text of a line; the text's length where there is none. */
export function writtenEnd(text: string): number {
  const last = text.charCodeAt(text.length - 1);
  if (last !== GREATER && last !== N_LOWER && last !== M_LOWER) return text.length;
  const match = WRITTEN_END.exec(text);
  // What asks for a message tells how it ends (RFC 5321 4.3.2).
  return match && !ASKS.test(text) ? match.index : text.length;
}

/** Where a remark starts behind the text of a line (`1 abc123   <- known already`); the text's length where there is none. */
export function remarkStart(text: string): number {
  const gap = text.indexOf('  ');
  if (gap <= 0) return text.length;
  TRAILING.lastIndex = gap;
  const match = TRAILING.exec(text);
  if (!match || quotes(text.slice(0, match.index)) % 2 === 1) return text.length;
  return match.index;
}

function quotes(text: string): number {
  return text.split('"').length - 1;
}

const DOT = 0x2e;
const ELLIPSIS = 0x2026;
const ANGLE = 0x3c;
const BRACKET = 0x5b;
const PARENTHESIS = 0x28;
const BRACE = 0x7b;
const GREATER = 0x3e;
const L_UPPER = 0x4c;
const S_UPPER = 0x53;
const M_LOWER = 0x6d;
const N_LOWER = 0x6e;
const SUPPRESSED = /^(?:Logging suppressed|Sending \d+ bytes of payload)/;
/** The colour of a terminal ends with a line, too. */
const WRITTEN_END = /(?:<CRLF>|<br ?\/?>|\\r\\n|(?:\x1b\[[\d;]{0,12}m)+)$/;
const ASKS = /^354[ -]/;
const ELISION = /^(?:[[(<]?(?:(?:\.{3,}|…|\. \. \.)[\])>]?)\s*$|(?:\.{3,}|…) ?[^.\s].*)/;
/** Words in brackets; markup, addresses and parameter lists are none. */
const REMARK =
  /^(?:\[EOF\]$|<[A-Za-z][\w'-]*(?: [\w'".,;:%+/()-]+)+>?|<(?:TLS|SSL|CRLF|NUL)\b.*|\[[A-Za-z][\w'-]*(?: [\w'".,;:%+/()-]+)+\]?|\((?:[A-Z][a-z]+|\d+|more|note|some|the|a|an|this|message|server|client|no|and|many|repeat\w*|[a-z]+ed) [^"\\]*\)?|\{to \w+\}.*)$/;
/** What stands for a secret was said all the same. */
const HIDDEN = /hidden|redacted|masked|removed|credential|password|secret|\*\*/i;
const TRAILING = /(?<! ) {2,}(?=(?:<[-=]+|←|⇐|\/\/|#|\/\*) )/g;
