// Finds the parts of a message: header blocks, boundaries, nested messages (RFC 2046 5.1), in one iterative pass.

import type { LineCursor, LineLens } from '../text/lens.ts';
import type { FieldReader } from './field.ts';
import { parseHeaderBlock } from './header.ts';
import { carried } from './mediaType.ts';
import { Part } from './part.ts';
import type { Delimiter, PartRole } from './part.ts';

/**
 * The MIME tree of the message a lens shows. Never fails; work is linear in the text, whatever the number of parts
 * and their depth: delimiter lines are looked up in a map of the boundaries that are open.
 * @param bound how many parts may still be opened, counted down; what would be a part beyond it stays body text.
 * @returns the message; its range is the lens's range.
 */
export function parseStructure(lens: LineLens, fields: FieldReader, bound = partBound()): Part {
  return new StructureParser(lens, fields, bound).parse();
}

/** How many parts the messages of one document may have together, without the messages themselves. */
export interface PartBound {
  left: number;
}

/** The bound of a new document. A part can be four octets long and costs a kilobyte: unbounded, 8 MB took gigabytes. */
export function partBound(): PartBound {
  return { left: MAX_PARTS };
}

/** Whether parts of this message (the outermost) were left unread; the rule `message/part-count` says so. */
export function isCut(message: Part): boolean {
  return CUT.has(message);
}

/** A multipart whose parts are being read, or a message carried by one; innermost last. */
interface Open {
  readonly part: Part;
  /** The boundary's map entry it shadows, to put back when it closes: a boundary may be used again inside. */
  readonly shadowed: number | undefined;
}

class StructureParser {
  readonly #lens: LineLens;
  readonly #fields: FieldReader;
  readonly #bound: PartBound;
  #cut = false;
  /** Parts whose body is not finished. */
  readonly #open: Open[] = [];
  /** Boundary -> place of its multipart in `#open`; the innermost of equal boundaries. */
  readonly #boundaries = new Map<string, number>();

  constructor(lens: LineLens, fields: FieldReader, bound: PartBound) {
    this.#lens = lens;
    this.#fields = fields;
    this.#bound = bound;
  }

  parse(): Part {
    const root = this.#part(undefined, 'message', this.#lens.from);
    for (;;) {
      const line = this.#nextDelimiter();
      if (!line) break;
      const { depth, close } = line.match;
      if (!close && this.#isFull()) {
        this.#at = line.cursor.to;
        continue;
      }
      const delimiter = this.#delimiter(line.cursor, line.match);
      this.#closeTo(depth + 1, delimiter.from);
      const owner = this.#open[depth]?.part;
      owner?.multipart?.delimiters.push(delimiter);
      this.#at = line.cursor.to;
      this.#floor = delimiter.to;
      if (close) {
        this.#forget(depth);
        if (owner) owner.bodyTo = delimiter.to;
      } else if (owner) {
        this.#part(owner, 'part', this.#at);
      }
    }
    this.#closeTo(0, this.#lens.to);
    if (this.#cut) CUT.add(root);
    return root;
  }

  /** Whether no further part may be opened. Asked only where one would be. */
  #isFull(): boolean {
    this.#cut ||= this.#bound.left <= 0;
    return this.#bound.left <= 0;
  }

  /** From where the next delimiter is looked for: the start of a line. */
  #at = 0;
  /** The end of what is read: the line end in front of a delimiter is taken from behind this. */
  #floor = 0;

  /** Reads the header of a part and opens it, and the messages it carries. */
  #part(parent: Part | undefined, role: PartRole, at: number): Part {
    const first = this.#header(parent, role, at);
    for (let part = first; this.#isCarrier(part);) {
      const content = carried(part.mediaType);
      if (content === 'blocks') {
        this.#blocks(part);
        break;
      }
      part = this.#header(part, content === 'message' ? 'message' : 'fields', part.bodyFrom);
    }
    return first;
  }

  /** Reads one header and opens its part. */
  #header(owner: Part | undefined, role: PartRole, at: number): Part {
    const header = parseHeaderBlock(this.#lens, at, (line) => this.#match(line) !== undefined, this.#fields);
    const part = new Part(this.#lens, owner, role, header);
    if (owner) this.#bound.left--;
    owner?.children.push(part);
    this.#push(part);
    this.#at = part.bodyFrom;
    this.#floor = part.bodyFrom;
    return part;
  }

  /** The blocks of fields of a delivery report, each a part without a body; text among them belongs to the last. */
  #blocks(owner: Part): void {
    for (let more = true; more && !this.#isFull();) {
      const at = this.#at;
      const header = parseHeaderBlock(
        this.#lens,
        at,
        (line) => this.#match(line) !== undefined,
        this.#fields,
      );
      more = header.end === 'separator';
      this.#at = header.separator.to;
      this.#floor = header.separator.to;
      if (header.fields.length === 0 && header.lines.length === 0) continue;
      const block = new Part(this.#lens, owner, 'fields', header);
      this.#bound.left--;
      owner.children.push(block);
      if (header.end === 'missingSeparator') this.#push(block);
    }
  }

  /** Whether the part's body is read as what it carries: not where it is encoded, empty or too deep. */
  #isCarrier(part: Part): boolean {
    if (part.header.end === 'delimiter' || carried(part.mediaType) === undefined || !isReadable(part)) {
      return false;
    }
    return part.bodyFrom < this.#lens.to && this.#open.length < MAX_DEPTH && !this.#isFull();
  }

  #push(part: Part): void {
    const boundary = part.multipart?.boundary;
    const readable = boundary !== undefined && this.#open.length < MAX_DEPTH;
    this.#open.push({ part, shadowed: readable ? this.#boundaries.get(boundary) : undefined });
    if (readable) this.#boundaries.set(boundary, this.#open.length - 1);
  }

  /** Ends all parts from place `depth` inwards at `to`. */
  #closeTo(depth: number, to: number): void {
    while (this.#open.length > depth) {
      this.#forget(this.#open.length - 1);
      const part = this.#open.pop()?.part;
      if (part) part.bodyTo = Math.max(part.bodyFrom, to);
    }
  }

  /** A closed multipart's boundary no longer counts; the outer one of the same text does again. */
  #forget(depth: number): void {
    const open = this.#open[depth];
    const boundary = open?.part.multipart?.boundary;
    if (boundary === undefined || this.#boundaries.get(boundary) !== depth) return;
    if (open?.shadowed === undefined) this.#boundaries.delete(boundary);
    else this.#boundaries.set(boundary, open.shadowed);
  }

  /** The next delimiter line of any open multipart, from `#at` on. */
  #nextDelimiter(): { cursor: LineCursor; match: DelimiterMatch } | undefined {
    if (this.#boundaries.size === 0) return undefined;
    const cursor = this.#lens.lineAt(this.#at);
    if (!cursor) return undefined;
    let match = this.#match(cursor);
    while (!match) {
      if (!cursor.nextDelimiter()) return undefined;
      match = this.#match(cursor);
    }
    return { cursor, match };
  }

  /** The open multipart a line delimits. RFC 2046 5.1.1: `--`, the boundary, perhaps `--`, transport padding. */
  #match(line: LineCursor): DelimiterMatch | undefined {
    if (this.#boundaries.size === 0) return undefined;
    const { snapshot } = this.#lens;
    if (snapshot.charCodeAt(line.content) !== HYPHEN || snapshot.charCodeAt(line.content + 1) !== HYPHEN) {
      return undefined;
    }
    const written = snapshot.slice(line.content + 2, Math.min(line.contentTo, line.content + MAX_LINE));
    const text = withoutPadding(written);
    const open = this.#boundaries.get(text);
    if (open !== undefined) return { depth: open, close: false, length: text.length };
    if (!text.endsWith('--')) return undefined;
    const closed = this.#boundaries.get(text.slice(0, -2));
    return closed === undefined ? undefined : { depth: closed, close: true, length: text.length - 2 };
  }

  #delimiter(line: LineCursor, match: DelimiterMatch): Delimiter {
    const boundaryFrom = line.content + 2;
    return {
      from: this.#lineEndBefore(line.from),
      // The line end behind a close delimiter is the epilogue's or the outer delimiter's (RFC 2046 5.1.1).
      to: match.close ? line.contentTo : line.to,
      line: line.content,
      boundaryFrom,
      boundaryTo: boundaryFrom + match.length,
      close: match.close,
    };
  }

  /** Where the line end in front of the host offset `at` starts, but not before the body it would be taken from. */
  #lineEndBefore(at: number): number {
    const floor = this.#floor;
    const { snapshot } = this.#lens;
    let from = at;
    if (from > floor && snapshot.charCodeAt(from - 1) === LF) from--;
    if (from > floor && snapshot.charCodeAt(from - 1) === CR) from--;
    if (this.#lens.identity || from === at) return from;
    // An empty line belongs to the delimiter with its prefix: the body ends where its last line ends.
    const line = this.#lens.lineAt(from);
    return line?.content === from ? Math.max(floor, line.from) : from;
  }
}

interface DelimiterMatch {
  /** The place of the multipart among the open parts. */
  readonly depth: number;
  readonly close: boolean;
  /** UTF-16 units of the boundary's text. */
  readonly length: number;
}

/** RFC 2046 5.2.1: a carried message is readable in place only under an identity encoding. */
function isReadable(part: Part): boolean {
  return !ENCODED.test(part.transferEncoding);
}

const ENCODED = /^(?:base64|quoted-printable|x-uuencode|uuencode|x-uue)$/;
/** Deeper nesting is kept as text; the rule `message/depth` says so. */
const MAX_DEPTH = 5000;
/** More parts in a document than this are kept as text. Archives of tens of thousands of messages stay below. */
const MAX_PARTS = 200_000;
/** Kept beside the parts: few messages are cut, and each part's size counts. */
const CUT = new WeakSet<Part>();
/** A delimiter line longer than this delimits nothing: a boundary has at most 70 characters (RFC 2046 5.1.1). */
const MAX_LINE = 2048;
/** Transport padding is white space of mail, not of Unicode: a boundary may end with U+FEFF. */
function withoutPadding(text: string): string {
  let end = text.length;
  while (end > 0 && (text.charCodeAt(end - 1) === SPACE || text.charCodeAt(end - 1) === TAB)) end--;
  return end === text.length ? text : text.slice(0, end);
}

const SPACE = 32;
const TAB = 9;
const HYPHEN = 45;
const LF = 10;
const CR = 13;
