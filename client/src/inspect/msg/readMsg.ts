// Reads Outlook's `.msg` files (MS-OXMSG): a compound file with a stream for each long property.

import type {
  MapiAttachment,
  MapiFault,
  MapiMessage,
  MapiProperties,
  MapiValue,
} from '../mapi/mapiObject.ts';
import { isKnown } from '../mapi/codePages.ts';
import { attachedMessage, multipleValues, properties, valueTypes } from '../mapi/properties.ts';
import { fixedSize, isCounted, readValue } from '../mapi/values.ts';
import { OctetCursor } from '../mapi/octetCursor.ts';
import { isCompoundFile, openCompoundFile } from './compoundFile.ts';
import { noNames, readNames, type PropertyNames } from './propertyNames.ts';
import type { Storage } from './storage.ts';

const deepest = 20;
const mostProperties = 8192;
const entryOctets = 16;
const westernEurope = 1252;
const firstNamed = 0x8000;

/** Octets in front of the entries of a property stream, by where it stands (MS-OXMSG 2.4.1). */
const headerOctets = { file: 32, attachedMessage: 24, recipientOrAttachment: 8 } as const;

const propertyStream = '__properties_version1.0';
const attachmentPrefix = '__attach_version1.0_#';
const recipientPrefix = '__recip_version1.0_#';
const attachedMessageStorage = '__substg1.0_3701000D';

/** What all storages of a file are read with. */
interface Reading {
  readonly codePage: number;
  readonly names: PropertyNames;
  readonly fault: (fault: MapiFault) => void;
}

const hex = (number: number, digits: number): string =>
  number.toString(16).toUpperCase().padStart(digits, '0');

/** @returns the stream that holds a value too long for the property stream (MS-OXMSG 2.1.3). */
function longValue(storage: Storage, id: number, type: number): Uint8Array | undefined {
  const name = `__substg1.0_${hex(id, 4)}${hex(type, 4)}`;
  // Of several values the first one stands in a stream of its own.
  return storage.stream((type & multipleValues) === 0 ? name : `${name}-00000000`);
}

/** One entry of a property stream: its type, its id, flags, and eight octets of value or size. */
interface Entry {
  readonly type: number;
  readonly id: number;
  readonly inPlace: Uint8Array;
}

function readEntry(cursor: OctetCursor): Entry {
  const type = cursor.u16();
  const id = cursor.u16();
  cursor.u32();
  return { type, id, inPlace: cursor.take(8) };
}

function valueOf({ type, id, inPlace }: Entry, storage: Storage, reading: Reading): MapiValue | undefined {
  const kind = type & ~multipleValues;
  const octets = isCounted(kind) || type !== kind ? longValue(storage, id, type) : inPlace;
  if (octets === undefined) return undefined;
  if (octets.length < (fixedSize(kind) ?? 0)) {
    reading.fault('cut-off');
    return undefined;
  }
  if (kind === valueTypes.string8 && !isKnown(reading.codePage)) reading.fault('unknown-code-page');
  return readValue(octets, kind, reading.codePage);
}

function readProperties(storage: Storage, header: number, reading: Reading): MapiProperties {
  const byId = new Map<number, MapiValue>();
  const named: MapiProperties['named'][number][] = [];
  // A property stands there once (MS-OXMSG 2.4.2); a long value that is named a thousand times is read once, too.
  const seen = new Set<number>();
  const cursor = new OctetCursor(storage.stream(propertyStream)?.subarray(header) ?? new Uint8Array());
  for (let count = 0; cursor.left >= entryOctets; count += 1) {
    if (count === mostProperties) {
      reading.fault('too-many-properties');
      return { byId, named };
    }
    const entry = readEntry(cursor);
    if (seen.has(entry.id)) continue;
    seen.add(entry.id);
    const value = valueOf(entry, storage, reading);
    if (value === undefined) continue;
    const name = entry.id >= firstNamed ? reading.names(entry.id) : undefined;
    if (name !== undefined) named.push({ name, value });
    else byId.set(entry.id, value);
  }
  if (cursor.left > 0) reading.fault('cut-off');
  return { byId, named };
}

function readAttachment(storage: Storage, reading: Reading, depth: number): MapiAttachment {
  const own = readProperties(storage, headerOctets.recipientOrAttachment, reading);
  if (own.byId.get(properties.attachMethod) === attachedMessage) {
    const inner = storage.storages(attachedMessageStorage)[0];
    if (depth >= deepest) reading.fault('too-deep');
    else if (inner) {
      return {
        properties: own,
        message: readStorage(inner, headerOctets.attachedMessage, reading, depth + 1),
      };
    }
  }
  const data = own.byId.get(properties.attachData);
  return { properties: own, ...(data instanceof Uint8Array && { octets: data }) };
}

function readStorage(storage: Storage, header: number, reading: Reading, depth: number): MapiMessage {
  return {
    properties: readProperties(storage, header, reading),
    recipients: storage
      .storages(recipientPrefix)
      .map((recipient) => readProperties(recipient, headerOctets.recipientOrAttachment, reading)),
    attachments: storage
      .storages(attachmentPrefix)
      .map((attachment) => readAttachment(attachment, reading, depth)),
    faults: [],
  };
}

/** Text that is not Unicode is in the code page that the message itself names. */
function codePageOf(root: Storage): number {
  const first = readProperties(root, headerOctets.file, {
    codePage: westernEurope,
    names: noNames,
    fault: () => undefined,
  });
  const named = first.byId.get(properties.messageCodepage) ?? first.byId.get(properties.internetCodepage);
  return typeof named === 'number' ? named : westernEurope;
}

/** Reads a `.msg` file as far as it goes; what is wrong with it stands in `faults`, each kind once. */
export function readMsg(octets: Uint8Array): MapiMessage {
  const faults = new Set<MapiFault>();
  const fault = (what: MapiFault): void => void faults.add(what);
  const nothing = (...why: readonly MapiFault[]): MapiMessage => ({
    properties: { byId: new Map(), named: [] },
    recipients: [],
    attachments: [],
    faults: why,
  });
  if (!isCompoundFile(octets)) return nothing('not-this-format');
  const root = openCompoundFile(octets, fault);
  if (root === undefined) return nothing(...faults);
  // Other programs keep other things in compound files; in one that is broken, nobody knows.
  if (root.stream(propertyStream) === undefined && faults.size === 0) return nothing('not-this-format');
  const reading: Reading = { codePage: codePageOf(root), names: readNames(root), fault };
  const message = readStorage(root, headerOctets.file, reading, 0);
  return { ...message, faults: [...faults] };
}
