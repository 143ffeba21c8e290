// Whether a repair leaves a message without an error it did not have: what is offered must never make mail worse.

import { createDocument } from '../message/document.ts';
import type { MailDocument } from '../message/document.ts';
import { walkParts } from '../message/part.ts';
import type { ResolvedConfig } from '../rules/config.ts';
import { RuleRunner } from '../rules/run.ts';
import type { RunnerPorts } from '../rules/run.ts';
import { applyEdits } from '../text/edits.ts';
import type { TextEdit } from '../text/edits.ts';
import { textSnapshot } from '../text/snapshot.ts';

/**
 * Tries host edits on a copy of the document. They are refused where some rule then finds more errors than before,
 * but for edits that let more parts or fields be read: what was hidden is not their doing. Documents that are large,
 * or that see their messages through other lenses than the whole text, are not tried: every edit passes.
 */
export function harmless(
  document: MailDocument,
  config: ResolvedConfig,
  ports: RunnerPorts,
): (edits: readonly TextEdit[]) => boolean {
  const { snapshot } = document;
  const lens = document.messages.at(0)?.lens;
  const whole = lens?.identity === true && lens.from === 0 && lens.to === snapshot.length;
  if (!whole || snapshot.length > MAX_LENGTH) return () => true;
  const text = snapshot.slice(0, snapshot.length);
  let before: State | undefined;
  return (edits) => {
    before ??= stateOf(text, config, ports);
    const after = stateOf(applyEdits(text, edits), config, ports);
    if (after.size > before.size) return true;
    for (const [rule, count] of after.errors) if (count > (before.errors.get(rule) ?? 0)) return false;
    return true;
  };
}

interface State {
  /** Errors by rule. */
  readonly errors: ReadonlyMap<string, number>;
  /** How many parts and fields can be read. */
  readonly size: number;
}

function stateOf(text: string, config: ResolvedConfig, ports: RunnerPorts): State {
  const document = createDocument({ snapshot: textSnapshot(text) });
  const errors = new Map<string, number>();
  for (const { rule, severity } of new RuleRunner().findings(document, config, ports)) {
    if (severity === 'error') errors.set(rule, (errors.get(rule) ?? 0) + 1);
  }
  let size = 0;
  for (const message of document.messages) {
    for (const part of walkParts(message)) size += 1 + part.header.fields.length;
  }
  return { errors, size };
}

/** UTF-16 units: a try of more would be felt while the light bulb opens. */
const MAX_LENGTH = 262_144;
