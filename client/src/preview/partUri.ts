// The addresses of parts: `mail-part:/<file name>?<where>`, as values in both directions.

import { Uri } from 'vscode';

import { isConverted } from './target.ts';
import type { Target } from './target.ts';

export const partScheme = 'mail-part';

/** A part of a message, or what a message of Outlook was converted to. */
export interface PartAddress {
  readonly target: Target;
  /** Undefined for the whole of a converted message. */
  readonly id: string | undefined;
  /** True for decoded text as UTF-8; else the octets. */
  readonly asText: boolean;
  /** True for what the signature in the part wraps. */
  readonly isSigned?: boolean;
}

/** @param name that of a file, already safe. */
export function partUri(name: string, { target, id, asText, isSigned }: PartAddress): Uri {
  const { uri, index } = target;
  const query = JSON.stringify({
    uri: uri.toString(),
    index,
    id,
    text: asText || undefined,
    signed: isSigned,
  });
  return Uri.from({ scheme: partScheme, path: `/${name}`, query });
}

/** Undefined for what is no address of ours. */
export function partAddressOf({ query }: Uri): PartAddress | undefined {
  const read = parsed(query);
  if (typeof read !== 'object' || read === null) return undefined;
  const { uri, index, id, text, signed } = read as Readonly<Record<string, unknown>>;
  if (typeof uri !== 'string') return undefined;
  const target = { uri: Uri.parse(uri, true), ...(typeof index === 'number' ? { index } : {}) };
  if (typeof id !== 'string' && !isConverted(target.uri)) return undefined;
  return {
    target,
    id: typeof id === 'string' ? id : undefined,
    asText: text === true,
    isSigned: signed === true,
  };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
