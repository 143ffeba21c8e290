// Runs of FETCH responses of which no rule has anything to say: taken down without reading them.

import type { Session } from '../../exchange.ts';
import type { MailboxSessionState } from '../mailboxState.ts';
import { isUsualFetch } from '../usualFetch.ts';
import { dataMailbox } from './events.ts';
import type { MailboxUnit } from './events.ts';
import { usualFacts } from './fetchFacts.ts';
import type { FlagLists } from './fetchFacts.ts';
import { FlagTexts } from './flagTexts.ts';
import { PlainFetches } from './plainFetches.ts';
import { unreadRun } from './sequenceTree.ts';
import type { Entry } from './sequenceTree.ts';

/** The columns of a session. */
export function plainFetchesOf({ exchanges }: Session): PlainFetches {
  const { marks } = exchanges;
  marks.fetches ??= new PlainFetches(exchanges.count, new FlagTexts());
  return marks.fetches;
}

/** Writes down whether a unit is a plain response: number, UID and flags, and nothing that a mailbox is asked for. */
export function notePlain(plain: PlainFetches, { session, index, event }: MailboxUnit): void {
  if (plain.isKnown(index)) return;
  plain.setOther(index);
  if (event.kind !== 'fetch' || event.number === undefined || session.exchanges.kind(index) !== 'untagged') {
    return;
  }
  const { news, octets } = event.facts;
  if (news.uid === undefined || !news.flags || news.fixed || octets !== undefined) return;
  if (isUsualFetch(session, index)) plain.set(index, event.number, news.uid, news.flags.text);
}

/**
 * Takes down a run of plain responses about messages of which nothing is known, one behind the other: no rule of scope
 * `mailbox` finds anything in them. Each condition here is one of a rule.
 * @returns the unit behind the run; `index` where none starts there.
 */
export function passPlain(
  session: Session,
  index: number,
  state: MailboxSessionState,
  plain: PlainFetches,
  flags: FlagLists,
): number {
  const first = plain.number(index);
  const mailbox = dataMailbox(state);
  if (first <= 0 || !mailbox || mailbox.before || !state.followed) return index;
  const { messages, uidNext = Infinity } = mailbox;
  // What STORE makes of the flags is known, and whether it was answered with some.
  if (state.pending.some(({ store }) => store)) return index;
  if (plain.number(index + LEAST - 1) !== first + LEAST - 1) return index;
  let uid = messages.maxUid;
  const most = messages.unknownBehind(first);
  const isLast = first + most > messages.count;
  if (most < LEAST || (!isLast && messages.uidBehind(first) < Infinity)) return index;
  const lists = new Map<number, boolean>();
  const isAnnounced = (list: number): boolean => {
    let known = lists.get(list);
    if (known === undefined) {
      const { names } = flags.of(plain.texts.text(list));
      known = [...names].every((flag) => flag.startsWith('\\') || (mailbox.flags?.names.has(flag) ?? true));
      lists.set(list, known);
    }
    return known;
  };
  let unit = index;
  let list = -1;
  for (; unit - index < most && plain.number(unit) === first + unit - index; unit++) {
    const next = plain.uid(unit);
    const flagged = plain.flags(unit);
    if (next <= uid || next >= uidNext || (flagged !== list && !isAnnounced(flagged))) break;
    uid = next;
    list = flagged;
  }
  if (unit - index < LEAST) return index;
  const read = (from: number, to: number): Entry[] => recordsOf(session, index + from, index + to, flags);
  messages.take(first, unreadRun({ count: unit - index, uid: (at) => plain.uid(index + at), read }));
  return unit;
}

/** What the responses of some units say of their messages. */
function recordsOf(
  { all, numbers, exchanges }: Session,
  from: number,
  to: number,
  flags: FlagLists,
): Entry[] {
  const records: Entry[] = [];
  for (let unit = from; unit < to; unit++) {
    const first = all.text(numbers[exchanges.first(unit)] ?? 0);
    const last = all.text(numbers[exchanges.last(unit) - 1] ?? 0);
    const facts = usualFacts(first, exchanges.last(unit) - exchanges.first(unit) > 1 ? last : first, flags);
    records.push(facts ? { ...facts.news, flagsAt: unit } : 1);
  }
  return records;
}

/** Shorter runs are not worth the questions. */
const LEAST = 16;
