// Cuts the server's responses out of a transcript with `C: ` and `S: `, by the counts of the literals and nothing else.

/** The own texts of the responses, literals included, line ends as CRLF. */
export function serverResponses(transcript: string): string[] {
  const lines = transcript.split(/\r?\n/);
  const responses: string[] = [];
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    if (!line.startsWith('S: ')) continue;
    let text = line.slice(3);
    for (
      let octets = announced(text);
      octets !== undefined && at + 1 < lines.length;
      octets = announced(text)
    ) {
      const pieces: string[] = [];
      do {
        at++;
        pieces.push((lines[at] ?? '').replace(/^S: ?/, ''));
      } while (at + 1 < lines.length && Buffer.byteLength(pieces.join('\r\n')) < octets);
      text += `\r\n${pieces.join('\r\n')}`;
    }
    responses.push(text);
  }
  return responses;
}

/** The octets of the literal that the last line announces. */
function announced(text: string): number | undefined {
  const count = /\{(\d+)\+?\}$/.exec(text)?.[1];
  return count === undefined ? undefined : Number(count);
}
