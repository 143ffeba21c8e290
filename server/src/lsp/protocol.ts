// Our own requests and notifications, on top of the Language Server Protocol: method names and types, for both sides.

import type { Diagnostic, Position } from 'vscode-languageserver';

import type { JoinedLogs, MessageSummary, NotationName, PartTree, Protocol } from '../core/index.ts';

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
  /** Also addresses, host names and IP addresses, display names and subjects, the bodies of messages. */
  readonly addresses?: boolean;
  readonly hosts?: boolean;
  readonly names?: boolean;
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
  /** The id of the notation, and what people know it by. */
  readonly notation: string;
  readonly title: string;
  readonly sessions: number;
  /** What the user chose instead of what is found; left out where nothing is chosen. */
  readonly chosen?: ChosenReading;
}

/** How a transcript is to be read, whatever it looks like; what is left out is found from the content. */
export interface ChosenReading {
  /** The id of a notation. */
  readonly notation?: string;
  readonly protocol?: Protocol;
}

/** Client to server: the user chose how a transcript is read, until the server ends. Null where it is not open. */
export const chooseReadingMethod = 'mailWorkbench/chooseReading';

export interface ChooseReadingParams {
  readonly uri: string;
  readonly reading: ChosenReading;
}

/** Client to server, with `SessionInfoParams`: the notations there are; null for other documents. */
export const notationsMethod = 'mailWorkbench/notations';

export interface NotationsResult {
  readonly notations: readonly NotationName[];
  /** What the content looks like, whatever is chosen. */
  readonly found: { readonly notation: string; readonly protocol: Protocol | null };
  readonly chosen: ChosenReading;
}

/** Client to server: the diagnostics of texts inside a document of another language, such as fenced blocks of Markdown. */
export const checkBlocksMethod = 'mailWorkbench/checkBlocks';

export interface CheckBlocksParams {
  /** Of the document: its settings and configuration files count. */
  readonly uri: string;
  readonly blocks: readonly TextBlock[];
}

export interface TextBlock {
  /** The id of a language of ours. */
  readonly language: string;
  readonly text: string;
}

/** For each block its diagnostics, with positions in the block's text. */
export type CheckBlocksResult = readonly (readonly Diagnostic[])[];

/** Client to server: one session from the two raw logs of its sides. */
export const joinRawLogsMethod = 'mailWorkbench/joinRawLogs';

/** The texts of the two logs. */
export interface JoinRawLogsParams {
  /** What the client said: `.in` of a server. */
  readonly client: string;
  /** What the server said: `.out`. */
  readonly server: string;
}

/** Null where the logs are of no protocol of ours. */
export type JoinRawLogsResult = JoinedLogs | null;

/** Client to server: whether a text, `{text}`, is a session; its protocol, or null. */
export const detectSessionMethod = 'mailWorkbench/detectSession';

/** Client to server: messages in few words, for lists and searches; from their octets, without documents. */
export const summariesMethod = 'mailWorkbench/summaries';

export interface SummariesParams {
  /** Each the start of a message or the whole: one character an octet (ISO-8859-1). 200 at most. */
  readonly messages: readonly string[];
  /** How many UTF-16 units of each message's decoded text are wanted; none where left out. */
  readonly text?: number;
}

/** In the order asked for. */
export type SummariesResult = readonly MessageSummary[];
