// The door of IMAP's grammar: a command or a response, as its own text, to a tree and its faults.

import { Kind } from '../../../syntax/kinds.ts';
import { parseExpression } from './machine.ts';
import type { ImapSyntax } from './machine.ts';
import type { ImapParseOptions } from './cursor.ts';
import { expression } from './expression.ts';

export type { ImapParseOptions } from './cursor.ts';
export type { ImapSyntax } from './machine.ts';

/**
 * Reads a command, its literals included (RFC 9051 6, 9).
 * @param text the own text: the lines joined by CRLF, without the last line end.
 */
export function parseImapCommand(text: string, options?: ImapParseOptions): ImapSyntax {
  return parseExpression(text, COMMAND, Kind.ImapCommand, options);
}

/**
 * Reads a response: tagged, untagged or a continuation request (RFC 9051 7, 9).
 * @param text the own text: the lines joined by CRLF, without the last line end.
 */
export function parseImapResponse(text: string, options?: ImapParseOptions): ImapSyntax {
  return parseExpression(text, RESPONSE, Kind.ImapResponse, options);
}

const COMMAND = expression('command-line');
const RESPONSE = expression('response-line');
