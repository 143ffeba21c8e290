// What a new message is made from, and what comes of it.

import type { HostEncoding } from '../../message/body/octets.ts';
import type { Part } from '../../message/part.ts';
import type { Decoding } from '../../message/charsets.ts';

/** Who writes. Text as people write it, not encoded. */
export interface Identity {
  readonly address: string;
  readonly name?: string;
  readonly replyTo?: string;
  readonly organization?: string;
}

/** The words above a quote; `{names}` are filled in. */
export interface ComposeWords {
  /** `{date}`, `{author}`: the line above a reply's quote. */
  readonly wrote: string;
  /** The same for a message without a date. */
  readonly wroteUndated: string;
  /** The line above a forwarded text. */
  readonly forwarded: string;
  readonly from: string;
  readonly date: string;
  readonly to: string;
  readonly cc: string;
  readonly subject: string;
}

/** A message that another is made from. */
export interface Original {
  readonly message: Part;
  readonly decoding: Decoding;
}

/** What is to be written. */
export interface Composition {
  readonly kind:
    'new' | 'reply' | 'replyAll' | 'replyList' | 'forward' | 'forwardAttached' | 'redirect' | 'resend';
  readonly originals: readonly Original[];
  readonly identity: Identity;
  readonly own?: readonly string[] | undefined;
  /** Field bodies. */
  readonly date: string;
  readonly messageId: string;
  /** Letters and digits that stand in no original: for boundaries. */
  readonly unique: string;
  readonly to?: readonly string[] | undefined;
  readonly cc?: readonly string[] | undefined;
  readonly bcc?: readonly string[] | undefined;
  readonly subject?: string | undefined;
  readonly text?: string | undefined;
  readonly signature?: string | undefined;
  readonly above?: boolean | undefined;
  readonly flowed?: boolean | undefined;
  readonly words?: Partial<ComposeWords> | undefined;
}

/** A new message. */
export interface Composed {
  /** Line ends are `\n`. */
  readonly text: string;
  /** How the text becomes octets. */
  readonly encoding: HostEncoding;
  /** The offset at which one writes. */
  readonly cursor: number;
  /** Decoded. */
  readonly subject: string;
  /** What of the originals was left out or changed, in sentences. */
  readonly notes: readonly string[];
}
