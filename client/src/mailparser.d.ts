// What the client uses of mailparser, which brings no types of its own.

declare module 'mailparser' {
  /** A link as linkify-it finds it. */
  export interface FoundLink {
    /** UTF-16 offsets. */
    readonly index: number;
    readonly lastIndex: number;
    readonly text: string;
    /** Where it leads: with the scheme that the text leaves out. */
    readonly url: string;
    /** Empty where the text names no scheme. */
    readonly schema: string;
  }
  export interface MailAddress {
    /** Absent for a group. */
    readonly address?: string;
    readonly name: string;
    readonly group?: readonly MailAddress[];
  }
  export interface AddressObject {
    readonly value: readonly MailAddress[];
  }
  /** Rejects where it cannot read the message. */
  export function simpleParser(source: string): Promise<{ readonly from?: AddressObject }>;
  export class MailParser {
    constructor();
    /** All of one parser together cost half a second at most; what is beyond has no links. */
    findLinks(text: string): readonly FoundLink[];
    /** As paragraphs, with links. */
    textToHtml(text: string): string;
  }
}
