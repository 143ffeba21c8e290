// Aggregate reports of DMARC (RFC 7489 7.2 and Appendix C): who sent mail in the name of a domain, and what became of it.

import { XMLParser } from 'fast-xml-parser';

/** A check of DKIM or SPF as the receiver saw it. */
export interface AuthResult {
  readonly domain: string;
  /** Of DKIM alone. */
  readonly selector?: string;
  readonly result: string;
}

/** The mail of one source. */
export interface DmarcRow {
  readonly sourceIp: string;
  readonly count: number;
  /** What was done: none, quarantine, reject. */
  readonly disposition: string;
  /** Whether DKIM passed with an aligned domain. */
  readonly dkim: string;
  /** Whether SPF passed with an aligned domain. */
  readonly spf: string;
  readonly reasons: readonly { readonly type: string; readonly comment: string }[];
  readonly headerFrom: string;
  readonly envelopeFrom: string;
  readonly envelopeTo: string;
  readonly dkimResults: readonly AuthResult[];
  readonly spfResults: readonly AuthResult[];
}

/** A report. Times are in milliseconds since 1970; what is missing is empty. */
export interface DmarcReport {
  readonly organisation: string;
  readonly email: string;
  readonly id: string;
  readonly begin: number | undefined;
  readonly end: number | undefined;
  readonly errors: readonly string[];
  /** What the domain published, by the names of RFC 7489 6.3: domain, adkim, aspf, p, sp, pct, fo. */
  readonly policy: Readonly<Record<string, string>>;
  readonly rows: readonly DmarcRow[];
  /** Rows that were not taken because there are too many. */
  readonly more: number;
}

const mostRows = 10_000;
/** UTF-16 units of one value. */
const mostText = 4000;
const policyTags = [
  'domain',
  'adkim',
  'aspf',
  'p',
  'sp',
  'np',
  'pct',
  'fo',
  'testing',
  'discovery_method',
] as const;

type Element = Readonly<Record<string, unknown>>;

const isElement = (value: unknown): value is Element => typeof value === 'object' && value !== null;
const elementOf = (value: unknown): Element => (isElement(value) ? value : {});
const text = (value: unknown): string =>
  typeof value === 'string' ? withoutEntities(value.slice(0, mostText)).trim() : '';

/** The parser gives one element itself, and several as a list. */
const list = (value: unknown): readonly unknown[] =>
  Array.isArray(value) ? (value as unknown[]) : value === undefined ? [] : [value];

/** @param value seconds since 1970. */
function time(value: unknown): number | undefined {
  const seconds = Number(text(value));
  return text(value) === '' || !Number.isFinite(seconds) ? undefined : seconds * 1000;
}

function authResults(value: unknown): AuthResult[] {
  return list(value)
    .filter(isElement)
    .map((found) => {
      const selector = text(found['selector']);
      return {
        domain: text(found['domain']),
        ...(selector !== '' && { selector }),
        result: text(found['result']),
      };
    });
}

function rowOf(record: Element): DmarcRow {
  const row = elementOf(record['row']);
  const evaluated = elementOf(row['policy_evaluated']);
  const identifiers = elementOf(record['identifiers']);
  const results = elementOf(record['auth_results']);
  const count = Number(text(row['count']));
  return {
    sourceIp: text(row['source_ip']),
    count: Number.isSafeInteger(count) && count > 0 ? count : 0,
    disposition: text(evaluated['disposition']),
    dkim: text(evaluated['dkim']),
    spf: text(evaluated['spf']),
    reasons: list(evaluated['reason'])
      .filter(isElement)
      .map((reason) => ({ type: text(reason['type']), comment: text(reason['comment']) })),
    headerFrom: text(identifiers['header_from']),
    envelopeFrom: text(identifiers['envelope_from']),
    envelopeTo: text(identifiers['envelope_to']),
    dkimResults: authResults(results['dkim']),
    spfResults: authResults(results['spf']),
  };
}

/** Entities that a document declares are never expanded: reports need none, bombs do. */
const parser = new XMLParser({
  ignoreAttributes: true,
  removeNSPrefix: true,
  parseTagValue: false,
  processEntities: false,
  maxNestedTags: 64,
});

const predefined: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
function withoutEntities(value: string): string {
  return value.replaceAll(/&(amp|lt|gt|quot|apos);/gu, (whole, name: string) => predefined[name] ?? whole);
}

/** @returns the report; undefined where the text is no XML, or no report. */
export function readDmarcReport(xml: string): DmarcReport | undefined {
  let root: unknown;
  try {
    root = parser.parse(xml.replace(/^\uFEFF/u, ''));
  } catch {
    return undefined;
  }
  const feedback = elementOf(root)['feedback'];
  if (!isElement(feedback)) return undefined;
  const metadata = elementOf(feedback['report_metadata']);
  const range = elementOf(metadata['date_range']);
  const published = elementOf(list(feedback['policy_published'])[0]);
  const records = list(feedback['record']).filter(isElement);
  return {
    organisation: text(metadata['org_name']),
    email: text(metadata['email']),
    id: text(metadata['report_id']),
    begin: time(range['begin']),
    end: time(range['end']),
    errors: list(metadata['error'])
      .map(text)
      .filter((error) => error !== ''),
    policy: Object.fromEntries(
      policyTags.flatMap((tag) => (text(published[tag]) === '' ? [] : [[tag, text(published[tag])]])),
    ),
    rows: records.slice(0, mostRows).map(rowOf),
    more: Math.max(0, records.length - mostRows),
  };
}
