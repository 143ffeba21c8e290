// `.msg` files for tests (MS-OXMSG).

import { utils, write } from 'cfb';
import { join, u32, u64, utf16 } from './octets.ts';

/** A property: where its value stands, and what it is. */
export interface TestProperty {
  readonly id: number;
  readonly value: string | number | Uint8Array | { readonly ticks: bigint } | { readonly ansi: Uint8Array };
}

/** A message, a recipient or an attachment. */
export interface TestStorage {
  readonly properties: readonly TestProperty[];
  readonly recipients?: readonly TestStorage[];
  readonly attachments?: readonly TestStorage[];
  /** For an attachment that is a message. */
  readonly message?: TestStorage;
}

const name = (id: number, type: number): string =>
  `__substg1.0_${id.toString(16).padStart(4, '0')}${type.toString(16).padStart(4, '0')}`
    .toUpperCase()
    .replace('__SUBSTG', '__substg');

/** Type, octets in place, octets in a stream of their own. */
function encoded({ value }: TestProperty): [type: number, inPlace: Uint8Array, stream?: Uint8Array] {
  if (typeof value === 'number') return [0x0003, join(u32(value), u32(0))];
  if (typeof value === 'string') return counted(0x001f, utf16(value));
  if (value instanceof Uint8Array) return counted(0x0102, value);
  if ('ansi' in value) return counted(0x001e, value.ansi);
  return [0x0040, u64(value.ticks)];
}

const counted = (type: number, octets: Uint8Array): [number, Uint8Array, Uint8Array] => [
  type,
  join(u32(octets.length), u32(0)),
  octets,
];

/** @returns the octets of a file. */
export function msg(
  root: TestStorage,
  names: readonly { stream: string; octets: Uint8Array }[] = [],
): Uint8Array {
  const file = utils.cfb_new();
  const add = (path: string, octets: Uint8Array): void => {
    utils.cfb_add(file, path, Buffer.from(octets));
  };
  const storage = (
    path: string,
    { properties, recipients = [], attachments = [], message }: TestStorage,
    header: number,
  ): void => {
    const entries = properties.map((property) => {
      const [type, inPlace, stream] = encoded(property);
      if (stream !== undefined) add(`${path}/${name(property.id, type)}`, stream);
      return join(u32(property.id * 65_536 + type), u32(6), inPlace);
    });
    add(`${path}/__properties_version1.0`, join(new Uint8Array(header), ...entries));
    for (const [at, recipient] of recipients.entries()) {
      storage(`${path}/__recip_version1.0_#${at.toString(16).padStart(8, '0')}`, recipient, 8);
    }
    for (const [at, attachment] of attachments.entries()) {
      storage(`${path}/__attach_version1.0_#${at.toString(16).padStart(8, '0')}`, attachment, 8);
    }
    if (message) storage(`${path}/__substg1.0_3701000D`, message, 24);
  };
  storage('', root, 32);
  for (const { stream, octets } of names) add(`/__nameid_version1.0/${stream}`, octets);
  return new Uint8Array(write(file, { type: 'buffer' }) as Buffer);
}
