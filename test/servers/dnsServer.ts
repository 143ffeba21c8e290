// A name server on loopback that answers out of a table, over UDP and TCP.

import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** What a name has: records, nothing at all (NXDOMAIN), a fault, or no answer. */
export type Zone = (name: string, kind: ZoneKind) => readonly string[] | 'none' | 'fault' | 'silence';

/** Kinds of records; MX is `10 host`. */
export type ZoneKind = 'A' | 'AAAA' | 'MX' | 'NS' | 'PTR' | 'TXT' | 'other';

/** A running server. */
export interface DnsServer {
  /** Address and port, as a resolver takes it. */
  readonly address: string;
  readonly stop: () => Promise<void>;
}

/** Starts a server for a zone. */
export async function startDnsServer(zone: Zone): Promise<DnsServer> {
  const udp = createSocket('udp4');
  udp.on('message', (question, { port }) => {
    const answer = answerTo(question, zone);
    if (!answer) return;
    // What does not fit is asked for again over TCP (RFC 1035 4.2.1).
    const isWhole = answer.length <= 512;
    if (!isWhole) {
      answer.writeUInt16BE(answer.readUInt16BE(2) | 0x0200, 2);
      answer.writeUInt16BE(0, 6);
    }
    udp.send(isWhole ? answer : answer.subarray(0, headOf(question)), port, '127.0.0.1');
  });
  udp.bind(0, '127.0.0.1');
  await once(udp, 'listening');
  const { port } = udp.address();
  const open = new Set<Socket>();
  const tcp = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('data', (data) => {
      const answer = answerTo(data.subarray(2), zone);
      if (!answer) return;
      const length = Buffer.alloc(2);
      length.writeUInt16BE(answer.length);
      socket.end(Buffer.concat([length, answer]));
    });
  });
  tcp.listen(port, '127.0.0.1');
  await once(tcp, 'listening');
  return {
    address: `127.0.0.1:${String((tcp.address() as AddressInfo).port)}`,
    stop: async () => {
      udp.close();
      tcp.close();
      for (const socket of open) socket.destroy();
      await once(tcp, 'close');
    },
  };
}

function headOf(question: Buffer): number {
  return question.indexOf(0, 12) + 5;
}

function answerTo(question: Buffer, zone: Zone): Buffer | undefined {
  const end = question.indexOf(0, 12) + 1;
  const labels: string[] = [];
  for (let at = 12; at < end - 1;) {
    const length = question[at] ?? 0;
    labels.push(question.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  const kind = kinds[question.readUInt16BE(end)] ?? 'other';
  const found = zone(labels.join('.'), kind);
  if (found === 'silence') return undefined;
  const records = typeof found === 'string' ? [] : found.map((record) => encoded(kind, record));
  const head = Buffer.from(question.subarray(0, end + 4));
  head.writeUInt16BE(found === 'none' ? 0x8183 : found === 'fault' ? 0x8182 : 0x8180, 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(records.length, 6);
  head.writeUInt32BE(0, 8);
  const answers = records.map((data) => {
    const fixed = Buffer.from([0xc0, 0x0c, 0, 0, 0, 1, 0, 0, 0, 60, 0, 0]);
    question.copy(fixed, 2, end, end + 2);
    fixed.writeUInt16BE(data.length, 10);
    return Buffer.concat([fixed, data]);
  });
  return Buffer.concat([head, ...answers]);
}

function encoded(kind: ZoneKind, record: string): Buffer {
  if (kind === 'A') return Buffer.from(record.split('.').map(Number));
  if (kind === 'TXT') {
    const strings = record.match(/[^]{1,255}/g) ?? [''];
    return Buffer.concat(
      strings.map((text) => Buffer.concat([Buffer.of(text.length), Buffer.from(text, 'latin1')])),
    );
  }
  if (kind !== 'MX') return wireName(record);
  const [preference = '0', host = ''] = record.split(' ');
  return Buffer.concat([Buffer.of(0, Number(preference)), wireName(host)]);
}

function wireName(name: string): Buffer {
  const labels = name.split('.').filter((label) => label !== '');
  return Buffer.concat([
    ...labels.map((label) => Buffer.from([label.length, ...Buffer.from(label, 'latin1')])),
    Buffer.of(0),
  ]);
}

const kinds: Readonly<Record<number, ZoneKind>> = {
  1: 'A',
  2: 'NS',
  12: 'PTR',
  15: 'MX',
  16: 'TXT',
  28: 'AAAA',
};
