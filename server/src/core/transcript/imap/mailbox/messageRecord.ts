// What a session has said of one message of the selected mailbox; undefined for what it has not said.

/** The flags of a message. Equal lists of one session are one object. */
export interface FlagList {
  /** As written, without the parentheses. */
  readonly text: string;
  /** In lower case: flags are compared without regard to case (RFC 9051 2.3.2). */
  readonly names: ReadonlySet<string>;
}

/** A message as the session has shown it; immutable. */
export interface MessageRecord {
  readonly uid: number | undefined;
  readonly flags: FlagList | undefined;
  /** RFC822.SIZE, in octets. */
  readonly size: number | undefined;
  /** As written: 63 bits are more than a number holds. */
  readonly modseq: string | undefined;
  /** INTERNALDATE as written. */
  readonly date: string | undefined;
  /** Hashes of other items that never change, such as ENVELOPE, by name (RFC 9051 2.3.1.1). */
  readonly fixed: ReadonlyMap<string, number> | undefined;
  /** Number of the unit that gave the flags; -1 where none did. */
  readonly flagsAt: number;
}

/** What a response adds to a record. */
export type MessageNews = Omit<MessageRecord, 'flagsAt'>;

/** The record with what is new in it. */
export function withNews(known: MessageRecord | undefined, news: MessageNews, index: number): MessageRecord {
  const flagsAt = news.flags ? index : (known?.flagsAt ?? -1);
  if (!known) return { ...news, flagsAt };
  return {
    uid: news.uid ?? known.uid,
    flags: news.flags ?? known.flags,
    size: news.size ?? known.size,
    modseq: news.modseq ?? known.modseq,
    date: news.date ?? known.date,
    fixed: news.fixed && known.fixed ? new Map([...known.fixed, ...news.fixed]) : (news.fixed ?? known.fixed),
    flagsAt,
  };
}

/** A number for everything a record says but for where it was said. */
export function recordHash({ uid, flags, size, modseq, date, fixed }: MessageRecord): number {
  let hash = textHash(`${String(uid)} ${String(size)} ${modseq ?? ''} ${date ?? ''} ${flags?.text ?? '-'}`);
  // The order in which the items came says nothing.
  for (const [name, value] of fixed ?? []) hash = (hash + Math.imul(textHash(name), value | 1)) | 0;
  return hash;
}

/** FNV-1a over UTF-16 units, 32 bits. Short texts only: a loop over characters. */
export function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash | 0;
}
