// Tells the `From ` line of an mbox (RFC 4155) from other lines.

/** True for a line that starts like the separator of an mbox, or like one quoted with `>`. */
export function isEnvelopeFrom(line: string): boolean {
  return /^>*From /.test(line);
}
