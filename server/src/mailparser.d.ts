// What the tests use of mailparser, which brings no types of its own.

declare module 'mailparser' {
  export interface MailAddress {
    /** Absent for a group. */
    readonly address?: string;
    readonly name: string;
    readonly group?: readonly MailAddress[];
  }
  export interface MailAddresses {
    readonly value: readonly MailAddress[];
  }
  /** A field that is repeated has a list. */
  export interface ParsedMail {
    readonly subject?: string;
    readonly date?: Date;
    readonly from?: MailAddresses | readonly MailAddresses[];
    readonly to?: MailAddresses | readonly MailAddresses[];
    readonly cc?: MailAddresses | readonly MailAddresses[];
    /** The plain text of all parts. */
    readonly text?: string;
    readonly html?: string | false;
    readonly attachments: readonly {
      readonly filename?: string | false;
      readonly contentType: string;
      readonly content: Uint8Array;
    }[];
  }
  export function simpleParser(
    source: Uint8Array,
    options?: {
      readonly skipHtmlToText?: boolean;
      readonly skipTextToHtml?: boolean;
      readonly keepCidLinks?: boolean;
      readonly keepDeliveryStatus?: boolean;
    },
  ): Promise<ParsedMail>;
}
