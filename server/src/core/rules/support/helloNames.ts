// What is wrong with the name a client gives itself, for the rules that report it.

import type { SmtpExchange } from '../../transcript/smtp/machine.ts';
import type { SmtpFaultCode } from '../../transcript/smtp/faults.ts';
import type { Report } from '../rule.ts';
import { isServerFine } from './smtpReplies.ts';

/** The messages of the rules about the argument of EHLO. */
export const helloMessages = {
  missing: '{verb} needs the name of the client',
  syntax: '{text} is neither a domain nor an address in brackets',
  extra: 'Nothing may stand behind the name',
  address: 'The address {text} has to stand in brackets',
  underscore: '{text} has an underscore, which no host name may have',
  unqualified: '{text} is not a full domain name',
} as const;

type HelloMessage = keyof typeof helloMessages;

/** The commands by which a client says who it is. */
export const helloVerbs = ['EHLO', 'HELO', 'LHLO'] as const;

/**
 * Reports what is wrong with the name.
 * @param broken whether what breaks the grammar and was not accepted is wanted, or the rest.
 */
export function reportHello(
  { command, exchange, faults, session, unit }: SmtpExchange,
  broken: boolean,
  report: (report: Report<HelloMessage>) => void,
): void {
  if (!command) return;
  // Of several words the first is no name that could be judged.
  const several = faults.some(({ code }) => code === 'argument-extra');
  for (const { code, from, to } of faults) {
    if (several && code !== 'argument-extra') continue;
    const message = MESSAGES[code as SmtpFaultCode];
    if (message === undefined) continue;
    const breaks = BREAKS.has(message) && !isServerFine(session, exchange.index);
    if (breaks !== broken) continue;
    const text = unit.text.slice(from, to).slice(0, MAX_TEXT);
    report({ message, at: unit.host(from, to), data: { text, verb: command.verb } });
  }
}

const MESSAGES: Readonly<Partial<Record<SmtpFaultCode, HelloMessage>>> = {
  'argument-missing': 'missing',
  'argument-extra': 'extra',
  'domain-syntax': 'syntax',
  'domain-address': 'address',
  'domain-underscore': 'underscore',
  'domain-unqualified': 'unqualified',
};
const BREAKS: ReadonlySet<HelloMessage> = new Set(['missing', 'extra', 'syntax']);
const MAX_TEXT = 80;
