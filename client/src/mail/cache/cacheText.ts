// Folders and envelopes as the cache writes them, and back: what is no such text is nothing.

import type { Envelope, Folder, Person } from '../mailStore.ts';

/** One line an envelope: a file that was cut loses no more than its end. */
export function textOfEnvelopes(envelopes: readonly Envelope[]): string {
  const lines = envelopes.map((envelope) => JSON.stringify({ ...envelope, flags: [...envelope.flags] }));
  return `${lines.join('\n')}\n`;
}

/** Undefined where a line is no envelope: the file is damaged. */
export function envelopesOf(octets: Uint8Array): readonly Envelope[] | undefined {
  const envelopes: Envelope[] = [];
  for (const line of new TextDecoder().decode(octets).split('\n')) {
    if (line === '') continue;
    const value = parsed(line);
    if (!isEnvelope(value)) return undefined;
    envelopes.push({ ...value, flags: new Set(value.flags) });
  }
  return envelopes;
}

/** Undefined where the file is damaged. */
export function foldersOf(octets: Uint8Array): readonly Folder[] | undefined {
  const value = parsed(new TextDecoder().decode(octets));
  return Array.isArray(value) && value.every(isFolder) ? value : undefined;
}

type Written = Omit<Envelope, 'flags'> & { readonly flags: readonly string[] };

function isEnvelope(value: unknown): value is Written {
  if (!isRecord(value) || !isRecord(value['id']) || !Array.isArray(value['flags'])) return false;
  const { from, to = '', subject, date, size, hasAttachments, people = [] } = value;
  const { id, flags } = value;
  const texts: readonly unknown[] = [
    ...Object.values(id),
    from,
    to,
    subject,
    ...(flags as readonly unknown[]),
  ];
  return (
    texts.every((text) => typeof text === 'string') &&
    Array.isArray(people) &&
    people.every(isPerson) &&
    ['folder', 'validity', 'uid'].every((name) => name in id) &&
    typeof date === 'number' &&
    typeof size === 'number' &&
    typeof hasAttachments === 'boolean'
  );
}

function isPerson(value: unknown): value is Person {
  if (!isRecord(value)) return false;
  const { name = '', address } = value;
  return typeof name === 'string' && typeof address === 'string';
}

function isFolder(value: unknown): value is Folder {
  if (!isRecord(value)) return false;
  const { id, path, subscribed, selectable } = value as Record<keyof Folder, unknown>;
  return (
    typeof id === 'string' &&
    Array.isArray(path) &&
    path.every((name) => typeof name === 'string') &&
    typeof subscribed === 'boolean' &&
    typeof selectable === 'boolean'
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
