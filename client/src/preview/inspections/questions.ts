// What the views of a preview ask besides the server's own answers: reports in files, invitations, verification.

import type { Calendar } from '../../inspect/calendar/readCalendar.ts';
import type { TextLink } from '../../inspect/reading/textReader.ts';
import type { DmarcReport } from '../../inspect/reports/dmarcReport.ts';
import type { TlsReport } from '../../inspect/reports/tlsReport.ts';

/** A place of the source, as positions of the protocol. */
interface Place {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** The questions, in the form of those of the preview. */
export interface InspectionQuestions {
  /** The links of plain texts, in order. */
  readonly links: {
    readonly ask: { readonly texts: readonly string[] };
    readonly answer: { readonly links: readonly (readonly TextLink[])[] };
  };
  /** Addresses that other programs may take for the sender. */
  readonly otherSenders: { readonly ask: object; readonly answer: { readonly senders: readonly string[] } };
  /** A plain text as HTML, not yet sanitised; null where this host makes none. */
  readonly asHtml: {
    readonly ask: { readonly text: string };
    readonly answer: { readonly html: string | null };
  };
  /** The HTML is about to be drawn, or has been: should it stop the web view, that is known the next time. */
  readonly drawing: { readonly ask: { readonly begins: boolean }; readonly answer: object };
  readonly calendar: {
    readonly ask: { readonly id: string };
    readonly answer: { readonly calendar: Calendar | null };
  };
  /** A report that is a file: it is unpacked first. */
  readonly reportFile: { readonly ask: { readonly id: string }; readonly answer: ReportFile };
  /** Why nothing can be verified here, in a sentence; null where it can. */
  readonly obstacle: { readonly ask: object; readonly answer: { readonly sentence: string | null } };
  /** Without `dns` nothing leaves the machine. Null where the user did not want the DNS to be asked. */
  readonly verify: {
    readonly ask: { readonly dns: boolean };
    readonly answer: { readonly verification: Verification | null };
  };
  readonly security: { readonly ask: object; readonly answer: { readonly parts: readonly SecuredView[] } };
  /** Opens what an opaque signature wraps. */
  readonly signedContent: { readonly ask: { readonly id: string }; readonly answer: object };
}
export type InspectionName = keyof InspectionQuestions;

/** `fault`: in a sentence. */
export type ReportFile =
  | { readonly kind: 'dmarc'; readonly report: DmarcReport }
  | { readonly kind: 'tls'; readonly report: TlsReport }
  | { readonly kind: 'fault'; readonly sentence: string };

export type Tone = 'good' | 'bad' | 'neutral' | 'unknown';

/** The outcome of one check in the user's language: its verdict, and why. */
export interface Verdict {
  readonly tone: Tone;
  readonly verdict: string;
  readonly reasons: readonly string[];
}

/** What was verified. */
export interface Verification {
  readonly dns: boolean;
  readonly signatures: readonly CheckedSignature[];
  /** How many signatures were not looked at. */
  readonly more: number;
  /** SPF, DMARC, ARC, as far as they were checked. */
  readonly checks: readonly (Verdict & { readonly name: string })[];
  /** The questions that the DNS was asked. */
  readonly asked: readonly string[];
}

export interface CheckedSignature extends Verdict {
  readonly domain: string;
  readonly selector: string;
  /** What was added to the body, or is not signed: how many octets, and where. */
  readonly changed: { readonly from: number; readonly to: number; readonly at: Place } | null;
}

/** A part that is signed or encrypted. */
export interface SecuredView {
  readonly id: string;
  readonly title: string;
  readonly remarks: readonly string[];
  readonly signers: readonly SignerView[];
  readonly certificates: readonly CertificateView[];
  /** Who can decrypt, with what: one line each. */
  readonly recipients: readonly string[];
  readonly moreRecipients: number;
  readonly algorithm: string;
  /** Of OpenPGP. */
  readonly keys: readonly string[];
  readonly hash: string;
  readonly signedAt: number | null;
  /** True where the content is inside of the signature. */
  readonly opens: boolean;
  readonly inside: readonly SecuredView[];
}

/** Three verdicts, none of which says anything about the others. Null where there is no certificate. */
export interface SignerView {
  readonly integrity: Verdict;
  readonly chain: Verdict | null;
  readonly address: Verdict | null;
  /** From the signer's own to the authority's. */
  readonly certificates: readonly CertificateView[];
  readonly signedAt: number | null;
  /** As `RSA, sha256`. */
  readonly algorithm: string;
}

export interface CertificateView {
  readonly subject: string;
  readonly issuer: string;
  readonly serial: string;
  readonly from: number;
  readonly to: number;
  readonly key: string;
  readonly signedWith: string;
  readonly fingerprint: string;
  readonly addresses: readonly string[];
  readonly pem: string;
}
