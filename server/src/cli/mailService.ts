// The core as the command line uses it: with every charset that Node knows.

import { nodeCharsets } from '../charsets/node.ts';
import { createMailService } from '../core/index.ts';
import type { MailService } from '../core/index.ts';

/** @param ruleFailed told of each rule that failed; left out where no rule runs. */
export function mailService(
  ruleFailed: (rule: string, error: unknown) => void = () => undefined,
): MailService {
  return createMailService({ ruleFailed, charsets: nodeCharsets });
}
