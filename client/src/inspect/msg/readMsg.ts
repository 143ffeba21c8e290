// Reads Outlook's `.msg` files (MS-OXMSG): a compound file with a stream for each long property.

import { parse, type CFB$Container } from 'cfb';
import type {
  MapiAttachment,
  MapiFault,
  MapiMessage,
  MapiProperties,
  MapiValue,
} from '../mapi/mapiObject.ts';
import { attachedMessage, multipleValues, properties } from '../mapi/properties.ts';
import { isCounted, readValue } from '../mapi/values.ts';
import { CutOff, OctetCursor } from '../mapi/octetCursor.ts';
import { noNames, readNames, type PropertyNames } from './propertyNames.ts';
import { storageOf, type Storage } from './storage.ts';

/** The eight octets that compound files start with (MS-CFB 2.2). */
const signature = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
const deepest = 20;
const mostProperties = 8192;
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
function readEntry(
  cursor: OctetCursor,
  storage: Storage,
  { codePage }: Reading,
): [number, MapiValue | undefined] {
  const type = cursor.u16();
  const id = cursor.u16();
  cursor.u32();
  const inPlace = cursor.take(8);
  const kind = type & ~multipleValues;
  const octets = isCounted(kind) || type !== kind ? longValue(storage, id, type) : inPlace;
  return [id, octets && readValue(octets, kind, codePage)];
}

function readProperties(storage: Storage, header: number, reading: Reading): MapiProperties {
  const byId = new Map<number, MapiValue>();
  const named: MapiProperties['named'][number][] = [];
  const cursor = new OctetCursor(storage.stream(propertyStream)?.subarray(header) ?? new Uint8Array());
  for (let count = 0; cursor.left >= 16; count += 1) {
    if (count === mostProperties) {
      reading.fault('too-many-properties');
      break;
    }
    const [id, value] = readEntry(cursor, storage, reading);
    if (value === undefined) continue;
    const name = id >= firstNamed ? reading.names(id) : undefined;
    if (name !== undefined) named.push({ name, value });
    else byId.set(id, value);
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

/** @returns whether octets are a compound file; that it holds a message shows when it is read. */
export function isCompoundFile(octets: Uint8Array): boolean {
  return signature.every((octet, index) => octets[index] === octet);
}

/** The library throws for what it cannot read; that is a fault of the file. */
function openContainer(octets: Uint8Array): CFB$Container | undefined {
  try {
    return parse(octets);
  } catch {
    return undefined;
  }
}

/** Reads a `.msg` file as far as it goes; what is wrong with it stands in `faults`, each kind once. */
export function readMsg(octets: Uint8Array): MapiMessage {
  const faults = new Set<MapiFault>();
  const nothing: MapiMessage = {
    properties: { byId: new Map(), named: [] },
    recipients: [],
    attachments: [],
    faults: ['not-this-format'],
  };
  if (!isCompoundFile(octets)) return nothing;
  const container = openContainer(octets);
  if (container === undefined) return { ...nothing, faults: ['cut-off'] };
  const root = storageOf(container);
  if (root.stream(propertyStream) === undefined) return nothing;
  try {
    const reading: Reading = {
      codePage: codePageOf(root),
      names: readNames(root),
      fault: (fault) => faults.add(fault),
    };
    return { ...readStorage(root, headerOctets.file, reading, 0), faults: [...faults] };
  } catch (error) {
    if (!(error instanceof CutOff)) throw error;
    return { ...nothing, faults: ['cut-off'] };
  }
}
