// Rule imap/esearch-tag: the result of a search does not say which search it is for.

import { rfc } from '../../registry/reference.ts';
import type { ImapSaid } from '../../transcript/imap/session.ts';
import { imapRule } from '../protocolRules.ts';
import { esearch } from '../../transcript/imap/views/response.ts';
import { noops } from '../support/imapExamples.ts';
import { hostOf, shown } from '../support/imapUnits.ts';

export default imapRule({
  id: 'imap/esearch-tag',
  severity: 'error',
  references: [rfc(4731, '3.1'), rfc(9051, '7.3.4')],
  summary: 'An ESEARCH response has no tag of a search, or that of none.',
  why: 'A client with several searches under way cannot know whose result it is, and may show the wrong messages.',
  messages: {
    missing: 'The tag of the search must stand here: (TAG "{tag}")',
    unknown: 'No search has the tag {tag}',
  },
  examples: {
    valid: [
      { text: `${noops(20)}C: a SEARCH RETURN (COUNT) ALL\nS: * ESEARCH (TAG "a") COUNT 3\nS: a OK done\n` },
      { text: 'S: * ESEARCH (TAG "x") COUNT 3\n' },
      {
        text: `S: * OK hi\nC: a SEARCH RETURN (UPDATE) ALL\nS: * ESEARCH (TAG "a")\nS: a OK done\n${noops(20)}C: b SEARCH 1\nS: * ESEARCH (TAG "a") ADDTO (0 15:28)\nS: * SEARCH 1\nS: b OK done\n`,
      },
    ],
    invalid: [
      {
        text: `${noops(20)}C: a SEARCH RETURN (COUNT) ALL\nS: * «ESEARCH» COUNT 3\nS: a OK done\n`,
        messages: ['missing'],
      },
      {
        text: 'S: * OK hi\nC: a SEARCH RETURN (COUNT) ALL\nS: * «ESEARCH» (TAG "b") COUNT 3\nS: a OK done\n',
        messages: ['unknown'],
      },
    ],
  },
  looksAt: { kinds: ['untagged'] },
  check(subject, { report }) {
    const { response, session, state, syntax, unit } = subject;
    if (response?.name?.name !== 'ESEARCH' || !syntax) return;
    const search = state.inFlight.find(({ verb }) => SEARCHES.test(verb));
    if (!search) return;
    const { tag } = esearch(unit.text, syntax);
    const at = hostOf(subject, response.name);
    if (tag === undefined) report({ message: 'missing', at, data: { tag: shown(search.tag) } });
    else if (session.startsWithGreeting && !NEWS.test(unit.text) && !isKnown(state.inFlight, tag)) {
      report({ message: 'unknown', at, data: { tag: shown(tag) } });
    }
  },
});

/** RFC 5267 4.3: results of an earlier search with UPDATE come at any time. */
function isKnown(inFlight: readonly ImapSaid[], tag: string): boolean {
  return inFlight.some((each) => each.tag === tag || /UPDATE|CONTEXT/i.test(each.text));
}

/** RFC 5267 4.3: what has changed in the results of a search that was answered long ago. */
const NEWS = / (?:ADDTO|REMOVEFROM) \(/i;
const SEARCHES = /^(?:UID )?(?:SEARCH|SORT|THREAD|ESEARCH)$/;
