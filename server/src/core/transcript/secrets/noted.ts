// Secrets in what is no line of the session: settings that a tool prints, its own command line, headers, URLs.

import { decodeBase64 } from '../../message/body/base64.ts';
import { decodeLatin1 } from '../../message/body/octets.ts';
import type { TextRange } from '../../text/range.ts';
import type { SecretKind } from '../sasl/formats.ts';
import { isMasked } from './masked.ts';
import { commandPatterns, noHiding, notePatterns, tokenPatterns } from './notedPatterns.ts';
import type { NotedCoding, NotedPattern } from './notedPatterns.ts';

/** A secret in a note. */
export interface NotedSecret extends TextRange {
  readonly what: SecretKind;
  readonly coding: NotedCoding;
}

/** False where a text holds none for sure: quicker than to look for them. */
export function maySaySecret(text: string): boolean {
  return MAY_SAY.test(text);
}

/** The secrets that the words of a note announce, in order, without overlap; masked ones are none. */
export function notedSecrets(text: string): NotedSecret[] {
  return MAY_SAY.test(text) ? matches(text, notePatterns) : [];
}

/** The secrets of a line that is a command, whoever is said to say it. */
export function commandSecrets(text: string): NotedSecret[] {
  return MAY_SAY.test(text) ? matches(text, commandPatterns) : [];
}

/** What is a secret wherever it stands: tokens that start as their makers write them, URLs and header fields for logins. */
export function tokenSecrets(text: string): NotedSecret[] {
  return MAY_SAY.test(text) ? matches(text, tokenPatterns) : [];
}

function matches(text: string, patterns: readonly NotedPattern[]): NotedSecret[] {
  let found: NotedSecret[] = [];
  for (const { pattern, what, coding = 'text' } of patterns) {
    const own: NotedSecret[] = [];
    // Both are in order.
    let at = 0;
    for (const match of text.matchAll(pattern)) {
      const value = match.slice(1).find((group) => group !== undefined) ?? '';
      const from = match.index + match[0].lastIndexOf(value);
      const to = from + value.length;
      if (value === '' || isMasked(value) || noHiding.test(value) || isMaskedLogin(value)) continue;
      while ((found[at]?.to ?? Infinity) <= from) at++;
      if ((found[at]?.from ?? Infinity) >= to) own.push({ from, to, what, coding });
    }
    if (own.length > 0) found = [...found, ...own].sort((a, b) => a.from - b.from);
  }
  return found;
}

/** Whether something in base64 was masked before. */
function isMaskedLogin(value: string): boolean {
  return MASKED.test(decodeLatin1(decodeBase64([value]).octets));
}

/** One of these is in every line that a pattern finds something in. */
const MAY_SAY =
  /pass|pwd|\bpw\b|secret|token|bearer|basic|auth|login|logon|cookie|:\/\/|key|credential|ntlm|kennwort|contrase|mot de|resp|-u|eyJ|ya29|_random|client_|server_|exporter|connect|start|imap_open|\{[A-Z]|\$[0-9y]\$/i;
const MASKED = /(?:^|[\0 \x01=:])redacted-\d+(?:$|[\0\x01])/;
