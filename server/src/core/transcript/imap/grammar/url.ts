// Where IMAP URLs stand (RFC 5092 11, RFC 4467 9).

import { Kind } from '../../../syntax/kinds.ts';
import type { ProductionRows } from './table.ts';

export const urlProductions = {
  'url': { abnf: 'url-atom / quoted / literal', kind: Kind.ImapUrl, code: 'url' },
} as const satisfies ProductionRows;
