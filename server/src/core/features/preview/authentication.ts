// What a message's fields say of who checked and who signed it: results, SPF records, signatures, ARC sets.

import type { Field } from '../../message/field.ts';
import type { Part } from '../../message/part.ts';
import { authenticationResults, receivedSpf } from '../../message/views/authenticationResults.ts';
import type { AuthProperty, AuthResult } from '../../message/views/authenticationResults.ts';
import { authMethod, authPropertyType, authResult } from '../../registry/authMethods.ts';
import { oneLine } from '../markdown.ts';
import { count } from '../words.ts';
import { arcSets } from './arcSets.ts';
import type {
  Authentication,
  CheckProperty,
  CheckResult,
  ResultsField,
  SpfRecord,
  Verdict,
} from './authenticationTypes.ts';
import { signatureField } from './signatureField.ts';

/** Everything that the header says of it. Anybody can have written it: nothing here is verified. */
export function authentication(message: Part): Authentication {
  const fields = (name: string): readonly Field[] => message.header.fields.filter(({ key }) => key === name);
  const results = fields('authentication-results').slice(0, MAX_FIELDS).map(resultsField);
  const signatures = fields('dkim-signature');
  const arc = arcSets(message, (field) => resultsField(field));
  const notes: string[] = [];
  if (signatures.length > MAX_FIELDS) {
    notes.push(`${count(signatures.length - MAX_FIELDS, 'further signature')} are not shown.`);
  }
  if (signatures.length === 0) notes.push('The message has no DKIM signature.');
  const servers = new Set(results.map(({ server }) => server?.toLowerCase() ?? ''));
  if (servers.size > 1) {
    notes.push(
      'Several servers report results: believe only those of the server that you receive your mail by.',
    );
  }
  return {
    results,
    arc,
    spf: fields('received-spf').slice(0, MAX_FIELDS).flatMap(spfRecord),
    dkim: signatures.slice(0, MAX_FIELDS).map((field) => signatureField(message, field)),
    notes,
  };
}

function resultsField(field: Field): ResultsField {
  const { authservId, instance, results } = authenticationResults(field);
  return {
    server: authservId === undefined ? null : oneLine(authservId, MAX_WORD),
    instance: instance ?? null,
    results: results.slice(0, MAX_RESULTS).map(checkResult),
    at: { from: field.nameFrom, to: field.valueTo },
  };
}

function checkResult(found: AuthResult): CheckResult {
  const { method, result, reason, properties, comments, from, to } = found;
  const name = METHOD_NAMES.get(method) ?? oneLine(method, MAX_WORD);
  const about = aboutWhat(found);
  return {
    method: oneLine(method, MAX_WORD),
    result: oneLine(result, MAX_WORD),
    verdict: verdictOf(result),
    words: `${name}: ${outcome(result)}${about === undefined ? '' : ` for ${oneLine(about, MAX_WORD)}`}.`,
    meaning: meaningOf(method, result),
    reason: reason === undefined ? null : oneLine(reason, MAX_WORD),
    properties: properties.slice(0, MAX_PROPERTIES).map((property) => checkProperty(method, property)),
    comments: comments.slice(0, MAX_PROPERTIES).map((comment) => oneLine(comment, MAX_WORD)),
    at: { from, to },
  };
}

function checkProperty(method: string, { type, name, value, from, to }: AuthProperty): CheckProperty {
  const known = authMethod(method)?.properties.find(
    ({ ptype, property }) => ptype === type && property === name.toLowerCase(),
  );
  const source = type === undefined ? undefined : authPropertyType(type);
  return {
    name: oneLine(type === undefined ? name : `${type}.${name}`, MAX_WORD),
    value: oneLine(value, MAX_VALUE),
    meaning: known?.summary ?? source?.summary ?? null,
    at: { from, to },
  };
}

function spfRecord(field: Field): readonly SpfRecord[] {
  const spf = receivedSpf(field);
  if (!spf) return [];
  const pair = (name: string): string | undefined =>
    spf.pairs.find((each) => each.name.toLowerCase() === name)?.value;
  const ip = pair('client-ip');
  const who = pair('envelope-from') ?? pair('helo');
  const about = who === undefined || who === '' ? '' : ` for ${oneLine(who, MAX_WORD)}`;
  const client = ip === undefined ? '' : ` from ${oneLine(ip, MAX_WORD)}`;
  return [
    {
      result: oneLine(spf.result, MAX_WORD),
      verdict: verdictOf(spf.result),
      words: `SPF: ${outcome(spf.result)}${about}${client}.`,
      meaning: meaningOf('spf', spf.result),
      properties: spf.pairs.slice(0, MAX_PROPERTIES).map((property) => checkProperty('', property)),
      comments: spf.comments.slice(0, MAX_PROPERTIES).map((comment) => oneLine(comment, MAX_WORD)),
      at: { from: field.nameFrom, to: field.valueTo },
    },
  ];
}

/** Who or what a result is about: the first property that names it. */
function aboutWhat({ method, properties }: AuthResult): string | undefined {
  for (const wanted of SUBJECTS.get(method) ?? []) {
    const found = properties.find(({ type, name }) => `${type ?? ''}.${name.toLowerCase()}` === wanted);
    if (found && found.value !== '') return found.value;
  }
  return undefined;
}

function meaningOf(method: string, result: string): string | null {
  const sentences = [authMethod(method)?.summary, authResult(result)?.summary].filter(
    (one) => one !== undefined,
  );
  return sentences.length === 0 ? null : sentences.join(' ');
}

function outcome(result: string): string {
  if (result === '') return 'no result is given';
  return OUTCOMES.get(result) ?? `the result is "${oneLine(result, MAX_WORD)}"`;
}

function verdictOf(result: string): Verdict {
  return VERDICTS.get(result) ?? 'unknown';
}

/** Of RFC 8601 2.7 and the registry. */
const VERDICTS: ReadonlyMap<string, Verdict> = new Map([
  ['pass', 'good'],
  ['bestguesspass', 'good'],
  ['fail', 'bad'],
  ['hardfail', 'bad'],
  ['permerror', 'bad'],
  ['nxdomain', 'bad'],
  ['discard', 'bad'],
  ['softfail', 'neutral'],
  ['policy', 'neutral'],
  ['neutral', 'neutral'],
  ['none', 'neutral'],
  ['temperror', 'neutral'],
  ['skipped', 'neutral'],
  ['declined', 'neutral'],
  ['unknown', 'neutral'],
  ['signed', 'neutral'],
]);
const OUTCOMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    pass: 'passed',
    fail: 'failed',
    hardfail: 'failed',
    softfail: 'failed softly: the domain is not sure of it',
    neutral: 'says neither yes nor no',
    none: 'there was nothing to check',
    policy: 'correct, but not accepted by the rules of this server',
    temperror: 'could not be checked at that time',
    permerror: 'could not be checked: what the domain publishes is faulty',
    skipped: 'left out, for an earlier check did not pass',
    declined: 'the domain does not want it',
    bestguesspass: 'would probably pass; the domain publishes nothing',
  }),
);
const METHOD_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    spf: 'SPF',
    dkim: 'DKIM',
    dmarc: 'DMARC',
    arc: 'ARC',
    iprev: 'Reverse DNS',
    auth: 'Login',
    'dkim-adsp': 'ADSP',
    'dkim-atps': 'ATPS',
    domainkeys: 'DomainKeys',
    'sender-id': 'Sender ID',
    smime: 'S/MIME',
    rrvs: 'Recipient check (RRVS)',
    bimi: 'BIMI',
    dnswl: 'DNS allow list',
    vbr: 'Vouching (VBR)',
  }),
);
const SUBJECTS: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries({
    spf: ['smtp.mailfrom', 'smtp.helo'],
    dkim: ['header.d', 'header.i'],
    domainkeys: ['header.d', 'header.from', 'header.sender'],
    dmarc: ['header.from'],
    'dkim-adsp': ['header.from'],
    iprev: ['policy.iprev', 'smtp.remote-ip'],
    auth: ['smtp.auth', 'smtp.mailfrom'],
    arc: ['header.oldest-pass', 'smtp.remote-ip'],
    bimi: ['header.d'],
    smime: ['body.smime-identifier', 'header.from'],
  }),
);
const MAX_FIELDS = 50;
const MAX_RESULTS = 50;
const MAX_PROPERTIES = 30;
const MAX_WORD = 300;
const MAX_VALUE = 1000;
