// What the fields of a message say of who checked and who signed it. Plain data, ready for JSON; nothing is verified.

import type { TextRange } from '../../text/range.ts';

/** All of it in the order of the header, newest first as it is written there; each list is bounded. */
export interface Authentication {
  /** Authentication-Results (RFC 8601): claims of the server that is named. */
  readonly results: readonly ResultsField[];
  /** ARC sets by instance, lowest first (RFC 8617). */
  readonly arc: readonly ArcSet[];
  /** Received-SPF (RFC 7208 9.1). */
  readonly spf: readonly SpfRecord[];
  /** DKIM-Signature (RFC 6376). */
  readonly dkim: readonly SignatureField[];
  /** What is worth knowing of the whole, in sentences. */
  readonly notes: readonly string[];
}

/** How a result is to be taken. */
export type Verdict = 'good' | 'bad' | 'neutral' | 'unknown';

/** One field of results. */
export interface ResultsField {
  /** The server that says it made the checks; null where it does not name itself. */
  readonly server: string | null;
  /** Of an ARC set. */
  readonly instance: number | null;
  readonly results: readonly CheckResult[];
  readonly at: TextRange;
}

/** One check. */
export interface CheckResult {
  /** In lower case: `dkim`, `spf`. */
  readonly method: string;
  /** In lower case: `pass`. */
  readonly result: string;
  readonly verdict: Verdict;
  /** `DKIM: passed`, with the domain it is about, in a sentence; the words of the mail in it are bounded. */
  readonly words: string;
  /** What the method and this result mean, from our own tables; null where they are not registered. */
  readonly meaning: string | null;
  readonly reason: string | null;
  readonly properties: readonly CheckProperty[];
  readonly comments: readonly string[];
  readonly at: TextRange;
}

export interface CheckProperty {
  /** `header.d`, `smtp.mailfrom`. */
  readonly name: string;
  readonly value: string;
  readonly meaning: string | null;
  readonly at: TextRange;
}

/** A Received-SPF field. */
export interface SpfRecord {
  readonly result: string;
  readonly verdict: Verdict;
  readonly words: string;
  readonly meaning: string | null;
  readonly properties: readonly CheckProperty[];
  readonly comments: readonly string[];
  readonly at: TextRange;
}

/** A signature of DKIM, or the message signature of an ARC set. Null where it does not say. */
export interface SignatureField {
  readonly domain: string | null;
  readonly selector: string | null;
  /** Where the public key is: `selector._domainkey.domain`. */
  readonly keyName: string | null;
  readonly identity: string | null;
  readonly algorithm: string | null;
  readonly canonicalization: { readonly header: string; readonly body: string };
  readonly bodyHash: string | null;
  /** `t=` and `x=`, in ms since the epoch. */
  readonly signedAt: number | null;
  readonly expiresAt: number | null;
  /** `l=`: how many octets of the body are signed; null where all are. */
  readonly bodyLength: number | null;
  readonly coverage: readonly SignedField[];
  /** Fields that matter, stand in the header, and are not signed. */
  readonly unsigned: readonly string[];
  /** Fields that nobody can add any more without breaking the signature. */
  readonly oversigned: readonly string[];
  /** What it says, one sentence each. */
  readonly words: readonly string[];
  /** What is weak or wrong about it, in sentences. */
  readonly faults: readonly string[];
  /** The tags as written, in order. */
  readonly tags: readonly SignatureTag[];
  readonly at: TextRange;
}

export interface SignatureTag {
  readonly name: string;
  /** Without white space, bounded. */
  readonly value: string;
  readonly at: TextRange;
}

/** How a name in `h=` is covered. */
export interface SignedField {
  /** As written. */
  readonly name: string;
  /** How often it is named, and how often it stands in the header. */
  readonly named: number;
  readonly present: number;
  /** The fields that are signed: the lowest of that name. */
  readonly at: readonly TextRange[];
}

/** One set. What is missing is null. */
export interface ArcSet {
  readonly instance: number;
  readonly seal: ArcSeal | null;
  readonly signature: SignatureField | null;
  readonly results: ResultsField | null;
  readonly faults: readonly string[];
}

export interface ArcSeal {
  readonly domain: string | null;
  readonly selector: string | null;
  readonly keyName: string | null;
  readonly algorithm: string | null;
  /** `none`, `pass`, `fail`: the chain as the sealer found it. */
  readonly chain: string | null;
  readonly sealedAt: number | null;
  readonly words: readonly string[];
  readonly at: TextRange;
}
