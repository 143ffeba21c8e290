// What the server needs from the host it runs in.

import type { CharsetDecoder } from '../core/index.ts';

/** A hash. */
export interface Digest {
  /** `MD5`, `SHA-1`, `SHA-256`. */
  readonly algorithm: string;
  /** Lower-case hexadecimal digits. */
  readonly hex: string;
}

/** The ports of a host. */
export interface Runtime {
  /** Charsets beyond the few that the core knows. */
  readonly charsets: CharsetDecoder;
  /** The time now, in milliseconds since 1970-01-01T00:00:00Z. */
  readonly now: () => number;
  /** Tells how long something takes: milliseconds, with fractions, from any moment; never set back. */
  readonly ticks: () => number;
  /** The zone of this host at present, in minutes east of UTC. */
  readonly zoneMinutes: () => number;
  /** A text of letters and digits that was never given before. */
  readonly unique: () => string;
  /** A moment as the clock and calendar of this host write it, with the zone, in the language of `locale`. */
  readonly localTime: (epochMs: number, locale: string | undefined) => string;
  /** The hashes of octets that this host can make, the best last; none where it can make none. */
  readonly digests: (octets: Uint8Array) => Promise<readonly Digest[]>;
  /** What turns Markdown into HTML without any HTML of the text coming through; undefined where there is none. */
  readonly markdown: () => Promise<((text: string) => string) | undefined>;
  /**
   * The octets of a resource that this host can read by itself; left out where it can read none.
   * @param limit a resource of more octets is not read.
   * @returns undefined where the scheme is not this host's, or where there is nothing to read.
   */
  readonly readOctets?: (uri: string, limit: number) => Promise<Uint8Array | undefined>;
  /** The same in pieces, in order; each is valid until the next is asked for. */
  readonly octetChunks?: (uri: string, limit: number) => Promise<AsyncIterable<Uint8Array> | undefined>;
}
