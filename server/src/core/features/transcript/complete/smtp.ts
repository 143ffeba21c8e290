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
  { before: /^\s*(?:MAIL +FROM|RCPT +TO|VRFY|EXPN) *:? *<?$/i, offers: addressOffers },
  { before: /^\s*(MAIL|RCPT)\b.*?>(?: +\S+)* +([A-Z0-9-]+)=$/i, offers: parameterValues },
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
      (row.verb === 'LHLO' ? lmtp : !lmtp || (row.verb !== 'EHLO' && row.verb !== 'HELO')),
    (row) =>
      INSERTS[row.verb] ??
      (row.arguments.some(({ optional }) => optional !== true) ? `${row.verb} ` : row.verb),
  );
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
  return valueOffers(
    context,
    words.map((label) => ({ label })),
  );
}

/** The codes that may answer the command, then the others. */
function replyCodes(context: LineContext): Completion[] {
  const row = askedBy(context)?.row;
  const likely = new Set([
    ...(row?.replies.success ?? []),
    ...(row?.continues === true ? ['334', '354'] : []),
    ...(row?.replies.failure ?? []),
  ]);
  const order = [...likely];
  return valueOffers(
    context,
    smtpReplyCodes.map(({ code, summary }) => ({
      label: code,
      insert: `${code} `,
      summary,
      rank: likely.has(code) ? 1 + order.indexOf(code) : MAX_RANK,
    })),
  );
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
const MAX_RANK = 99;
