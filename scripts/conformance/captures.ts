// Compares what network monitors reported about captured sessions with what the rules say of their transcripts.

import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createMailService, textSnapshot } from '../../server/src/core/index.ts';
import type { Check, Disagreement } from './check.ts';
import { corpora, filesBelow } from './corpus.ts';

/** What Zeek logged as weird about mail sessions. */
export const zeekWeird: Check = {
  name: 'zeek weird',
  run: () => compare('pcap/pcap-zeek', '.weird.log', weirdNames, zeekNames),
};

/** What Suricata reported as anomalies of SMTP. */
export const suricataAnomalies: Check = {
  name: 'suricata anomalies',
  reasons: 'suricata.json',
  run: () => compare('pcap/pcap-suricata-verify', '.yaml', anomalyNames, suricataNames),
};

/** Which of our rules say the same, by the monitor's name. */
type Names = Readonly<Record<string, RegExp>>;

const zeekNames: Names = {
  pop3_server_command_unknown: /^pop3\//,
  pop3_server_sending_client_commands: /^pop3\//,
  pop3_client_sending_server_commands: /^pop3\//,
  pop3_client_command_unknown: /^pop3\//,
  pop3_client_too_many_pending_commands: /^pop3\//,
  pop3_bad_base64_encoding: /^pop3\//,
  pop3_malformed_auth_plain: /^pop3\//,
  smtp_huge_bdat_chunk: /^smtp\/bdat$/,
  smtp_invalid_bdat_command: /^smtp\/bdat$/,
  smtp_missing_bdat_last_chunk: /^smtp\/(?:bdat|transcript-truncated)$/,
  smtp_mixed_bdat_data: /^smtp\/bdat$/,
  smtp_nested_mail_transaction: /^smtp\/nested-mail$/,
  smtp_unmatched_end_of_data: /^smtp\/(?:unknown-command|text-after-dot|no-terminator)$/,
  smtp_too_many_rcptto_addresses: /^smtp\/too-many-rcpt$/,
  smtp_too_many_to_addresses: /^message\/(?:duplicate-field|header-too-many)$/,
  smtp_too_many_cc_addresses: /^message\/(?:duplicate-field|header-too-many)$/,
  smtp_max_path_length_exceeded: /^message\/received-loop$/,
};

const suricataNames: Names = {
  INVALID_BDAT: /^smtp\/bdat$/,
  INVALID_REPLY: /^smtp\/reply-/,
  INVALID_PIPELINED_SEQUENCE: /^smtp\/(?:pipelining|text-after-dot|data-before-rcpt)$/,
  NO_SERVER_WELCOME_MESSAGE: /^smtp\/(?:greeting|early-talker)$/,
  TLS_REJECTED: /^smtp\/starttls/,
  DATA_COMMAND_REJECTED: /^smtp\/(?:data-354|reply-not-allowed|retry-advice)$/,
  TRUNCATED_LINE: /^(?:smtp\/limits|message\/line-too-long-998)$/,
  MIME_LONG_LINE: /^message\/line-too-long-998$/,
  MIME_LONG_ENC_LINE: /^message\/(?:b64-line-76|qp-line-76)$/,
  MIME_LONG_FILENAME: /^message\/(?:filename|param|line-too-long)/,
  DUPLICATE_FIELDS: /^(?:message\/duplicate-field|smtp\/nested-mail)$/,
};

function compare(
  folder: string,
  ending: string,
  namesIn: (text: string) => readonly string[],
  known: Names,
): { passed: number; total: number; disagreements: readonly Disagreement[] } {
  const files = filesBelow(folder);
  const disagreements: Disagreement[] = [];
  let total = 0;
  for (const report of files.filter((name) => name.includes('.expected.') && name.endsWith(ending))) {
    const [capture = ''] = report.split('.expected.');
    const rules = rulesOf(files.filter((name) => name.startsWith(`${capture}.s`) && name.endsWith('.txt')));
    for (const name of namesIn(readFileSync(path.join(corpora, report), 'utf8'))) {
      total++;
      const pattern = known[name];
      if (pattern && rules.some((rule) => pattern.test(rule))) continue;
      const ours = rules.filter((rule) => !rule.startsWith('message/')).join(', ');
      disagreements.push({
        id: `${path.basename(capture)} ${name}`,
        text: `${capture}: ${name}, found ${ours || 'nothing'}`,
      });
    }
  }
  return { passed: total - disagreements.length, total, disagreements };
}

/** The ids of the rules that find something in the transcripts. */
function rulesOf(names: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const name of names) {
    const octets = readFileSync(path.join(corpora, name));
    const text = octets.toString(isUtf8(octets) ? 'utf8' : 'latin1');
    const mail = service.open({ snapshot: textSnapshot(text), format: 'transcript', reading: { name } });
    for (const { rule } of mail.findings(config)) found.add(rule);
  }
  return [...found];
}

/** The names in a log of tab-separated columns; those about mail, not about the monitor itself. */
function weirdNames(log: string): readonly string[] {
  const lines = log.split('\n');
  const header = lines.find((line) => /^(?:#fields\t)?ts\t/.test(line)) ?? '';
  const column = header
    .replace(/^#fields\t/, '')
    .split('\t')
    .indexOf('name');
  const rows = lines.filter((line) => /^X+\.X+\t|^\d+\.\d+\t/.test(line));
  return rows
    .map((line) => line.split('\t')[column] ?? '')
    .filter((name) => /^(?:smtp|pop3|imap|mime)_/.test(name));
}

function anomalyNames(yaml: string): readonly string[] {
  return [...yaml.matchAll(/anomaly\.event: (\w+)/g)].map(([, name = '']) => name);
}

const service = createMailService({
  ruleFailed: (rule, error) => {
    throw new Error(`${rule} failed`, { cause: error });
  },
});
const config = service.configure({});
