// Reads TNEF (MS-OXTNEF), the `winmail.dat` that Outlook and Exchange put into mail for one another.

import { decodeCodePage } from '../mapi/codePages.ts';
import type {
  MapiAttachment,
  MapiFault,
  MapiMessage,
  MapiProperties,
  MapiValue,
} from '../mapi/mapiObject.ts';
import { attachedMessage, properties } from '../mapi/properties.ts';
import { CutOff, OctetCursor } from '../mapi/octetCursor.ts';
import { withoutEnd } from '../mapi/values.ts';
import { readProperties } from './readProperties.ts';

const signature = 0x22_3e_9f_78;
/** Messages in messages that are opened; the depth that mail is read to elsewhere is larger, but nobody sends it. */
const deepest = 20;
const mostAttachments = 10_000;
const mostRecipients = 100_000;
const westernEurope = 1252;
/** In front of an object that is a message stands the identifier of its interface. */
const interfaceOctets = 16;

/** Attributes by number, types included (MS-OXTNEF 2.1.3.2). */
const attributes = {
  from: 0x0000_8000,
  subject: 0x0001_8004,
  messageId: 0x0001_8009,
  body: 0x0002_800c,
  sent: 0x0003_8005,
  received: 0x0003_8006,
  attachData: 0x0006_800f,
  attachTitle: 0x0001_8010,
  codePage: 0x0006_9007,
  attachment: 0x0006_9005,
  attachTransportName: 0x0006_9001,
  attachRendering: 0x0006_9002,
  messageProperties: 0x0006_9003,
  recipients: 0x0006_9004,
  messageClass: 0x0007_8008,
} as const;

/** What is gathered while the attributes go by. */
interface Gathered {
  codePage: number;
  readonly message: Map<number, MapiValue>;
  properties: MapiProperties | undefined;
  recipients: MapiProperties[];
  readonly attachments: GatheredAttachment[];
}
interface GatheredAttachment {
  octets?: Uint8Array;
  readonly own: Map<number, MapiValue>;
  properties?: MapiProperties;
}

type Fault = (fault: MapiFault) => void;
type Reader = (octets: Uint8Array, gathered: Gathered, fault: Fault) => void;

const text = (octets: Uint8Array, codePage: number): string => withoutEnd(decodeCodePage(octets, codePage));

const asText =
  (id: number): Reader =>
  (octets, { message, codePage }) => {
    message.set(id, text(octets, codePage));
  };

/** A date of the old attributes: seven small numbers (MS-OXTNEF 2.1.3.3.3), in universal time. */
const asDate =
  (id: number): Reader =>
  (octets, { message }) => {
    const cursor = new OctetCursor(octets);
    const [year, month, day, hour, minute, second] = Array.from({ length: 6 }, () => cursor.u16());
    message.set(id, { time: Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second) });
  };

const ofLastAttachment =
  (
    read: (octets: Uint8Array, attachment: GatheredAttachment, gathered: Gathered, fault: Fault) => void,
  ): Reader =>
  (octets, gathered, fault) => {
    const last = gathered.attachments.at(-1);
    if (last !== undefined) read(octets, last, gathered, fault);
  };

/** TRP (MS-OXTNEF 2.1.3.3.2): four numbers, then name and address, `SMTP:` in front of the address. */
const from: Reader = (octets, { message, codePage }) => {
  const cursor = new OctetCursor(octets);
  cursor.take(4);
  const nameLength = cursor.u16();
  const addressLength = cursor.u16();
  message.set(properties.senderName, text(cursor.take(nameLength), codePage));
  const [type = '', address] = text(cursor.take(addressLength), codePage).split(/:(.*)/su, 2);
  message.set(properties.senderAddressType, type);
  if (address !== undefined) message.set(properties.senderEmailAddress, address);
};

const readRecipients: Reader = (octets, gathered, fault) => {
  const cursor = new OctetCursor(octets);
  const rows = cursor.u32();
  if (rows > mostRecipients) fault('too-many-properties');
  const faults = new Set<MapiFault>();
  // Where a row ends that could not be read is unknown, and with it where the next one starts.
  const isLost = (): boolean => [...faults].some((what) => what !== 'unknown-code-page');
  for (let row = 0; row < Math.min(rows, mostRecipients) && !isLost(); row += 1) {
    gathered.recipients.push(readProperties(cursor, gathered.codePage, (what) => faults.add(what)));
  }
  for (const what of faults) fault(what);
};

const readers: Readonly<Record<number, Reader>> = {
  [attributes.codePage]: (octets, gathered) => {
    gathered.codePage = new OctetCursor(octets).u32();
  },
  [attributes.from]: from,
  [attributes.subject]: asText(properties.subject),
  [attributes.messageId]: asText(properties.internetMessageId),
  [attributes.body]: asText(properties.body),
  [attributes.messageClass]: asText(properties.messageClass),
  [attributes.sent]: asDate(properties.clientSubmitTime),
  [attributes.received]: asDate(properties.messageDeliveryTime),
  [attributes.messageProperties]: (octets, gathered, fault) => {
    gathered.properties = readProperties(new OctetCursor(octets), gathered.codePage, fault);
  },
  [attributes.recipients]: readRecipients,
  [attributes.attachRendering]: (_octets, { attachments }, fault) => {
    if (attachments.length < mostAttachments) attachments.push({ own: new Map() });
    else fault('too-many-properties');
  },
  [attributes.attachData]: ofLastAttachment((octets, attachment) => {
    attachment.octets = octets;
  }),
  [attributes.attachTitle]: ofLastAttachment((octets, { own }, { codePage }) => {
    own.set(properties.attachFilename, text(octets, codePage));
  }),
  [attributes.attachTransportName]: ofLastAttachment((octets, { own }, { codePage }) => {
    own.set(properties.attachLongFilename, text(octets, codePage));
  }),
  [attributes.attachment]: ofLastAttachment((octets, attachment, { codePage }, fault) => {
    attachment.properties = readProperties(new OctetCursor(octets), codePage, fault);
  }),
};

/** @returns the sum of the octets modulo 65536 (MS-OXTNEF 2.1.3.2). */
function checksum(octets: Uint8Array): number {
  let sum = 0;
  for (const octet of octets) sum = (sum + octet) & 0xff_ff;
  return sum;
}

function readAttributes(cursor: OctetCursor, gathered: Gathered, fault: Fault): void {
  while (cursor.left > 0) {
    // The level, of the message or of an attachment, follows from the attribute.
    cursor.u8();
    const id = cursor.u32();
    const octets = cursor.take(cursor.u32());
    if (cursor.u16() !== checksum(octets)) fault('checksum');
    readers[id]?.(octets, gathered, fault);
  }
}

/** Properties win over the old attributes of the same meaning: they are Unicode, and not cut. */
function together(own: ReadonlyMap<number, MapiValue>, later: MapiProperties | undefined): MapiProperties {
  return { byId: new Map([...own, ...(later?.byId ?? [])]), named: later?.named ?? [] };
}

function attachmentOf(gathered: GatheredAttachment, depth: number, fault: Fault): MapiAttachment {
  const all = together(gathered.own, gathered.properties);
  const data = all.byId.get(properties.attachData);
  const octets = data instanceof Uint8Array ? data : gathered.octets;
  if (all.byId.get(properties.attachMethod) === attachedMessage && octets !== undefined) {
    if (depth >= deepest) fault('too-deep');
    else return { properties: all, message: readTnef(octets.subarray(interfaceOctets), depth + 1) };
  }
  return { properties: all, ...(octets !== undefined && { octets }) };
}

/** @returns whether octets start as TNEF does. */
export function isTnef(octets: Uint8Array): boolean {
  return octets.length >= 4 && new OctetCursor(octets).u32() === signature;
}

/**
 * Reads a TNEF stream as far as it goes; what is wrong with it stands in `faults`, each kind once.
 *
 * @param depth how many messages this one stands in.
 */
export function readTnef(octets: Uint8Array, depth = 0): MapiMessage {
  const faults = new Set<MapiFault>();
  const fault: Fault = (what) => faults.add(what);
  const gathered: Gathered = {
    codePage: westernEurope,
    message: new Map(),
    properties: undefined,
    recipients: [],
    attachments: [],
  };
  if (isTnef(octets)) {
    try {
      // Behind the signature, a key that nothing refers to.
      readAttributes(new OctetCursor(octets.subarray(Math.min(6, octets.length))), gathered, fault);
    } catch (error) {
      if (!(error instanceof CutOff)) throw error;
      fault('cut-off');
    }
  } else fault('not-this-format');
  const attachments = gathered.attachments.map((attachment) => attachmentOf(attachment, depth, fault));
  return {
    properties: together(gathered.message, gathered.properties),
    recipients: gathered.recipients,
    attachments,
    faults: [...faults],
  };
}
