// Runs the core over mail nobody here wrote and fails below the recorded level: `npm run conformance [-- --all] [NAME...]`.

import { existsSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { addressVerdicts } from './conformance/addresses.ts';
import { arcChains, bodyHashes, dkimSignatures, smimeSignatures } from './conformance/authenticity.ts';
import { authenticationVerdicts } from './conformance/authenticationResults.ts';
import { levelOf, readLevels, readReasons } from './conformance/check.ts';
import type { Check, CheckResult } from './conformance/check.ts';
import { suricataAnomalies, zeekWeird } from './conformance/captures.ts';
import { cleanMessages } from './conformance/cleanMessages.ts';
import { compositions } from './conformance/compose.ts';
import { corpora } from './conformance/corpus.ts';
import { decodedValues } from './conformance/decodedValues.ts';
import { everyFile } from './conformance/everyFile.ts';
import { carriedExamples, exampleFixes, safeFixes } from './conformance/fixes.ts';
import { malformedMessages } from './conformance/malformedMessages.ts';
import { imapSessions } from './conformance/imapSessions.ts';
import { imapGrammar } from './conformance/imapGrammar.ts';
import { incrementalEdits, sessionEdits } from './conformance/incremental.ts';
import { otherParser } from './conformance/mailparser.ts';
import { msglint } from './conformance/msglint.ts';
import { corpusProtocols, corpusSpeakers, toolLogs } from './conformance/notations.ts';
import { outlookFiles } from './conformance/outlook.ts';
import { parameterVectors } from './conformance/parameters.ts';
import { pop3Accepted, pop3Clean, pop3Seeded } from './conformance/pop3Sessions.ts';
import { redaction } from './conformance/redaction.ts';
import { smtpAccepted, smtpClean, smtpFlagged, smtpSeeded } from './conformance/smtpSessions.ts';
import { spfResults } from './conformance/spf.ts';
import { partTrees } from './conformance/tree.ts';

/** A new check is a line here and one in `test/conformance/levels.json`. */
const checks: readonly Check[] = [
  cleanMessages,
  malformedMessages,
  everyFile,
  safeFixes,
  exampleFixes,
  carriedExamples,
  incrementalEdits,
  sessionEdits,
  partTrees,
  addressVerdicts,
  parameterVectors,
  decodedValues,
  authenticationVerdicts,
  dkimSignatures,
  bodyHashes,
  arcChains,
  spfResults,
  smimeSignatures,
  outlookFiles,
  otherParser,
  msglint,
  ...imapGrammar,
  imapSessions,
  toolLogs,
  corpusProtocols,
  corpusSpeakers,
  zeekWeird,
  suricataAnomalies,
  smtpFlagged,
  smtpAccepted,
  ...smtpClean,
  smtpSeeded,
  ...pop3Clean,
  pop3Accepted,
  pop3Seeded,
  redaction,
  compositions,
];

/** How many open cases are printed without `--all`. */
const SHOWN = 20;

const { values, positionals } = parseArgs({
  options: { all: { type: 'boolean', default: false } },
  allowPositionals: true,
});

if (!existsSync(corpora)) {
  console.log('There are no corpora beside this checkout: nothing to compare with.');
} else {
  const levels = readLevels();
  for (const check of checks) {
    if (positionals.length === 0 || positionals.some((word) => check.name.includes(word))) {
      await report(check, levels[check.name]);
    }
  }
}

/** Prints what a check found. It fails below its level, and where a disagreement has no reason on record. */
async function report(check: Check, wanted: number | undefined): Promise<void> {
  const started = performance.now();
  const result = await check.run();
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (result.text !== undefined) console.log(`${result.text}\n`);
  const open = openLines(check, result);
  for (const line of values.all ? open : open.slice(0, SHOWN)) console.log(`  ${line}`);
  if (!values.all && open.length > SHOWN) {
    console.log(`  and ${String(open.length - SHOWN)} more: --all shows them`);
  }
  const level = levelOf(result);
  const failed = wanted === undefined || level < wanted || open.length > 0;
  const recorded = wanted === undefined ? 'no level is recorded' : `at least ${percent(wanted)}`;
  const explained = result.disagreements.length - open.length;
  console.log(
    [
      `${failed ? 'FAIL' : 'ok  '} ${check.name}: ${String(result.passed)} of ${String(result.total)}`,
      `${percent(level)} (${recorded})`,
      ...(explained > 0 ? [`${String(explained)} with a reason`] : []),
      `${seconds} s\n`,
    ].join(', '),
  );
  if (failed) process.exitCode = 1;
}

/** The disagreements without a reason; reasons that nothing needs are named too, since they should go. */
function openLines({ reasons: file }: Check, { disagreements }: CheckResult): readonly string[] {
  const reasons = file === undefined ? {} : readReasons(file);
  const ids = new Set(disagreements.flatMap(({ id, kind }) => (kind === undefined ? [id] : [id, kind])));
  const idle = Object.keys(reasons).filter((id) => !ids.has(id));
  if (idle.length > 0) console.log(`  Reasons without a disagreement in ${file ?? ''}: ${idle.join(', ')}`);
  return disagreements
    .filter(({ id, kind }) => !Object.hasOwn(reasons, id) && !Object.hasOwn(reasons, kind ?? id))
    .map(({ text }) => text);
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)} %`;
}
