// A delivery status notification in words: who, what, why, and what to do next (RFC 3464).

import { explainReply } from '../send/explainReply.ts';
import type { ReplyExplanation } from '../send/explainReply.ts';
import { count } from '../words.ts';
import type { Verdict } from './authenticationTypes.ts';
import type { ReportBlock, ReportSource } from './reportFields.ts';
import type { DeliveryReport, RecipientReport } from './reportTypes.ts';

/** Reads a report: the first block is about the message, each further one about a recipient. */
export function deliveryReport({ blocks, ...parts }: ReportSource): DeliveryReport {
  const [first, ...rest] = blocks;
  // Some servers leave the empty line out, or the first block.
  const isMixed = first !== undefined && ABOUT_RECIPIENT.some((name) => first.has(name));
  const about = isMixed ? blocks : rest;
  const recipients = about.slice(0, MAX_RECIPIENTS).map(recipientReport);
  const faults: string[] = [];
  if (!first) faults.push('The report has no fields.');
  else if (!first.has('reporting-mta')) faults.push('It does not say which server reports (Reporting-MTA).');
  if (first && recipients.length === 0) faults.push('It is about no recipient.');
  const unclear = recipients.filter(({ action }) => !ACTIONS.has(action)).length;
  if (unclear > 0) faults.push(`It does not say what became of ${count(unclear, 'recipient')} (Action).`);
  return {
    ...parts,
    kind: 'delivery',
    reportedBy: first?.value('reporting-mta') ?? null,
    arrivedAt: first?.time('arrival-date') ?? null,
    envelopeId: first?.value('original-envelope-id') ?? null,
    recipients,
    more: about.length - recipients.length,
    words: wordsOf(recipients),
    fields: first && !isMixed ? first.all() : [],
    faults,
  };
}

function recipientReport(block: ReportBlock): RecipientReport {
  const recipient = block.value('final-recipient') ?? block.value('original-recipient') ?? '';
  const original = block.value('original-recipient');
  const action = (block.value('action') ?? '').toLowerCase().replace(/[\s(].*$/, '');
  const status = STATUS.exec(block.value('status') ?? '')?.[0] ?? null;
  const diagnostic = block.value('diagnostic-code');
  const remote = block.value('remote-mta');
  const outcome = ACTIONS.get(action);
  const verdict = outcome?.verdict ?? VERDICTS[status?.charAt(0) ?? ''] ?? 'unknown';
  const explained = verdict === 'good' ? undefined : explanationOf(status, diagnostic);
  const retryUntil = block.time('will-retry-until');
  const who = recipient === '' ? 'a recipient that is not named' : recipient;
  const host = remote !== null && action !== 'delivered' ? ` The server was ${remote}.` : '';
  return {
    recipient,
    original: original === recipient ? null : original,
    action,
    verdict,
    status,
    diagnostic,
    remote,
    lastAttemptAt: block.time('last-attempt-date'),
    retryUntil,
    words: `The message ${outcome?.words ?? `${UNKNOWN} for`} ${who}.${host}`,
    why: explained?.meaning ?? null,
    next: outcome && Object.hasOwn(outcome, 'next') ? (outcome.next ?? null) : (explained?.next ?? null),
    source: explained?.source ?? null,
    fields: block.all(),
    at: block.at,
  };
}

/** By what the server said, else by the status. */
function explanationOf(status: string | null, diagnostic: string | null): ReplyExplanation | undefined {
  const said = REPLY.exec(diagnostic ?? '');
  const [, code, enhanced, text = ''] = said ?? [];
  const enhancedCode = enhanced ?? status ?? undefined;
  if (code === undefined && enhancedCode === undefined) return undefined;
  return explainReply({
    code: code === undefined ? Number(enhancedCode?.charAt(0)) * 100 + GENERAL : Number(code),
    // RFC 3463 3.2: what is said of the sender must not be taken for words about the recipient.
    text: ABOUT_SENDER.test(enhancedCode ?? '') ? '' : said ? text : (diagnostic ?? ''),
    ...(enhancedCode === undefined ? {} : { enhancedCode }),
  });
}

function wordsOf(recipients: readonly RecipientReport[]): string {
  const [only] = recipients;
  if (only && recipients.length === 1) return only.words;
  const groups = new Map<string, number>();
  for (const { action } of recipients) {
    const outcome = ACTIONS.get(action)?.words.replace(/ to$/, '') ?? UNKNOWN;
    groups.set(outcome, (groups.get(outcome) ?? 0) + 1);
  }
  const words = Array.from(groups, ([outcome, number]) => `${outcome} for ${count(number, 'recipient')}`);
  return words.length === 0
    ? 'A report about the delivery of a message.'
    : `The message ${words.join(', ')}.`;
}

interface Outcome {
  readonly words: string;
  readonly verdict: Verdict;
  /** What is to be done, where the action alone says so; null for nothing. */
  readonly next?: string | null;
}

/** Of the message, where the action is none that is known. */
const UNKNOWN = 'has an unknown outcome';

/** RFC 3464 2.3.3. */
const ACTIONS: ReadonlyMap<string, Outcome> = new Map<string, Outcome>([
  ['failed', { words: 'could not be delivered to', verdict: 'bad' }],
  [
    'delayed',
    {
      words: 'could not be delivered yet to',
      verdict: 'neutral',
      next: 'Nothing: the server goes on trying, and reports again when it gives up.',
    },
  ],
  ['delivered', { words: 'was delivered to', verdict: 'good', next: null }],
  [
    'relayed',
    {
      words: 'was passed on, to a server that confirms nothing, to',
      verdict: 'good',
      next: null,
    },
  ],
  ['expanded', { words: 'was delivered, and passed on to others, to', verdict: 'good', next: null }],
]);
const VERDICTS: Readonly<Partial<Record<string, Verdict>>> = { '2': 'good', '4': 'neutral', '5': 'bad' };
const ABOUT_RECIPIENT = ['final-recipient', 'action'];
const MAX_RECIPIENTS = 1000;
const ABOUT_SENDER = /^[45]\.1\.[78]$/;
/** RFC 3463 2. */
const STATUS = /[245]\.\d{1,3}\.\d{1,3}/;
/** RFC 3464 2.3.6: for SMTP, the reply as it came. */
const REPLY = /^\s*([245]\d{2})[ -]?\s*#?(?:([245]\.\d{1,3}\.\d{1,3})\b)?\s*(.*)$/s;
/** 450, 550: the reply that says least. */
const GENERAL = 50;
