// Tells failures for the user from others, across the bundles that each hold a copy of the class.

import { faults } from '../mail/faults.ts';
import type { FaultCode, MailError } from '../mail/faults.ts';

/** What counts of a `MailError`, whose class stands in each bundle anew. */
export type KnownFault = Pick<MailError, 'code' | 'details' | 'actions'>;

/** The error where it is a `MailError`, whichever bundle it comes from; undefined where it is something else. */
export function faultOf(error: unknown): KnownFault | undefined {
  if (!(error instanceof Error) || error.name !== 'MailError') return undefined;
  const { code, details = [] } = error as Partial<MailError>;
  return code !== undefined && isCode(code) ? { code, details, actions: faults[code].actions } : undefined;
}

function isCode(code: string): code is FaultCode {
  return Object.hasOwn(faults, code);
}
