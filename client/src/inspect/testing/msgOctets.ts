// `.msg` files for tests (MS-OXMSG).

import { compoundFile, type TestEntry, type TestLayout } from './compoundOctets.ts';
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

const numbered = (prefix: string, at: number): string => `${prefix}${at.toString(16).padStart(8, '0')}`;

/** @param header octets in front of the properties: 32, 24 or 8 by where they stand (MS-OXMSG 2.4.1). */
function storage(
  { properties, recipients = [], attachments = [], message }: TestStorage,
  header: number,
): TestEntry[] {
  const written = properties.map((property) => {
    const [type, inPlace, octets] = encoded(property);
    const entry = join(u32(property.id * 65_536 + type), u32(6), inPlace);
    return { entry, stream: octets && { name: name(property.id, type), octets } };
  });
  return [
    {
      name: '__properties_version1.0',
      octets: join(new Uint8Array(header), ...written.map(({ entry }) => entry)),
    },
    ...written.flatMap(({ stream }) => stream ?? []),
    ...recipients.map((recipient, at) => ({
      name: numbered('__recip_version1.0_#', at),
      entries: storage(recipient, 8),
    })),
    ...attachments.map((attachment, at) => ({
      name: numbered('__attach_version1.0_#', at),
      entries: storage(attachment, 8),
    })),
    ...(message ? [{ name: '__substg1.0_3701000D', entries: storage(message, 24) }] : []),
  ];
}

/** @returns the octets of a file. @param names the streams of `__nameid_version1.0`. */
export function msg(
  root: TestStorage,
  names: readonly { stream: string; octets: Uint8Array }[] = [],
  layout?: TestLayout,
): Uint8Array {
  const inner = names.map(({ stream, octets }) => ({ name: stream, octets }));
  return compoundFile([...storage(root, 32), { name: '__nameid_version1.0', entries: inner }], layout);
}
