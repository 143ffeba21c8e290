// Octets in BER as a tree, with the little that CMS and certificates need of it.

import * as asn1js from 'asn1js';

/** A value of ASN.1. */
export interface Asn1 {
  /** A universal type, or the number in square brackets of a module. */
  readonly isContext: boolean;
  readonly tag: number;
  /** The whole value, tag and length and all. */
  readonly raw: Buffer;
  /** Of constructed values. */
  readonly children: readonly Asn1[];
  /** The octets of a string, however it was cut into pieces. */
  readonly octets: () => Buffer;
  /** Of an object identifier, dotted; of a string, its text; else hexadecimal. */
  readonly text: () => string;
}

/** Reads one value; undefined where the octets are none, or are cut off. Never throws. */
export function readAsn1(octets: Uint8Array): Asn1 | undefined {
  try {
    const { offset, result } = asn1js.fromBER(Uint8Array.from(octets));
    return offset < 0 ? undefined : asn1Of(result);
  } catch {
    return undefined;
  }
}

/** Universal types. */
export const tags = { integer: 2, bits: 3, octets: 4, oid: 6, sequence: 16, set: 17 } as const;

/** Whether a value is of a universal type. */
export function isA(value: Asn1 | undefined, tag: number): boolean {
  return value !== undefined && !value.isContext && value.tag === tag;
}

/** The child with a number in square brackets. */
export function context(value: Asn1 | undefined, tag: number): Asn1 | undefined {
  return value?.children.find((child) => child.isContext && child.tag === tag);
}

/** An integer of any length, hexadecimal, upper case, without leading zeros. */
export function hex(value: Asn1 | undefined): string {
  return (value?.octets().toString('hex') ?? '').replace(/^0+(?=.)/, '').toUpperCase();
}

/** UTCTime and GeneralizedTime: milliseconds since 1970. */
export function timeOf(value: Asn1 | undefined): number | undefined {
  const match = /^(\d{2}|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(?:\.\d+)?Z$/.exec(
    value?.octets().toString('latin1') ?? '',
  );
  if (!match) return undefined;
  const [year = 0, month = 1, day, hour, minute, second = 0] = match
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  const full = match[1]?.length === 4 ? year : year < 50 ? 2000 + year : 1900 + year;
  return Date.UTC(full, month - 1, day, hour, minute, second);
}

function asn1Of(block: asn1js.BaseBlock): Asn1 {
  const inner = (block.valueBlock as { readonly value?: unknown }).value;
  const blocks = Array.isArray(inner)
    ? (inner as unknown[]).filter((one) => one instanceof asn1js.BaseBlock)
    : [];
  const { tagClass, tagNumber } = block.idBlock;
  // A view: copies of everything at each level would take the square of a deep message.
  const { buffer, byteOffset, byteLength } = block.valueBeforeDecodeView;
  const raw = Buffer.from(buffer, byteOffset, byteLength);
  const children = blocks.map(asn1Of);
  const octets = (): Buffer =>
    block instanceof asn1js.OctetString
      ? Buffer.from(block.getValue())
      : children.length > 0
        ? Buffer.concat(children.map((child) => child.octets()))
        : raw.subarray(raw.length - block.blockLength + headerLength(raw));
  return {
    isContext: tagClass === CONTEXT,
    tag: tagNumber,
    raw,
    children,
    octets,
    text: () => textOf(block, octets),
  };
}

function textOf(block: asn1js.BaseBlock, octets: () => Buffer): string {
  if (block instanceof asn1js.ObjectIdentifier) return block.getValue();
  if (block instanceof asn1js.BmpString) return block.getValue();
  return block instanceof asn1js.Integer ? octets().toString('hex') : octets().toString('utf8');
}

/** Tags above 30 do not occur. */
function headerLength(raw: Buffer): number {
  const first = raw[1] ?? 0;
  return first < 0x80 ? 2 : 2 + (first & 0x7f);
}

const CONTEXT = 3;
