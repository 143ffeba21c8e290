// Rule imap/rev2-removed: something of IMAP4rev1 that IMAP4rev2 has no more.

import { rfc } from '../../registry/reference.ts';
import { Kind } from '../../syntax/kinds.ts';
import { imapRule } from '../protocolRules.ts';
import { loggedIn, noops, opened } from '../support/imapExamples.ts';
import { commandName, hostOf, nodesOf, ownText, isRev2 } from '../support/imapUnits.ts';

const REV2 = `${loggedIn('IMAP4rev1 IMAP4rev2')}C: e ENABLE IMAP4rev2\nS: * ENABLED IMAP4rev2\nS: e OK done\n`;

export default imapRule({
  id: 'imap/rev2-removed',
  severity: 'info',
  references: [rfc(9051, 'E')],
  summary: 'IMAP4rev2 is switched on, and something is used that it has no more.',
  why: 'A server of IMAP4rev2 need not know it. Each has something in its place.',
  messages: { removed: '{word} is not part of IMAP4rev2{instead}' },
  examples: {
    valid: [
      { text: `${loggedIn('IMAP4rev1')}C: a LSUB "" *\nS: a OK done\n` },
      { text: `${loggedIn('IMAP4rev1 IMAP4rev2')}C: a LSUB "" *\nS: a OK done\n` },
      { text: `${REV2}${noops(20)}C: a LIST (SUBSCRIBED) "" *\nS: a OK done\n` },
    ],
    invalid: [
      { text: `${loggedIn('IMAP4rev2')}${noops(20)}C: a «LSUB» "" *\nS: a BAD what?\n` },
      { text: `${REV2}${noops(20)}C: a «LSUB» "" *\nS: a OK done\n` },
      { text: `${REV2}${opened('SELECT')}C: a FETCH 1 («RFC822.HEADER» UID)\nS: a OK done\n` },
      { text: `${REV2}C: a SELECT x\nS: * 1 «RECENT»\nS: * OK [«UNSEEN» 1] first\nS: a OK done\n` },
    ],
  },
  looksAt: { kinds: ['command', 'untagged', 'reply'] },
  check(subject, { report }) {
    const { command, response, state } = subject;
    if (!isRev2(state)) return;
    const tell = (word: string, at: { from: number; to: number }): void => {
      const instead = REMOVED.get(word);
      if (instead === undefined) return;
      report({ message: 'removed', at, data: { word, instead: instead === '' ? '' : `: ${instead}` } });
    };
    if (command) {
      if (COMMANDS.has(command.verb)) tell(command.verb, commandName(subject));
      for (const node of nodesOf(subject, Kind.Keyword)) {
        const word = ownText(subject, node).toUpperCase();
        if (!COMMANDS.has(word)) tell(word, hostOf(subject, node));
      }
    } else if (response?.name?.name === 'RECENT') {
      tell('RECENT', hostOf(subject, response.name));
    }
    if (response?.code?.name === 'UNSEEN') tell('UNSEEN', hostOf(subject, response.code));
  },
});

const COMMANDS: ReadonlySet<string> = new Set(['LSUB', 'CHECK']);
/** What takes its place. */
const REMOVED: ReadonlyMap<string, string> = new Map([
  ['LSUB', 'LIST (SUBSCRIBED) says the same'],
  ['CHECK', 'NOOP serves'],
  ['RFC822', 'BODY[] says the same'],
  ['RFC822.HEADER', 'BODY.PEEK[HEADER] says the same'],
  ['RFC822.TEXT', 'BODY[TEXT] says the same'],
  ['RECENT', ''],
  ['NEW', ''],
  ['OLD', ''],
  ['UNSEEN', 'SEARCH finds the first unseen message'],
]);
