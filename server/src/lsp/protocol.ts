// Our own requests and notifications, on top of the Language Server Protocol: method names and types, for both sides.

import type { Position } from 'vscode-languageserver';

import type { PartTree, Protocol } from '../core/index.ts';

/** What a client may tell in `initializationOptions`. Every editor can leave all of it out. */
export interface InitializationOptions {
  /** True where the client answers `readOctets`. */
  readonly readOctets?: boolean;
  /** False where the workspace is not trusted: its configuration files are not read. True where left out. */
  readonly trusted?: boolean;
  /** The client's command that opens the list of completions, for what calls for a value; none where left out. */
  readonly suggestCommand?: string;
  /** True where the client shows pictures of `data:` addresses in Markdown. */
  readonly pictures?: boolean;
  /** The settings, for clients that have no `workspace/configuration`. */
  readonly settings?: Settings;
}

/** The section `mailWorkbench` of the settings. Given by people: any value may be anything. */
export interface Settings {
  readonly profile?: unknown;
  readonly rules?: unknown;
  /** An object of switches, all on where left out: `decodedWords`, `decodedParameters`, `hopDelays`. */
  readonly inlayHints?: unknown;
}

/** Server to client: the octets of a resource that the server cannot read by itself (another scheme, a browser). */
export const readOctetsMethod = 'mailWorkbench/readOctets';

export interface ReadOctetsParams {
  readonly uri: string;
  /** A resource of more octets than this is not sent. */
  readonly limit: number;
}

/** The octets in base64; null where the resource cannot be read or is too large. */
export type ReadOctetsResult = string | null;

/** Client to server: the user trusts the workspace now. No parameters. */
export const didGrantTrustMethod = 'mailWorkbench/didGrantTrust';

/**
 * Client to server: by which encoding the editor makes a document from its octets; after `didOpen`, and when it has
 * changed. Without it the server finds out by itself whether a text is UTF-8 or one character an octet.
 */
export const didChangeEncodingMethod = 'mailWorkbench/didChangeEncoding';

export interface DidChangeEncodingParams {
  readonly uri: string;
  /** VS Code's name: `utf8`, `iso88591`. */
  readonly encoding: string;
}

/**
 * Client to server: checks a file from its octets, without a document: for those that an editor does not hand over.
 * Its diagnostics are published; the answer is null where it cannot be read.
 */
export const checkFileMethod = 'mailWorkbench/checkFile';

export interface CheckFileParams {
  readonly uri: string;
}

export type CheckFileResult = {
  /** How many diagnostics were published. */
  readonly problems: number;
  /** Plain text: a line of the file, and what stands there, in each line. */
  readonly outline: string;
} | null;

/** Client to server: the diagnostics of mail that need not be open. Null where it cannot be read. */
export const lintMethod = 'mailWorkbench/lint';

/** Client to server: the parts of mail that need not be open, `ParsedPart[]`. Null where it cannot be read. */
export const parseMethod = 'mailWorkbench/parse';

/** A resource, or a text that is in no file. */
export type MailParams =
  { readonly uri: string } | { readonly text: string; readonly format?: 'message' | 'mbox' | undefined };

/** A part, with the index of the one around it in the list. */
export type ParsedPart = Omit<PartTree, 'parts'> & { readonly parent: number | null };

/** The kind of the code action that applies every safe fix of a message. */
export const fixAllKind = 'source.fixAll.eml';

/** Client to server: the edits that mask the secrets of an open transcript, as `TextEdit[]`; null for other documents. */
export const redactMethod = 'mailWorkbench/redact';

export interface RedactParams {
  readonly uri: string;
  /** Also addresses, host names and IP addresses, the bodies of messages. */
  readonly addresses?: boolean;
  readonly hosts?: boolean;
  readonly bodies?: boolean;
}

/** Client to server: the message that a transcript carries at a place. */
export const carriedMessageMethod = 'mailWorkbench/carriedMessage';

export interface CarriedMessageParams {
  readonly uri: string;
  readonly position: Position;
}

/** Without prefixes and doubled dots; null where no message stands there. */
export type CarriedMessageResult = { readonly text: string } | null;

/** Client to server: how an open transcript is read; null for other documents. */
export const sessionInfoMethod = 'mailWorkbench/sessionInfo';

export interface SessionInfoParams {
  readonly uri: string;
}

export interface SessionInfo {
  readonly protocol: Protocol | null;
  /** The id of the notation. */
  readonly notation: string;
  readonly sessions: number;
}

/** Client to server: whether a text, `{text}`, is a session; its protocol, or null. */
export const detectSessionMethod = 'mailWorkbench/detectSession';
