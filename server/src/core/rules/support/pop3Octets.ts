// How many octets a message behind RETR has, by each reading that a log allows.

import { utf8Octets } from '../../text/octets.ts';
import { dataPlaces } from '../../transcript/dataPlaces.ts';
import { isElision } from '../../transcript/dialect/remarks.ts';
import type { Exchange, Session } from '../../transcript/exchange.ts';
import { standsForText } from './leftOut.ts';

/** The size of a message as a log shows it. */
export interface MessageOctets {
  /** Line ends as CRLF, stuffed dots taken away (RFC 1939 11). */
  readonly octets: number;
  /** Whether a size fits one of the readings: characters or UTF-8, CRLF or LF, stuffed or not, the last line end or not. */
  plausible(size: number): boolean;
}

/** Measures a message; undefined where its lines stand for something that the writer of the log left out. */
export function messageOctets(session: Session, exchange: Exchange): MessageOctets | undefined {
  const { all, numbers } = session;
  const places = dataPlaces(session, exchange, 'server');
  // A log that says in words what was sent needs no more lines for it.
  if (places.length <= MAX_WORDS) {
    const words = places.map((place) => all.text(numbers[place] ?? 0).trim()).filter((text) => text !== '.');
    if ([...words, words.join(' ')].some((text) => standsForText(text))) return undefined;
  }
  let octets = 0;
  let characters = 0;
  let dots = 0;
  for (const place of places) {
    const text = all.text(numbers[place] ?? 0);
    if (isElision(text)) return undefined;
    if (text.startsWith('..')) dots++;
    octets += utf8Octets(text);
    characters += text.length;
  }
  const lines = places.length;
  const plausible = (size: number): boolean =>
    [octets, characters].some((own) =>
      [2, 1].some((lineEnd) =>
        [0, dots].some((stuffed) => {
          const whole = own + lines * lineEnd - stuffed;
          // The dot's line, the last line end: servers count them or not.
          return size >= whole - lineEnd * 2 && size <= whole + lineEnd * 2 + 1;
        }),
      ),
    );
  return { octets: octets + lines * 2 - dots, plausible };
}

const MAX_WORDS = 4;
