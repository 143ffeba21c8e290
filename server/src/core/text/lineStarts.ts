// Where the lines of a text start, found with native scans.

/**
 * The UTF-16 offset at which each line of `text` starts; the first is 0. LF, CRLF and CR each end a line.
 * Linear in the text's length.
 */
export function lineStarts(text: string): Uint32Array {
  let starts = new Uint32Array(Math.max(16, text.length >>> 5));
  let count = 1;
  const push = (offset: number): void => {
    if (count === starts.length) {
      const grown = new Uint32Array(starts.length * 2);
      grown.set(starts);
      starts = grown;
    }
    starts[count++] = offset;
  };
  let cr = text.indexOf('\r');
  let lf = text.indexOf('\n');
  while (lf >= 0 || cr >= 0) {
    if (cr >= 0 && (lf < 0 || cr < lf)) {
      const end = cr + 1 === lf ? lf + 1 : cr + 1;
      push(end);
      if (end > lf && lf >= 0) lf = text.indexOf('\n', end);
      cr = text.indexOf('\r', end);
    } else {
      push(lf + 1);
      lf = text.indexOf('\n', lf + 1);
    }
  }
  return starts.slice(0, count);
}
