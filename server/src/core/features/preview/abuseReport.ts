// A feedback report in words: complaints about mail, and failed authentication (RFC 5965, RFC 6591).

import { count } from '../words.ts';
import type { ReportBlock, ReportSource } from './reportFields.ts';
import type { AbuseReport } from './reportTypes.ts';

/** Reads a report. */
export function abuseReport({ blocks, ...parts }: ReportSource): AbuseReport {
  const [block] = blocks;
  const feedbackType = block?.value('feedback-type')?.toLowerCase() ?? null;
  const sourceIp = block?.value('source-ip') ?? null;
  const incidents = /^\d{1,9}$/.exec(block?.value('incidents') ?? '')?.[0];
  const faults: string[] = [];
  if (!block) faults.push('The report has no fields.');
  else {
    for (const [key, name] of REQUIRED) if (!block.has(key)) faults.push(`The field ${name} is missing.`);
  }
  const reporter = block?.value('reporting-mta') ?? block?.value('user-agent');
  const by = reporter === null || reporter === undefined ? '' : `${reporter}: `;
  const what = TYPES.get(feedbackType ?? '') ?? 'A report about a message, of a kind that is not known here.';
  const times =
    incidents === undefined || Number(incidents) < 2
      ? ''
      : ` It stands for ${count(Number(incidents), 'case')}.`;
  return {
    ...parts,
    kind: 'abuse',
    feedbackType,
    sourceIp,
    arrivedAt: block?.time('arrival-date') ?? block?.time('received-date') ?? null,
    incidents: incidents === undefined ? null : Number(incidents),
    originalSender: block?.value('original-mail-from') ?? null,
    originalRecipients: block?.values('original-rcpt-to') ?? [],
    reportedDomains: block?.values('reported-domain') ?? [],
    authentication: block ? authenticationWords(block) : null,
    words: `${by}${what}${sourceIp === null ? '' : ` It came from ${sourceIp}.`}${times}`,
    fields: block?.all() ?? [],
    faults,
  };
}

/** RFC 6591 3.1 and 3.2. */
function authenticationWords(block: ReportBlock): string | null {
  const failure = block.value('auth-failure')?.toLowerCase();
  if (failure === undefined) return null;
  const domain = block.value('dkim-domain');
  const result = RESULTS.get(block.value('delivery-result')?.toLowerCase() ?? '');
  const words = FAILURES.get(failure) ?? 'A check failed that is not known here.';
  const about = domain === null ? '' : ` The signature is of ${domain}.`;
  return `${words}${about}${result === undefined ? '' : ` ${result}`}`;
}

const REQUIRED = [
  ['feedback-type', 'Feedback-Type'],
  ['user-agent', 'User-Agent'],
  ['version', 'Version'],
] as const;
/** RFC 5965 7.3 and its registry. */
const TYPES: ReadonlyMap<string, string> = new Map([
  ['abuse', 'Somebody complains about a message as unwanted.'],
  ['fraud', 'A message is reported as fraud or phishing.'],
  ['virus', 'A message is reported to carry harmful software.'],
  ['not-spam', 'A message was taken for unwanted and is not.'],
  ['opt-out', 'Somebody does not want mail of this kind any more.'],
  ['auth-failure', 'A message failed the checks of its sender.'],
  ['dmarc', 'A message failed the checks of its sender.'],
  ['other', 'A message is reported for another reason.'],
]);
/** RFC 6591 3.2.1, RFC 7489 7.3. */
const FAILURES: ReadonlyMap<string, string> = new Map([
  ['adsp', 'The message broke the signing rules that its domain publishes (ADSP).'],
  ['bodyhash', 'The body is another one than was signed (DKIM).'],
  ['revoked', 'The key of the signature was withdrawn (DKIM).'],
  ['signature', 'The signature does not fit the header and its key (DKIM).'],
  ['spf', 'The server that sent it may not send for that domain (SPF).'],
  ['dmarc', 'Neither SPF nor DKIM passed for the domain in From (DMARC).'],
]);
/** RFC 6591 3.2.2. */
const RESULTS: ReadonlyMap<string, string> = new Map([
  ['delivered', 'It was delivered all the same.'],
  ['spam', 'It was put with the spam.'],
  ['policy', 'It was handled as the domain asks for.'],
  ['reject', 'It was refused.'],
  ['other', 'What became of it is not said.'],
]);
