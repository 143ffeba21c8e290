// Why a message has no text to show.

/** What of a part tells. */
export interface TextlessPart {
  readonly id: string;
  readonly parent: string | null;
  readonly type: string;
  readonly use: string;
  readonly size: { readonly encoded: number };
  readonly parameters: Readonly<Record<string, string>>;
}

export interface TextlessMessage {
  readonly parts: readonly TextlessPart[];
  readonly protection: readonly { readonly kind: string }[];
}

/**
 * `wrapped`: it stands in an S/MIME signature; `piece`: RFC 2046 5.2.2; `elsewhere`: RFC 2046 5.2.3; `unparted`: no
 * boundary of these multiparts was found, which is why nothing in them is a part; `files`: attachments are all there is.
 */
export type NoText =
  | { readonly why: 'encrypted' | 'wrapped' | 'elsewhere' | 'files' | 'empty' }
  | { readonly why: 'piece'; readonly number: string; readonly total: string | undefined }
  | { readonly why: 'unparted'; readonly ids: readonly string[] };

export function whyNoText({ parts, protection }: TextlessMessage): NoText {
  const isProtected = (kinds: RegExp): boolean => protection.some(({ kind }) => kinds.test(kind));
  if (isProtected(/encrypted/i)) return { why: 'encrypted' };
  if (isProtected(/opaque/i)) return { why: 'wrapped' };
  const piece = parts.find(({ type }) => type === 'message/partial');
  if (piece) {
    const { number = '?', total } = piece.parameters;
    return { why: 'piece', number, total };
  }
  const parents = new Set(parts.map(({ parent }) => parent));
  const unparted = parts.filter(
    ({ id, type, size }) => type.startsWith('multipart/') && !parents.has(id) && size.encoded > 0,
  );
  if (unparted.length > 0) return { why: 'unparted', ids: unparted.map(({ id }) => id) };
  if (parts.some(({ type }) => type === 'message/external-body')) return { why: 'elsewhere' };
  const hasFile = parts.some(
    ({ use, type, size }) => (FILES.has(use) || isOtherForm(use, type)) && size.encoded > 0,
  );
  return { why: hasFile ? 'files' : 'empty' };
}

/** Whether a part stands among the forms of the text and is none: nobody would see it, were it no attachment. */
export function isOtherForm(use: string, type: string): boolean {
  return use === 'alternative' && !/^(?:text|multipart)\/|calendar|^application\/ics$/.test(type);
}

const FILES = new Set(['attachment', 'message', 'related']);
