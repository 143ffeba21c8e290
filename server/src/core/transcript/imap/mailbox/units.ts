// The units of an IMAP session that say something of a mailbox, each with what is known in front of it.

import type { Session } from '../../exchange.ts';
import type { SyntaxCache } from '../../syntaxCache.ts';
import { initialMailboxState } from '../mailboxState.ts';
import type { MailboxSessionState } from '../mailboxState.ts';
import { readMailboxUnit } from './events.ts';
import type { MailboxUnit } from './events.ts';
import { FlagLists } from './fetchFacts.ts';
import { stepMailbox } from './fold.ts';
import { notePlain, passPlain, plainFetchesOf } from './plainRuns.ts';
import { RecentMessages } from './recentMessages.ts';

/** A place in a session from which its units can be read again. */
export interface MailboxCheckpoint {
  /** Number of the next unit. */
  readonly index: number;
  /** A frozen state. */
  readonly state: MailboxSessionState;
}

/**
 * The units of a session in order, but for FETCH responses that are known to be of no interest to any rule. What a unit's state holds is true until the next one is asked for.
 * @param recents shared by the sessions of one log.
 * @param from where to start; the session's start where left out.
 */
export function* mailboxUnits(
  session: Session,
  cache: SyntaxCache,
  recents = new RecentMessages(),
  from: MailboxCheckpoint = { index: 0, state: initialMailboxState(session) },
): Generator<MailboxUnit> {
  const tools = { cache, recents, flags: new FlagLists(), allowance: { left: MAX_COMPARED } };
  const plain = plainFetchesOf(session);
  let { state } = from;
  const { count } = session.exchanges;
  for (let { index } = from; index < count; index++) {
    index = passPlain(session, index, state, plain, tools.flags);
    if (index >= count) return;
    const unit = readMailboxUnit(session, index, state, tools);
    if (!unit) continue;
    notePlain(plain, unit);
    yield unit;
    state = stepMailbox(state, unit, tools.flags);
  }
}

/** How many messages all searches of a session together are compared with. */
const MAX_COMPARED = 1_000_000;
