// Answers what it takes to send a message: the plan, with what the rules for outgoing mail say.

import type { Diagnostic } from 'vscode-languageserver';

import { repairedBy } from '../core/index.ts';
import type { SendPlan } from '../core/index.ts';
import { documentOf } from './api.ts';
import type { Handler, ServerContext } from './context.ts';
import { diagnose } from './diagnostics.ts';
import type { SendPlanParams, SendPlanResult } from './protocol.ts';
import { whollyRead } from './reading.ts';
import type { ReadOctets } from './resources.ts';

/** Answers `sendPlan`; null where the message cannot be read, and for what is no message. */
export function sendPlan(context: ServerContext, read: ReadOctets): Handler<SendPlanParams, SendPlanResult> {
  return async (params, token) => {
    const document = await documentOf(context, read, params);
    if (!document) return null;
    await document.octetsRead;
    await whollyRead(document, context.runtime.ticks, token);
    const plan = document.mail.sendPlan(params.options);
    if (!plan) return null;
    const { snapshot, version } = document;
    const config = await context.configuration.underProfile(document.uri, 'outgoing');
    const findings = await diagnose(context, document, config, token);
    const range = (at: { readonly from: number; readonly to: number }): Diagnostic['range'] =>
      context.positions.range(snapshot, at);
    return {
      ...plan,
      obstacles: plan.obstacles.map((each) => ({
        code: each.code,
        message: each.message,
        range: range(each),
      })),
      findings: findings.filter((finding) => !isRepaired(plan, finding)),
      version: context.documents.get(document.uri) === document ? version : null,
    };
  };
}

/** Whether the lines that are added or removed make a finding untrue. */
function isRepaired({ lines, resent }: SendPlan, { code }: Diagnostic): boolean {
  return lines.some(
    ({ reason }) => !(resent && reason !== 'mboxFrom') && repairedBy[reason].some((rule) => rule === code),
  );
}
