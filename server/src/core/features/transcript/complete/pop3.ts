// What can stand in the lines of a POP3 session.

import { pop3Capabilities } from '../../../transcript/pop3/capabilities.ts';
import { pop3Commands } from '../../../transcript/pop3/commands.ts';
import type { Pop3State } from '../../../transcript/pop3/commands.ts';
import { pop3ResponseCodes } from '../../../transcript/pop3/responseCodes.ts';
import type { Completion } from '../../completion/completionTypes.ts';
import { pop3Progress } from '../explain/state.ts';
import { commandOffers, mechanismOffers, valueOffers } from './line.ts';
import type { LineContext, LineRow } from './line.ts';

/** The client's lines. */
export const pop3ClientLines: readonly LineRow[] = [
  { before: /^\s*$/, offers: commands },
  { before: /^\s*AUTH +$/i, offers: (context) => mechanismOffers(context, undefined) },
];

/** The server's lines. */
export const pop3ServerLines: readonly LineRow[] = [
  { before: /^$/, offers: starts },
  {
    before: /^(?:\+OK|-ERR) +\[$/i,
    offers: (context) =>
      valueOffers(
        context,
        pop3ResponseCodes.map(({ code, summary }) => ({ label: code, summary })),
      ),
  },
  { before: /^SASL +(?:\S+ +)*$/i, offers: (context) => mechanismOffers(context, undefined) },
];

/** The commands that the state allows; in a session that starts in the middle, all. */
function commands(context: LineContext): Completion[] {
  const { session, exchange } = context;
  const { loggedIn, user } = pop3Progress(session, exchange.index);
  const states: readonly Pop3State[] = loggedIn
    ? ['transaction']
    : user
      ? ['user', 'authorization']
      : ['authorization'];
  return commandOffers(
    context,
    pop3Commands,
    ({ states: allowed }) =>
      (!session.startsWithGreeting && !loggedIn) ||
      allowed.some((state) => (states as readonly string[]).includes(state)),
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
