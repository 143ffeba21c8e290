// Our own requests and notifications, on top of the Language Server Protocol: method names and types, for both sides.

import type { Diagnostic, Position, Range, TextEdit } from 'vscode-languageserver';

import type {
  AnsweredReply,
  ComposeWords,
  HostEncoding,
  Identity,
  JoinedLogs,
  MessageSummary,
  NotationName,
  PartTree,
  Protocol,
  ReplyExplanation,
  SendObstacle,
  SendOptions,
  SendPlan,
} from '../core/index.ts';

export * from './previewProtocol.ts';

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
  /** True where the client itself links each rule with its `rulePage`: what is told of long sessions is then shorter. */
  readonly linksRules?: boolean;
  /** The settings, for clients that have no `workspace/configuration`. */
  readonly settings?: Settings;
}

/** The section `mailWorkbench` of the settings. Given by people: any value may be anything. */
export interface Settings {
  readonly profile?: unknown;
  readonly rules?: unknown;
  /** An object of switches, all on where left out: `decodedWords`, `decodedParameters`, `hopDelays`. */
  readonly inlayHints?: unknown;
  /** An object of switches, all off where left out: `secrets`. */
  readonly hover?: unknown;
}

export { rulePage } from '../config/rulePage.ts';

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
 * Client to server: people whose addresses completion offers beside those of open documents, in place of those told
 * before; the ones that matter most first. 2000 at most.
 */
export const didChangeAddressesMethod = 'mailWorkbench/didChangeAddresses';

export interface DidChangeAddressesParams {
  /** Decoded text; a name is '' where there is none. */
  readonly people: readonly { readonly name: string; readonly address: string }[];
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

/** Client to server: which messages a transcript carries, those around a place where there are too many. */
export const carriedMessagesMethod = 'mailWorkbench/carriedMessages';

/** In document order, decoded plain text; empty for other documents. */
export type CarriedMessagesResult = readonly {
  /** Where `carriedMessage` finds it. */
  readonly position: Position;
  readonly subject: string;
  readonly author: string;
}[];

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

/** Client to server: the quick fixes at a place in such a text. */
export const fixBlockMethod = 'mailWorkbench/fixBlock';

export interface FixBlockParams {
  /** Of the document: its settings and configuration files count. */
  readonly uri: string;
  readonly block: TextBlock;
  /** In the block's text. */
  readonly range: Range;
}

export type FixBlockResult = readonly BlockFix[];

/** A fix, with positions in the block's text. */
export interface BlockFix {
  readonly title: string;
  /** Whether it is the one right answer. */
  readonly safe: boolean;
  readonly edits: readonly TextEdit[];
  /** What it fixes. */
  readonly diagnostic: Diagnostic;
}

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

/** Client to server: whether a text is a session; its protocol, or null. */
export const detectSessionMethod = 'mailWorkbench/detectSession';

export interface DetectSessionParams {
  /** The beginning of the text. */
  readonly text: string;
  /** True where the user says that it holds a session: then one may stand between paragraphs. */
  readonly wanted?: boolean;
}

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

/** Client to server: what it takes to send a message that need not be open. Null where it cannot be read, and for what is no message. */
export const sendPlanMethod = 'mailWorkbench/sendPlan';

export type SendPlanParams = MailParams & { readonly options?: SendOptions };

export type SendPlanResult =
  | (Omit<SendPlan, 'obstacles'> & {
      /** What makes sending impossible; where there is one, nothing must be sent. */
      readonly obstacles: readonly (Omit<SendObstacle, 'from' | 'to'> & { readonly range: Range })[];
      /** What the rules say under the profile `outgoing`, the user's own levels laid over it. */
      readonly findings: readonly Diagnostic[];
      /** The version of the open document that was read; null where it is not open. */
      readonly version: number | null;
    })
  | null;

/** Client to server: what a server's replies to a message and its envelope mean. */
export const explainRepliesMethod = 'mailWorkbench/explainReplies';

export interface ExplainRepliesParams {
  /** 10,000 at most. */
  readonly replies: readonly AnsweredReply[];
}

/** In the order asked for. */
export type ExplainRepliesResult = readonly ReplyExplanation[];

/** Client to server: a new message, alone or from others. Null where one of these cannot be read. */
export const composeMethod = 'mailWorkbench/compose';

/**
 * `reply`: to the author; `replyAll`: to everybody; `replyList`: to the mailing list; `forward`: the text in the body,
 * the attachments with it; `forwardAttached`: the whole message as a part; `redirect`: the message as it stands under
 * new Resent-* fields (RFC 5322 3.6.6); `resend`: the same message anew, with a date and an identifier of its own.
 */
export type ComposeKind =
  'new' | 'reply' | 'replyAll' | 'replyList' | 'forward' | 'forwardAttached' | 'redirect' | 'resend';

export interface ComposeParams {
  readonly kind: ComposeKind;
  /** The messages it is made from: none for `new`, any number for `forwardAttached`, else one. */
  readonly originals?: readonly MailParams[];
  /** Who writes. */
  readonly identity: Identity;
  /** Further addresses of the same person, which a reply to all leaves out. */
  readonly own?: readonly string[];
  /** Field bodies; made by the server where left out. */
  readonly date?: string;
  readonly messageId?: string;
  /** For `new`, `forward`, `forwardAttached` and `redirect`: decoded addresses, as a person writes them. */
  readonly to?: readonly string[];
  readonly cc?: readonly string[];
  readonly bcc?: readonly string[];
  /** For `new`. */
  readonly subject?: string;
  /** What stands in the body above everything; line ends are `\n`. */
  readonly text?: string;
  /** Plain text without the line `-- `. */
  readonly signature?: string;
  /** True: one writes above what is quoted, and the signature stands there too; below where left out. */
  readonly above?: boolean;
  /** Whether the text is written as format=flowed (RFC 3676); as the original is and needs where left out. */
  readonly flowed?: boolean;
  /** The words of the lines above a quote, in the user's language. */
  readonly words?: Partial<ComposeWords>;
}

export type ComposeResult = {
  /** The whole message; line ends are `\n`. */
  readonly text: string;
  /** How the text becomes octets: `latin1` where it carries an original that is not UTF-8. VS Code: `iso88591`. */
  readonly encoding: HostEncoding;
  /** Where one writes. */
  readonly cursor: Position;
  /** Decoded. */
  readonly subject: string;
  /** What of the original was left out or changed, in sentences. */
  readonly notes: readonly string[];
} | null;

/** Client to server: the edits that attach files to an open message. Null where it is not open, and for what is no message. */
export const attachMethod = 'mailWorkbench/attach';

export interface AttachParams {
  readonly uri: string;
  readonly files: readonly AttachedFile[];
}

export interface AttachedFile {
  readonly name: string;
  /** The octets in base64, without line ends. */
  readonly octets: string;
  /** The media type; found from the octets and the name where left out. */
  readonly type?: string;
  /** True: an image that the HTML shows, by `cid:` (RFC 2392). */
  readonly inline?: boolean;
}

export type AttachResult = {
  readonly edits: readonly TextEdit[];
  /** For each file its Content-ID without brackets where it is inline, for `<img src="cid:...">`; else null. */
  readonly contentIds: readonly (string | null)[];
  readonly version: number;
} | null;

/**
 * Client to server: the edits that make the text of an open message, written as Markdown or HTML, a
 * multipart/alternative of plain text and HTML; made anew where it is one already. Null where there is no such text.
 */
export const alternativeMethod = 'mailWorkbench/alternative';

export interface AlternativeParams {
  readonly uri: string;
  /** What the text is. */
  readonly source: 'markdown' | 'html';
}

export type AlternativeResult = { readonly edits: readonly TextEdit[]; readonly version: number } | null;
