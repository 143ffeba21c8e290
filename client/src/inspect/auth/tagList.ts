// Lists of `tag=value`, as signatures and key records are written in (RFC 6376 3.2).

/** What is written in a list. */
export interface TagList {
  /** The values, white space around them dropped; of a tag that is there twice, the first. */
  readonly tags: ReadonlyMap<string, string>;
  /** Tags that are there twice: the whole list counts for nothing. */
  readonly doubled: readonly string[];
  /** Pieces that are no `tag=value`. */
  readonly broken: readonly string[];
}

/** Reads a list; folding counts as a space. */
export function tagList(text: string): TagList {
  const tags = new Map<string, string>();
  const doubled: string[] = [];
  const broken: string[] = [];
  const pieces = text.split(';', MAX_TAGS);
  pieces.forEach((piece, index) => {
    const match = TAG.exec(piece);
    if (match) {
      const [, name = '', value = ''] = match;
      if (tags.has(name)) doubled.push(name);
      else tags.set(name, value.replaceAll(/\r?\n/g, '').trim());
    } else if (piece.trim() !== '' || index < pieces.length - 1) broken.push(piece.trim().slice(0, 40));
  });
  return { tags, doubled, broken };
}

/** A value without any white space: base64, names. */
export function packed(value: string | undefined): string {
  return (value ?? '').replaceAll(/\s+/g, '');
}

/** The words of a value between colons, lower case. */
export function words(value: string | undefined): string[] {
  return packed(value)
    .toLowerCase()
    .split(':')
    .filter((word) => word !== '');
}

const MAX_TAGS = 100;
const TAG = /^\s*([A-Za-z][A-Za-z0-9_]*)\s*=([^]*)$/;
