// What can stand in the lines of a POP3 session.

import { stateAt } from '../../../transcript/exchanges.ts';
import { pop3Capabilities } from '../../../transcript/pop3/capabilities.ts';
import { pop3Commands } from '../../../transcript/pop3/commands.ts';
import type { Pop3Row } from '../../../transcript/pop3/commands.ts';
import { isAllowed } from '../../../transcript/pop3/control.ts';
import type { Pop3SessionState } from '../../../transcript/pop3/machine.ts';
import { pop3ResponseCodes } from '../../../transcript/pop3/responseCodes.ts';
import type { Completion } from '../../completion/completionTypes.ts';
import { commandOffers, mechanismOffers, valueOffers } from './line.ts';
import type { LineContext, LineRow } from './line.ts';

/** The client's lines. */
export const pop3ClientLines: readonly LineRow[] = [
  { before: /^\s*$/, offers: commands },
  {
    before: /^\s*AUTH +$/i,
    offers: (context) => mechanismOffers(context, stateOf(context)?.capabilities?.get('SASL')?.parameters),
  },
  { before: /^\s*(?:RETR|DELE|TOP|LIST|UIDL) +$/i, offers: messages },
  {
    before: /^\s*TOP +\d+ +$/i,
    offers: (context) => valueOffers(context, [{ label: '0', summary: 'The header alone.' }]),
  },
];

/** The server's lines. */
export const pop3ServerLines: readonly LineRow[] = [
  { before: /^$/, offers: starts },
  {
    // RFC 2449 8 and RFC 3206: none of them stands behind +OK.
    before: /^-ERR +\[$/i,
    offers: (context) =>
      valueOffers(
        context,
        pop3ResponseCodes.map(({ code, summary }) => ({ label: code, summary })),
      ),
  },
  { before: /^SASL +(?:\S+ +)*$/i, offers: (context) => mechanismOffers(context, undefined) },
];

function stateOf({ document, session, exchange }: LineContext): Pop3SessionState | undefined {
  const { protocol, state } = stateAt(session, document.syntax, exchange.index);
  return protocol === 'pop3' ? state : undefined;
}

/** The commands that the state allows and the server has announced. */
function commands(context: LineContext): Completion[] {
  const state = stateOf(context);
  const known = state && !state.stale ? state.capabilities : undefined;
  return commandOffers(
    context,
    pop3Commands,
    (row) =>
      (!state || isAllowed(state.believed, row as Pop3Row)) &&
      (!known || row.needs === undefined || known.has(row.needs)) &&
      (!known || row.status !== 'obsolete' || known.has(row.verb)) &&
      !(row.verb === 'STLS' && state?.tls === 'yes'),
  );
}

/** The messages that are there and not marked as deleted. */
function messages(context: LineContext): Completion[] {
  const maildrop = stateOf(context)?.maildrop;
  const numbers = Array.from(
    { length: Math.min(maildrop?.total ?? 0, MAX_MESSAGES) },
    (_, index) => index + 1,
  );
  return valueOffers(
    context,
    numbers
      .filter((number) => maildrop?.deleted.has(number) !== true)
      .map((number) => ({ label: String(number), rank: number })),
  );
}

/** The status of a reply, or a line of the capabilities. */
function starts(context: LineContext): Completion[] {
  if (context.exchange.kind === 'data') {
    if (context.exchange.row?.verb !== 'CAPA') return [];
    return valueOffers(
      context,
      pop3Capabilities.map(({ tag, summary }) => ({ label: tag, summary })),
    );
  }
  return valueOffers(context, [
    { label: '+OK', insert: '+OK ', summary: 'The command was carried out.' },
    { label: '-ERR', insert: '-ERR ', summary: 'The command was not carried out.' },
  ]);
}

const MAX_MESSAGES = 100;
