// Replies of SMTP and LMTP servers, put together from their lines (RFC 5321 4.2.1, RFC 2034 4).

import type { SubmissionReply } from '../submission.ts';

/** Puts lines together to replies, as they come. */
export class ReplyReader {
  #lines: string[] = [];

  /**
   * @param line without its end.
   * @returns the reply that the line completes; undefined while more lines follow; `malformed` for what is none.
   */
  line(line: string): ServerReply | 'malformed' | undefined {
    const [, digits, more, text = ''] = /^([2-5]\d\d)(?:([ -])(.*))?$/s.exec(line) ?? [];
    if (digits === undefined) return 'malformed';
    this.#lines.push(text);
    if (this.#lines.length > MAX_LINES) return 'malformed';
    if (more === '-') return undefined;
    const lines = this.#lines;
    this.#lines = [];
    return { ...replyOf(Number(digits), lines), lines };
  }
}

/** A reply with its lines, codes left out of none but their front. */
export interface ServerReply extends SubmissionReply {
  readonly lines: readonly string[];
}

function replyOf(code: number, lines: readonly string[]): SubmissionReply {
  const enhancedCode = ENHANCED.exec(lines[0] ?? '')?.[1];
  const text = lines
    .map((line) => (enhancedCode === undefined ? line : line.replace(ENHANCED, '')).trim())
    .filter((line) => line !== '')
    .join(' ');
  const shown = text.length > MAX_TEXT ? `${text.slice(0, MAX_TEXT)}…` : text;
  return { code, ...(enhancedCode === undefined ? {} : { enhancedCode }), text: shown };
}

/** A reply as a sentence quotes it: `550 5.1.1 User unknown`. */
export function said({ code, enhancedCode, text }: SubmissionReply): string {
  return [String(code), enhancedCode, text].filter((part) => part !== undefined && part !== '').join(' ');
}

export function isPositive({ code }: SubmissionReply): boolean {
  return code >= 200 && code < 400;
}

/** What an EHLO reply announces: keywords in upper case, with their parameters. */
export function extensionsOf({ lines }: ServerReply): ReadonlyMap<string, readonly string[]> {
  return new Map(
    lines.slice(1).map((line) => {
      // `AUTH=` is how old servers wrote it.
      const [name = '', ...parameters] = line.trim().split(/[ =]+/);
      return [name.toUpperCase(), parameters.map((parameter) => parameter.toUpperCase())];
    }),
  );
}

/** RFC 3463 2. */
const ENHANCED = /^([245]\.\d{1,3}\.\d{1,3})(?= |$)/;
const MAX_LINES = 500;
/** UTF-16 units. */
const MAX_TEXT = 500;
