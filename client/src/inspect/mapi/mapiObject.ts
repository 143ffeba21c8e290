// A MAPI message as data: what `.msg` files and TNEF have in common.

/** A value of a property. A time is in milliseconds since 1970, an integer of 64 bits a bigint, text is decoded. */
export type MapiValue = number | bigint | boolean | string | Uint8Array | { readonly time: number };

/** The name of a property that has no fixed id (MS-OXCDATA 2.6.1): a set, and a number or a word in it. */
export interface PropertyName {
  /** As `00062002-0000-0000-c000-000000000046`. */
  readonly set: string;
  readonly name: number | string;
}

/** Properties by id; the first value where there are several. */
export interface MapiProperties {
  readonly byId: ReadonlyMap<number, MapiValue>;
  readonly named: readonly { readonly name: PropertyName; readonly value: MapiValue }[];
}

/** An attachment: its properties, and its octets or the message it is. */
export interface MapiAttachment {
  readonly properties: MapiProperties;
  readonly octets?: Uint8Array;
  readonly message?: MapiMessage;
}

/** A message of a property store. */
export interface MapiMessage {
  readonly properties: MapiProperties;
  readonly recipients: readonly MapiProperties[];
  readonly attachments: readonly MapiAttachment[];
  /** What could not be read, or was too much, in words for the user. */
  readonly faults: readonly MapiFault[];
}

/** What was wrong with the file; the words are chosen where it is shown. */
export type MapiFault =
  | 'cut-off'
  | 'damaged'
  | 'checksum'
  | 'too-many-properties'
  | 'too-deep'
  | 'unknown-type'
  | 'not-this-format'
  | 'unknown-code-page';

/** @returns a property that is text, not empty; undefined otherwise. */
export function textOf({ byId }: MapiProperties, id: number): string | undefined {
  const value = byId.get(id);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** @returns a property that is a number; undefined otherwise. */
export function numberOf({ byId }: MapiProperties, id: number): number | undefined {
  const value = byId.get(id);
  return typeof value === 'number' ? value : undefined;
}

/** @returns a property that is octets; undefined otherwise. */
export function octetsOf({ byId }: MapiProperties, id: number): Uint8Array | undefined {
  const value = byId.get(id);
  return value instanceof Uint8Array ? value : undefined;
}

/** @returns a property that is a time, in milliseconds since 1970; undefined otherwise. */
export function timeOf({ byId }: MapiProperties, id: number): number | undefined {
  const value = byId.get(id);
  return typeof value === 'object' && 'time' in value ? value.time : undefined;
}
