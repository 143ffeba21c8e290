// Which fields are MIME's own (RFC 2045 3, 9).

/** True for MIME-Version and every field whose name (in lower case) starts with `content-`. */
export function isMimeField(key: string): boolean {
  return key === 'mime-version' || key.startsWith('content-');
}
