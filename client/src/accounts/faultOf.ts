// Tells failures for the user from others, across the bundles that each hold a copy of the class.

import { faults } from '../mail/faults.ts';
import type { FaultCode, MailError } from '../mail/faults.ts';

/** The error as a `MailError`, whichever bundle it comes from; undefined where it is something else. */
export function faultOf(error: unknown): MailError | undefined {
  if (!(error instanceof Error) || error.name !== 'MailError') return undefined;
  const { code } = error as Partial<MailError>;
  return code !== undefined && isCode(code) ? (error as MailError) : undefined;
}

function isCode(code: string): code is FaultCode {
  return Object.hasOwn(faults, code);
}
