// What is wrong with the paths of MAIL and RCPT, for the rules that report it, with the repair where there is one.

import type { TextEdit } from '../../text/edits.ts';
import type { LineFault } from '../../transcript/lineScanner.ts';
import type { SmtpFaultCode } from '../../transcript/smtp/faults.ts';
import { isMailbox, unwrapped } from '../../transcript/smtp/path.ts';
import type { SmtpExchange } from '../../transcript/smtp/machine.ts';
import type { UnitText } from '../../transcript/unitText.ts';
import type { Fix, Report } from '../rule.ts';
import { replyCode } from './smtpReplies.ts';

/** The messages of the rules about paths. */
export const pathMessages = {
  keyword: 'FROM: or TO: must stand in front of the address',
  space: 'No white space may stand here',
  brackets: 'The address must stand in angle brackets',
  unclosed: 'The closing bracket is missing',
  empty: 'A recipient must not be empty',
  address: '{text} is no address',
  extra: 'Nothing but the address in angle brackets may stand here',
  end: 'A space must follow the path',
  unqualified: '{text} has no domain',
  missing: 'The address is missing',
} as const;

type PathMessage = keyof typeof pathMessages;

/** The commands that have a path. */
export const pathVerbs = ['MAIL', 'RCPT', 'SEND', 'SOML', 'SAML'] as const;

/**
 * Reports what is wrong with the path of a command.
 * @param tolerated whether those faults are wanted that the server let pass, or the others.
 */
export function reportPath(
  { command, exchange, faults, session, unit }: SmtpExchange,
  tolerated: boolean,
  report: (report: Report<PathMessage>) => void,
): void {
  if (!command || faults.length === 0) return;
  const code = replyCode(session, exchange.index);
  for (const fault of faults) {
    const message = MESSAGES[fault.code as SmtpFaultCode];
    if (message === undefined) continue;
    const passes = code?.startsWith('2') === true || (FORGIVEN.has(message) && !refuses(code));
    if (passes !== tolerated) continue;
    const text = unit.text.slice(fault.from, fault.to).slice(0, MAX_TEXT);
    report({
      message,
      at: unit.host(fault.from, fault.to),
      data: { text },
      fix: () => repair(message, fault, unit),
    });
  }
}

function refuses(code: string | undefined): boolean {
  return code === '501' || code === '553' || code === '555' || code === '500';
}

function repair(message: PathMessage, fault: LineFault, unit: UnitText): Fix | undefined {
  const { from, to, detail = '' } = fault;
  const insert = (at: number, text: string): { from: number; to: number; insert: string } => ({
    ...unit.host(at, at),
    insert: text,
  });
  const written = unit.text.slice(from, to);
  switch (message) {
    case 'space':
      return {
        title: 'Remove the white space',
        edits: [{ ...unit.host(from, to), insert: written.replace(/[ \t]+/g, '') }],
        safe: true,
      };
    case 'brackets': {
      const address = unwrapped(written);
      const edits = [{ ...unit.host(from, to), insert: `<${address}>` }];
      return isMailbox(address)
        ? { title: 'Put the address in angle brackets', edits, safe: true }
        : undefined;
    }
    case 'extra':
      return { title: 'Remove it', edits: without(unit, fault), safe: true };
    case 'end':
      return { title: 'Insert a space', edits: [insert(to, ' ')], safe: true };
    case 'address': {
      const address = unwrapped(written.trim().replace(/^mailto:|\.$/gi, ''));
      const edits = [{ ...unit.host(from, to), insert: address }];
      return isMailbox(address) ? { title: `Write ${address}`, edits, safe: false } : undefined;
    }
    case 'unclosed':
      return { title: 'Close the bracket', edits: [insert(to, '>')], safe: true };
    case 'keyword': {
      const title = `Write ${detail}`;
      if (written.startsWith('<')) return { title, edits: [insert(from, detail)], safe: true };
      const path = isMailbox(written) ? `<${written}>` : written.includes('@') ? undefined : '';
      if (path === undefined) return undefined;
      return { title, edits: [{ ...unit.host(from, to), insert: detail + path }], safe: true };
    }
    default:
      return undefined;
  }
}

/** The edits that remove a range, and for a bracket too many its counterpart. */
function without(unit: UnitText, { from, to }: LineFault): TextEdit[] {
  const edits = [{ ...unit.host(from, to), insert: '' }];
  const closing = unit.text[from] === '<' ? />(>+)/.exec(unit.text.slice(to)) : null;
  if (!closing) return edits;
  const at = to + closing.index + 1;
  return [...edits, { ...unit.host(at, at + (closing[1] ?? '').length), insert: '' }];
}

const MESSAGES: Readonly<Partial<Record<SmtpFaultCode, PathMessage>>> = {
  'path-keyword': 'keyword',
  'path-space': 'space',
  'path-brackets': 'brackets',
  'path-unclosed': 'unclosed',
  'path-null': 'empty',
  'path-address': 'address',
  'path-extra': 'extra',
  'path-end': 'end',
  'path-unqualified': 'unqualified',
  'argument-missing': 'missing',
};
/** What most servers let pass: without a refusal it is not wrong. */
const FORGIVEN: ReadonlySet<PathMessage> = new Set(['unqualified', 'brackets']);
const MAX_TEXT = 80;
