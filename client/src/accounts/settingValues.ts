// Values of settings, where anything may stand: what is of the kind that is meant, or nothing.

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text that says something, without control characters: it is shown, and sent to servers. */
export function text(value: unknown): string | undefined {
  if (typeof value !== 'string' || /\p{Cc}/u.test(value)) return undefined;
  const trimmed = value.trim();
  return trimmed === '' || trimmed.length > MAX_TEXT ? undefined : trimmed;
}

export function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.slice(0, MAX_LIST).flatMap((entry) => text(entry) ?? []) : [];
}

export function oneOf<T extends string>(all: readonly T[], value: unknown): T | undefined {
  return all.find((one) => one === value);
}

export function present<K extends string, V>(key: K, value: V | undefined): Partial<Record<K, V>> {
  return value === undefined ? {} : ({ [key]: value } as Record<K, V>);
}

const MAX_LIST = 100;
/** UTF-16 units. */
const MAX_TEXT = 2000;
