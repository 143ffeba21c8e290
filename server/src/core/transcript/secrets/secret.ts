// The types of what must not be seen in a log: where it is written, how, and which parts of it are secret.

import type { TextRange } from '../../text/range.ts';
import type { SecretKind } from '../sasl/formats.ts';

/** A part of a decoded text: a secret, or a name that says who somebody is. */
export interface SensitivePart extends TextRange {
  readonly what: SecretKind | 'user';
}

/** How a text is written in the session. */
export type SecretCoding =
  /** As it is. */
  | 'text'
  /** With backslashes before quotes and backslashes (RFC 9051 4.3). */
  | 'quoted'
  /** Octets in base64. */
  | 'base64';

/** A piece of a line with something in it that must not be seen. */
export interface SensitiveText {
  /** Number of the unit it belongs to: the command, or the answer in its dialogue. */
  readonly exchange: number;
  /** The line, as `TranscriptLines` number it. */
  readonly line: number;
  /** Where the piece stands in the line's own text. */
  readonly from: number;
  readonly to: number;
  readonly coding: SecretCoding;
  /** What is written, decoded; of base64 one character an octet. */
  readonly decoded: string;
  /** Places in `decoded`, in order. */
  readonly parts: readonly SensitivePart[];
  /** For an IMAP literal: the digits that announce it. */
  readonly literal?: TextRange & { readonly line: number };
}

/** A secret that can be read in a session. */
export interface Secret extends SensitiveText {
  /** Host range of the piece. */
  readonly at: TextRange;
  readonly what: SecretKind;
  /** Whose it is, where the log says so. */
  readonly user: string | undefined;
}
