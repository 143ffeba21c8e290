// What a preview is told of a message: its summary, its parts, what to show of them. Plain data, ready for JSON.

import type { TextRange } from '../../text/range.ts';

/** A message as a person reads it. Text is decoded and bounded, and as hostile as mail is. */
export interface MessagePreview {
  readonly summary: PreviewSummary;
  /** In document order, the message itself first, each behind the one it stands in. */
  readonly parts: readonly PreviewPart[];
  readonly bodies: PreviewBodies;
  /** Signatures and encryption, outermost first: what the structure says, nothing is verified. */
  readonly protection: readonly Protection[];
  /** What was too much to be shown, in sentences. */
  readonly bounds: readonly string[];
  /** The whole message. */
  readonly at: TextRange;
}

/** The fields that are shown above a message; empty or null where it has none. */
export interface PreviewSummary {
  readonly from: readonly PreviewAddress[];
  readonly sender: readonly PreviewAddress[];
  readonly replyTo: readonly PreviewAddress[];
  readonly to: readonly PreviewAddress[];
  readonly cc: readonly PreviewAddress[];
  readonly bcc: readonly PreviewAddress[];
  readonly subject: string;
  readonly date: PreviewDate | null;
  /** Without brackets. */
  readonly messageId: string;
  readonly list: PreviewList | null;
  /** Where each field stands that was read for this, by its name in lower case: the first of each name. */
  readonly fields: Readonly<Record<string, TextRange>>;
}

/** A mailbox, or the start of a group, whose members follow it. */
export interface PreviewAddress {
  /** Decoded; empty where it has none. */
  readonly name: string;
  /** `local@domain`; empty for a group, and where none can be read. */
  readonly address: string;
  /** The name of the group that it stands in or starts; null outside of groups. */
  readonly group: string | null;
  /**
   * True where the name itself looks like another address than the real one, or a character of it hides or turns
   * round what stands beside it: what is shown is not who it is.
   */
  readonly misleading: boolean;
  readonly at: TextRange;
}

/** A Date field. */
export interface PreviewDate {
  /** As written, unfolded. */
  readonly text: string;
  /** Milliseconds since the epoch; null where it cannot be read. */
  readonly epochMs: number | null;
  /** Minutes east of UTC; null where the sender did not say (`-0000`, an unknown name). */
  readonly zoneMinutes: number | null;
}

/** What a mailing list says of itself (RFC 2369, RFC 2919, RFC 8058). */
export interface PreviewList {
  /** Empty where there is no List-Id. */
  readonly id: string;
  readonly name: string;
  readonly unsubscribe: readonly string[];
  /** True where one POST is enough (RFC 8058). */
  readonly oneClick: boolean;
  readonly post: readonly string[];
  readonly archive: readonly string[];
}

/**
 * What a part is for whoever reads the message. `container`: a multipart or a message whose parts follow; `body`: shown
 * as the message's text; `alternative`: another form of it; `related`: what the body draws in (`cid:`); `signature`:
 * only for programs; `report`: fields for programs (`report` of a delivery); `message`: a message that is attached;
 * `attachment`: everything else.
 */
export type PartUse =
  'container' | 'body' | 'alternative' | 'related' | 'signature' | 'report' | 'message' | 'attachment';

/** One part. Null where it has no such thing. */
export interface PreviewPart {
  /**
   * As IMAP numbers parts (RFC 9051 6.4.5): `1`, `2.1`; a multipart that is the whole of a message has no number there:
   * it is `TEXT`, or `3.TEXT` for the message in part 3. `1:1` is a uuencoded file in the text of part 1.
   */
  readonly id: string;
  /** The `id` of the part around it. */
  readonly parent: string | null;
  readonly depth: number;
  readonly use: PartUse;
  /** `type/subtype` in lower case: what is in effect. */
  readonly type: string;
  /** False where no readable Content-Type says so. */
  readonly declared: boolean;
  /** Of the Content-Type, decoded, by lower-case name. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly charset: string | null;
  /** The file name, decoded and otherwise as written: not safe to save by. */
  readonly name: string | null;
  /** `inline`, `attachment` or what else is written, in lower case. */
  readonly disposition: string | null;
  /** Without brackets. */
  readonly contentId: string | null;
  readonly location: string | null;
  readonly description: string | null;
  /** The Content-Transfer-Encoding in lower case. */
  readonly encoding: string;
  readonly size: PartSize;
  /** What the content starts like, whatever it is called; null where no kind of file is known to start so. */
  readonly magic: PartMagic | null;
  /** The subject of a message that is attached. */
  readonly subject: string | null;
  readonly header: TextRange;
  readonly body: TextRange;
}

/** How large a body is, in octets. */
export interface PartSize {
  /** As it stands in the text. */
  readonly encoded: number;
  /** Its transfer encoding undone. */
  readonly decoded: number;
  /** False for a large body, whose size is told by its first lines. `partHashes` counts it. */
  readonly exact: boolean;
}

/** A kind of file. */
export interface PartMagic {
  /** A media type in lower case. */
  readonly type: string;
  /** With its article: `a PDF document`. */
  readonly name: string;
  /** True where it is another kind than the Content-Type says. */
  readonly disagrees: boolean;
  /** True for a program or a script, and for what holds one. */
  readonly program: boolean;
}

/** What to show as the text of the message. */
export interface PreviewBodies {
  /**
   * The parts to show one below the other where HTML is wanted, and where plain text is. A list may hold parts of the
   * other kind where there is none of its own; both are empty for a message without text.
   */
  readonly html: readonly string[];
  readonly text: readonly string[];
  /** False where the list of that name has no part of its kind. */
  readonly hasHtml: boolean;
  readonly hasText: boolean;
  /** Invitations and other calendar objects, wherever they stand. */
  readonly calendar: readonly string[];
  /** The form of AMP for Email; never shown. */
  readonly amp: string | null;
  /** The report for programs in a multipart/report: ask `report`. */
  readonly report: string | null;
}

/** What protects a part, by its structure. */
export interface Protection {
  readonly kind: ProtectionKind;
  /** The part that is signed or encrypted as a whole. */
  readonly id: string;
  /** The part that is signed, of a multipart/signed. */
  readonly content: string | null;
  /** The part with the signature, or with what is encrypted. */
  readonly data: string | null;
  /** `micalg` of a multipart/signed. */
  readonly hash: string | null;
  /** What it is, and what can be read of it, in a sentence. */
  readonly words: string;
  /** What is wrong with the structure, in sentences. */
  readonly faults: readonly string[];
}

export type ProtectionKind =
  | 'smimeSigned'
  | 'smimeOpaque'
  | 'smimeEncrypted'
  | 'smimeCompressed'
  | 'smimeCertificates'
  | 'smimeUnknown'
  | 'pgpSigned'
  | 'pgpEncrypted'
  | 'pgpInlineSigned'
  | 'pgpInlineEncrypted'
  | 'pgpKeys'
  | 'unknownSigned'
  | 'unknownEncrypted';

/** The text of a part. */
export interface PartText {
  /** Line ends are those of the document. */
  readonly text: string;
  /** By which charset it was decoded, and who says so: the Content-Type, the HTML itself, or nobody. */
  readonly charset: string;
  readonly charsetFrom: 'declared' | 'html' | 'guessed';
  /** What could not be decoded as declared, in sentences. */
  readonly faults: readonly string[];
}
