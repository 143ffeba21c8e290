// Mail that others wrote, where a checkout has it beside it.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createMailService, textSnapshot, type PreviewedMessage } from '../../../../server/src/core/index.ts';

const folder = path.join(import.meta.dirname, '../../../../../shared/corpora');

/** Whether the corpora are here at all. */
export const hasCorpora = existsSync(folder);

/** The octets of a file, by its path in the corpora. */
export const corpusFile = (name: string): Buffer => readFileSync(path.join(folder, name));

const service = createMailService({
  ruleFailed: (rule, error) => {
    throw new Error(rule, { cause: error });
  },
});

/** A message as the preview has it. @param text one character an octet. */
export function previewOf(text: string): PreviewedMessage {
  const message = service.open({ snapshot: textSnapshot(text), host: 'latin1' }).preview({});
  if (!message) throw new Error('This is no message.');
  return message;
}

/** Ids of the errors that the linter finds. */
export function errorsIn(text: string): string[] {
  const findings = service.open({ snapshot: textSnapshot(text) }).findings(service.configure({}));
  return findings.flatMap(({ severity, rule }) => (severity === 'error' ? [rule] : []));
}

/** The decoded octets of a part of a message in the corpora, by its number. */
export function corpusPart(name: string, id: string): Uint8Array {
  const steps = previewOf(corpusFile(name).toString('latin1')).octets(id);
  let step = steps.next();
  while (step.done !== true) step = steps.next();
  if (!step.value) throw new Error(`${name} has no part ${id}.`);
  return step.value.octets;
}
