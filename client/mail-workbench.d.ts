// The API that the extension Mail Workbench gives to other extensions: copy this file into yours.

import type { Diagnostic, TextDocument, Uri } from 'vscode';

/** What `activate()` of the extension `mail-workbench.mail-workbench` returns. */
export interface MailWorkbenchApi {
  /** What a version has stays as it is; another number says that something was taken away or changed. */
  readonly version: 1;
  /**
   * The diagnostics of a message or mailbox file, under the settings and the configuration files that count for it.
   * Of a document that is open its text counts, saved or not.
   * Rejects where it cannot be read or the language server does not run.
   */
  lint(source: MailSource): Promise<Diagnostic[]>;
  /** Its parts, in document order. Rejects as `lint` does. */
  parse(source: MailSource): Promise<readonly MailPart[]>;
  /** Shows it in an editor; a text in an untitled one. Rejects where VS Code cannot open it. */
  open(source: MailSource): Promise<TextDocument>;
}

/** A resource, or a text; a message where `format` does not say that a text is a mailbox file. */
export type MailSource =
  { readonly uri: Uri } | { readonly text: string; readonly format?: 'message' | 'mbox' | undefined };

/** A part. All offsets are UTF-16 units into the whole text, half-open. */
export interface MailPart {
  /** The index of the part that it stands in; null for a message of its own. */
  readonly parent: number | null;
  /** `1` for the message, `1.2.3` for parts of parts. */
  readonly path: string;
  /** The media type in effect, in lower case. */
  readonly type: string;
  readonly parameters: Readonly<Record<string, string>>;
  readonly disposition: string | null;
  readonly filename: string | null;
  /** The Content-Transfer-Encoding in lower case; `7bit` where there is none. */
  readonly encoding: string;
  readonly charset: string | null;
  readonly headerFrom: number;
  readonly bodyFrom: number;
  readonly bodyTo: number;
  /** How many octets the body decodes to. */
  readonly decodedOctets: number;
  readonly headers: readonly MailHeader[];
}

/** A header field. Text from mail is hostile: escape it where it is shown. */
export interface MailHeader {
  readonly name: string;
  /** Unfolded. */
  readonly value: string;
  /** With encoded-words decoded, for people. */
  readonly decoded: string;
  readonly from: number;
  readonly to: number;
}
