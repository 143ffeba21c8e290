// The requests of the preview: what a message shows, the content of its parts, its way, its signatures, its reports.

import type { Diagnostic } from 'vscode-languageserver';

import type {
  Authentication,
  HostEncoding,
  MailReport,
  MessagePreview,
  Paragraph,
  Route,
  TextRange,
} from '../core/index.ts';

type Range = Diagnostic['range'];
type Position = Range['start'];

/** Plain data of the core with each `TextRange` turned into a range of the protocol. */
export type Placed<T> = T extends TextRange
  ? Range
  : T extends readonly (infer Item)[]
    ? readonly Placed<Item>[]
    : T extends object
      ? { readonly [Key in keyof T]: Placed<T[Key]> }
      : T;

/**
 * Client to server: opens a message for a preview. Null where it cannot be read, and where no message stands there.
 * The answer costs no more than the headers: no body is decoded but for its first kilobytes.
 */
export const previewMethod = 'mailWorkbench/preview';

/**
 * Which message: of an open document its current text, of another resource its octets, or a text that is in no file.
 * `encoding` tells how such a text stands for octets: `latin1` is one character an octet.
 */
export type PreviewParams = (
  | { readonly uri: string }
  | {
      readonly text: string;
      readonly format?: 'message' | 'mbox' | undefined;
      readonly encoding?: HostEncoding | undefined;
    }
) & {
  /** In an mbox or a session: the message at this place; the first one where left out. */
  readonly position?: Position;
  /** Else its number among the messages of the document, from 0. */
  readonly index?: number;
  /** The `id` of a part: the message that it carries is shown as the whole. */
  readonly part?: string;
  /** The preview that this one takes the place of, which is forgotten. */
  readonly replaces?: string;
};

export type PreviewResult =
  | (Placed<MessagePreview> & {
      /** Names this message, as it was read, in the requests below. It is forgotten with `previewEnd`. */
      readonly preview: string;
      /** The version of the open document; null where it is not open. */
      readonly version: number | null;
      /** Which of the messages of the document this is, and how many there are. */
      readonly index: number;
      readonly count: number;
    })
  | null;

/**
 * What the requests below ask about: the message as it was when `preview` was asked, whatever became of its document.
 * Their answer is null where the preview was forgotten (the 32 that were asked last are kept): ask `preview` again.
 */
export interface AboutPreview {
  readonly preview: string;
}

/** Client to server, a notification: the preview is not asked about any more. `AboutPreview`. */
export const previewEndMethod = 'mailWorkbench/previewEnd';

/** Client to server: the content of a part, in slices; can be cancelled. */
export const partContentMethod = 'mailWorkbench/partContent';

export interface PartContentParams extends AboutPreview {
  readonly id: string;
  /**
   * `text`: decoded by its charset; `paragraphs`: of plain text, as it is read; `octets`: its transfer encoding undone;
   * `source`: as it stands in the document, header and body.
   */
  readonly as: 'text' | 'paragraphs' | 'octets' | 'source';
  /** Where the slice starts, and how long it may be: octets, or UTF-16 units of text. 4 MB, and no more, where left out. */
  readonly from?: number;
  readonly length?: number;
}

export type PartContentResult =
  | {
      readonly as: 'text' | 'source';
      readonly text: string;
      /** Where the slice starts, and the length of the whole text: UTF-16 units. */
      readonly from: number;
      readonly total: number;
      /** By which charset it was decoded, and who says so; the document's own text for `source`. */
      readonly charset: string;
      readonly charsetFrom: 'declared' | 'html' | 'guessed';
      /** What could not be decoded as it says, in sentences. */
      readonly faults: readonly string[];
    }
  | {
      readonly as: 'paragraphs';
      readonly paragraphs: readonly Paragraph[];
      /** True where the text is longer than the million UTF-16 units that are read as paragraphs. */
      readonly cut: boolean;
      readonly charset: string;
      readonly charsetFrom: 'declared' | 'html' | 'guessed';
      readonly faults: readonly string[];
    }
  | {
      readonly as: 'octets';
      readonly base64: string;
      readonly from: number;
      /** How many octets there are. */
      readonly total: number;
      /** In sentences. */
      readonly faults: readonly string[];
    }
  | null;

/** Client to server: how large a part is, and its hashes; can be cancelled. */
export const partHashesMethod = 'mailWorkbench/partHashes';

export interface PartHashesParams extends AboutPreview {
  readonly id: string;
}

export type PartHashesResult = {
  readonly octets: number;
  /** `MD5`, `SHA-1`, `SHA-256`; a browser has no MD5. Empty above 64 MB. */
  readonly hashes: readonly { readonly algorithm: string; readonly hex: string }[];
} | null;

/** Client to server: the innermost part at a place of the text that was previewed. */
export const partAtMethod = 'mailWorkbench/partAt';

export interface PartAtParams extends AboutPreview {
  readonly position: Position;
}

/** Null also where another message stands there. */
export type PartAtResult = { readonly id: string; readonly inHeader: boolean } | null;

/** Client to server, with `AboutPreview`: the way of the message. */
export const routeMethod = 'mailWorkbench/route';
export type RouteResult = Placed<Route> | null;

/** Client to server, with `AboutPreview`: what is said of who checked and signed it. */
export const authenticationMethod = 'mailWorkbench/authentication';
export type AuthenticationResult = Placed<Authentication> | null;

/** Client to server, with `AboutPreview`: what the message reports; null also where it is no report. */
export const reportMethod = 'mailWorkbench/report';
export type ReportResult = Placed<MailReport> | null;
