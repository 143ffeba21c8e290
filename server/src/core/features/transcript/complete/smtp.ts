// What can stand in the lines of an SMTP session.

import { enhancedStatuses } from '../../../registry/enhancedStatus.ts';
import { stateAt } from '../../../transcript/exchanges.ts';
import { smtpCommands } from '../../../transcript/smtp/commands.ts';
import type { SmtpRow } from '../../../transcript/smtp/commands.ts';
import { isAllowed } from '../../../transcript/smtp/control.ts';
import { smtpExtensions } from '../../../transcript/smtp/extensions.ts';
import { smtpParameters } from '../../../transcript/smtp/parameters.ts';
import type { SmtpSessionState } from '../../../transcript/smtp/machine.ts';
import { smtpReplyCodes } from '../../../transcript/smtp/replyCodes.ts';
import type { Completion } from '../../completion/completionTypes.ts';
import { offer } from '../../completion/completionTypes.ts';
import { ownText } from '../../markdown.ts';
import { askedBy } from '../explain/context.ts';
import { addressOffers, commandOffers, mechanismOffers, valueOffers } from './line.ts';
import type { LineContext, LineRow } from './line.ts';

/** The client's lines. */
export const smtpClientLines: readonly LineRow[] = [
  { before: /^\s*$/, offers: commands },
  { before: /^\s*(?:MAIL +FROM|RCPT +TO):? *<?$/i, offers: paths },
  { before: /^\s*(?:VRFY|EXPN) +<?$/i, offers: (context) => addressOffers(context) },
  { before: /^\s*(MAIL|RCPT)\b.*?>(?: +\S+)* +([A-Z0-9-]+)=(?:[A-Z]+,)*$/i, offers: parameterValues },
  { before: /^\s*(MAIL|RCPT)\b.*?>(?: +\S+)* +$/i, offers: parameters },
  { before: /^\s*MAIL +$/i, offers: (context) => valueOffers(context, [{ label: 'FROM:<' }]) },
  { before: /^\s*RCPT +$/i, offers: (context) => valueOffers(context, [{ label: 'TO:<' }]) },
  {
    before: /^\s*AUTH +$/i,
    offers: (context) => mechanismOffers(context, stateOf(context)?.extensions?.get('AUTH')?.parameters),
  },
  {
    before: /^\s*(?:BDAT +\d+|BURL +\S+) +$/i,
    offers: (context) => valueOffers(context, [{ label: 'LAST', summary: 'This is the last piece.' }]),
  },
  {
    before: /^\s*HELP +$/i,
    offers: (context) =>
      commandOffers(
        context,
        smtpCommands,
        () => true,
        ({ verb }) => verb,
      ),
  },
];

/** The server's lines. */
export const smtpServerLines: readonly LineRow[] = [
  { before: /^$/, offers: replyCodes },
  { before: /^250[ -]$/, offers: keywordsOrStatus },
  { before: /^250[ -]AUTH .*$/i, offers: (context) => mechanismOffers(context, undefined) },
  { before: /^([245]\d\d)[ -]$/, offers: statusCodes },
];

function stateOf({ document, session, exchange }: LineContext): SmtpSessionState | undefined {
  const { protocol, state } = stateAt(session, document.syntax, exchange.index);
  return protocol === 'smtp' ? state : undefined;
}

/** The commands that the state allows and the server has announced. */
function commands(context: LineContext): Completion[] {
  const state = stateOf(context);
  const lmtp = context.session.protocol === 'lmtp';
  const known = state?.extensions !== undefined && !state.stale ? state.extensions : undefined;
  return commandOffers(
    context,
    smtpCommands,
    (row) =>
      (!state || isAllowed(state.believed, row as SmtpRow)) &&
      (!known || row.needs === undefined || known.has(row.needs)) &&
      // RFC 5321 F.6: who still has them announces them.
      (!known || row.status !== 'obsolete' || known.has(row.verb)) &&
      // RFC 4954 4 and RFC 3207 4: once in a session.
      !(row.verb === 'AUTH' && state?.authenticated === 'yes') &&
      !(row.verb === 'STARTTLS' && state?.tls === 'yes') &&
      (row.verb === 'LHLO' ? lmtp : !lmtp || (row.verb !== 'EHLO' && row.verb !== 'HELO')),
    (row) =>
      INSERTS[row.verb] ??
      (row.arguments.some(({ optional }) => optional !== true) ? `${row.verb} ` : row.verb),
  );
}

/** The addresses of MAIL and RCPT in their brackets, those that stand there already left out. */
function paths(context: LineContext): Completion[] {
  const open = context.before.endsWith('<') ? '' : '<';
  const close = context.behind.startsWith('>') ? '' : '>';
  const mail = /^\s*MAIL/i.test(context.before);
  const special = mail
    ? { label: '<>', insert: `${open}${close}`, summary: 'No sender: bounces and reports.', rank: 2 }
    : { label: 'Postmaster', insert: `${open}Postmaster${close}`, summary: 'Who runs the server.', rank: 2 };
  return [...addressOffers(context, open, close), ...valueOffers(context, [special])];
}

function parameters(context: LineContext): Completion[] {
  const verb = (context.match[1] ?? '').toUpperCase();
  const known = stateOf(context)?.extensions;
  const rows = smtpParameters.filter(
    ({ on, extension, name }) =>
      on === verb &&
      (!known || known.has(extension)) &&
      !new RegExp(`\\s${name}(?:=|\\s)`, 'i').test(context.before),
  );
  return offer(
    'parameter',
    context.word,
    rows.map(({ name, value, syntax, summary }) => ({
      label: name,
      insert: value ? `${name}=` : name,
      detail: syntax === undefined ? '' : `${name}=${syntax}`,
      documentation: ownText(summary),
    })),
  );
}

/** The values of a parameter whose syntax lists words. */
function parameterValues(context: LineContext): Completion[] {
  const [, on = '', name = ''] = context.match;
  const row = smtpParameters.find((each) => each.on === on.toUpperCase() && each.name === name.toUpperCase());
  const words = (row?.syntax ?? '').split(/[|,; ]+/).filter((word) => /^[A-Z0-9]{2,}$/.test(word));
  const given = new Set(
    context.before
      .slice(context.before.lastIndexOf('=') + 1)
      .toUpperCase()
      .split(','),
  );
  const known = stateOf(context)?.extensions;
  const needs = (word: string): string => (word === '7BIT' ? '8BITMIME' : word);
  const wanted = words.filter((word) => !given.has(word) && (word !== 'NEVER' || given.size < 2));
  return valueOffers(
    context,
    wanted
      .filter((word) => row?.name !== 'BODY' || !known || known.has(needs(word)))
      .map((label) => ({ label })),
  );
}

/** The codes that may answer the command; where that is not known, all, those of a greeting in front of everything. */
function replyCodes(context: LineContext): Completion[] {
  const row = askedBy(context)?.row;
  const { kind, index } = context.exchange;
  const first = kind === 'greeting' || (index === 0 && kind !== 'reply');
  const goesOn = row && CONTINUES[row.verb];
  // RFC 5321 4.3.2: 354 in front of the message, the success behind it.
  const success =
    goesOn === '354' ? (answersData(context) ? row?.replies.success : [goesOn]) : row?.replies.success;
  const order = row
    ? [...(success ?? []), ...(goesOn === '334' ? [goesOn] : []), ...row.replies.failure]
    : first
      ? GREETING
      : undefined;
  const rows = smtpReplyCodes.filter(({ code }) => order?.includes(code) ?? true);
  return valueOffers(
    context,
    rows.map(({ code, summary }) => ({
      label: code,
      insert: `${code} `,
      summary,
      rank: order ? 1 + order.indexOf(code) : 1,
    })),
  );
}

/** Whether the server has asked for the message, or it stands there. */
function answersData({ session, exchange }: LineContext): boolean {
  const { exchanges } = session;
  for (let index = exchange.index - 1; index > (exchange.repliesTo ?? exchange.index); index--) {
    const kind = exchanges.kind(index);
    if (kind === 'data' || kind === 'continuation') return true;
  }
  return false;
}

function keywordsOrStatus(context: LineContext): Completion[] {
  const verb = askedBy(context)?.row?.verb;
  if (verb !== 'EHLO' && verb !== 'LHLO') return statusCodes(context);
  return valueOffers(
    context,
    smtpExtensions.map(({ keyword, summary, status }) => ({
      label: keyword,
      summary,
      rank: status === 'standard' ? 1 : 2,
    })),
  );
}

/** Enhanced status codes, those registered for the reply code first. */
function statusCodes(context: LineContext): Completion[] {
  const code = context.before.slice(0, 3);
  return valueOffers(
    context,
    enhancedStatuses.map(({ code: detail, meaning, replyCodes: codes }) => ({
      label: `${code.charAt(0)}.${detail}`,
      insert: `${code.charAt(0)}.${detail} `,
      summary: meaning,
      rank: codes.includes(Number(code)) ? 1 : 2,
    })),
  );
}

const INSERTS: Readonly<Record<string, string | undefined>> = { MAIL: 'MAIL FROM:<', RCPT: 'RCPT TO:<' };
/** Commands that the server first asks to go on. */
const CONTINUES: Readonly<Record<string, string | undefined>> = { AUTH: '334', DATA: '354' };
/** RFC 5321 4.3.2. */
const GREETING: readonly string[] = ['220', '554', '421'];
