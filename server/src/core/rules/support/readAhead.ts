// What rules find out about a long body is found out before they run, in slices that can be cancelled.

import { base64Reading } from '../../message/body/base64Faults.ts';
import { transferEncodingOf } from '../../message/body/bodyText.ts';
import { bodyFacts, bodyFactsReading } from '../../message/body/facts.ts';
import { quotedPrintableReading } from '../../message/body/quotedPrintableFaults.ts';
import type { BodyReading } from '../../message/body/reading.ts';
import type { Part } from '../../message/part.ts';
import { cidPlaces, needlessEscapes } from './bodySearches.ts';
import { flowedReading } from './flowedLines.ts';
import { placeholders } from './placeholders.ts';
import { textFacts, textFactsReading } from './textFacts.ts';

/**
 * Reads what the rules ask of a part's body, but for a piece at least.
 * @returns false where `over` turned true before everything was read.
 */
export function readAhead(part: Part, over: () => boolean): boolean {
  if (part.multipart || part.children.length > 0) return true;
  return readings.every(({ reading, wanted }) => !wanted(part) || reading.ahead(part, over));
}

interface Wanted {
  readonly reading: Pick<BodyReading<unknown>, 'ahead'>;
  readonly wanted: (part: Part) => boolean;
}

function isText({ mediaType }: Part): boolean {
  return mediaType.type === 'text';
}

/** As the rule about flowed text reads it. */
function isFlowed(part: Part): boolean {
  const { name, field } = part.mediaType;
  return (
    name === 'text/plain' &&
    /format\s*=\s*"?flowed/i.test(field?.text ?? '') &&
    transferEncodingOf(part) === 'identity'
  );
}

function isRead(part: Part): boolean {
  return (
    transferEncodingOf(part) !== 'identity' ||
    part.mediaType.name === 'text/html' ||
    bodyFacts(part).nonAscii.length > 0
  );
}

const readings: readonly Wanted[] = [
  { reading: bodyFactsReading, wanted: () => true },
  { reading: base64Reading, wanted: (part) => transferEncodingOf(part) === 'base64' },
  { reading: placeholders, wanted: isText },
  { reading: flowedReading, wanted: isFlowed },
  { reading: textFactsReading, wanted: (part) => isText(part) && isRead(part) },
  // Only asked where an address leads nowhere, but then all at once.
  {
    reading: cidPlaces,
    wanted: (part) => part.mediaType.name === 'text/html' && textFacts(part).cids.length > 0,
  },
  {
    reading: needlessEscapes,
    wanted: (part) => isText(part) && part.transferEncoding === 'quoted-printable',
  },
  { reading: quotedPrintableReading, wanted: (part) => transferEncodingOf(part) === 'quoted-printable' },
];
