// Converts every Outlook file of the corpora, also those in messages and captures, and lints what comes out.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isCompoundFile } from '../../client/src/inspect/msg/compoundFile.ts';
import { readOutlook } from '../../client/src/inspect/formats.ts';
import type { OutlookMail } from '../../client/src/inspect/formats.ts';
import { isTnef } from '../../client/src/inspect/tnef/readTnef.ts';
import { createMailService, octetFacts, textSnapshot } from '../../server/src/core/index.ts';
import type { Finding } from '../../server/src/core/index.ts';
import { finished } from '../../server/src/core/transcript/steps.ts';
import type { Check, CheckResult, Disagreement } from './check.ts';
import { corpora, filesBelow } from './corpus.ts';
import { configuration, describe, lint } from './lint.ts';

/** Each `.msg` file and TNEF is read, and becomes a message without an error but for facts that it does not hold. */
export const outlookFiles: Check = {
  name: 'outlook files that become messages without an error',
  run(): CheckResult {
    const config = configuration({});
    const files = filesBelow('eml', 'pcap').flatMap(outlookFilesIn);
    const disagreements: Disagreement[] = [];
    let passed = 0;
    for (const { name, octets } of files) {
      const mail = readOutlook(octets);
      const text = mail?.text ?? '';
      const file = { name, text, octets: octetFacts(text, { bom: false, utf8: true }) };
      const wrong = lint(file, config)
        .filter((finding) => mail && finding.severity === 'error' && !isMissingFact(finding, mail))
        .map((finding) => describe(file, finding));
      if (!mail) wrong.push(`${name}: not read`);
      if (wrong.length === 0) passed += 1;
      disagreements.push(...wrong.map((sentence) => ({ id: sentence, text: sentence })));
    }
    return { passed, total: files.length, disagreements };
  },
};

/** What the file does not hold, by the rule that misses it in the message. */
const missingFacts: Readonly<Record<string, OutlookMail['notes'][number]>> = {
  'message/missing-from': 'no-sender',
  'message/missing-date': 'no-date',
};

function isMissingFact({ rule }: Finding, { notes }: OutlookMail): boolean {
  const note = missingFacts[rule];
  return note !== undefined && notes.includes(note);
}

interface OutlookFile {
  readonly name: string;
  readonly octets: Uint8Array;
}

const service = createMailService({
  ruleFailed: (rule, error) => {
    throw new Error(rule, { cause: error });
  },
});

/** How both formats start in base64. */
const encodedStart = /0M8R4KGxGuE|eJ8\+I/;

/** A file itself, or those that its messages hold. */
function outlookFilesIn(name: string): OutlookFile[] {
  const octets = readFileSync(path.join(corpora, name));
  if (isOutlook(octets)) return [{ name, octets }];
  const text = octets.toString('latin1');
  if (!encodedStart.test(text) || name.endsWith('.pcap')) return [];
  const format = name.endsWith('.txt') ? 'transcript' : 'message';
  const mail = service.open({ snapshot: textSnapshot(text), format });
  const count = mail.preview({})?.count ?? 0;
  return Array.from({ length: count }, (_, index) => mail.preview({ index }))
    .filter((message) => message !== undefined)
    .flatMap((message) =>
      message.show().parts.flatMap(({ id }) => {
        const part = finished(message.octets(id))?.octets;
        return part && isOutlook(part) ? [{ name: `${name} ${id}`, octets: part }] : [];
      }),
    );
}

function isOutlook(octets: Uint8Array): boolean {
  return isTnef(octets) || isCompoundFile(octets);
}
