// Compares our verdict on addresses with what four validators' own tests expect of them.

import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { addressCodes, addressVerdict } from '../../server/src/core/message/views/addressVerdict.ts';
import type { AddressCode, AddressLevel } from '../../server/src/core/message/views/addressVerdict.ts';
import type { Check } from './check.ts';
import { corpora } from './corpus.ts';

/** One address with both verdicts. */
interface AddressCase {
  readonly id: string;
  readonly text: string;
  readonly theirs: Verdict;
  readonly ours: Verdict;
  /** What we find, however mild. */
  readonly codes: ReadonlySet<AddressCode>;
}

type Verdict = 'valid' | 'invalid';

/** Our verdicts against theirs. */
export const addressVerdicts: Check = {
  name: 'address verdicts',
  reasons: 'addresses.json',
  run() {
    const cases = addressCases();
    const wrong = cases.filter(({ ours, theirs }) => ours !== theirs);
    return {
      passed: cases.length - wrong.length,
      total: cases.length,
      disagreements: wrong.map((each) => ({ id: each.id, text: describe(each) })),
    };
  },
};

/** Every case of the four sets that are there, judged as strictly as each set judges. */
function addressCases(): readonly AddressCase[] {
  return [...isemail(), ...egulias(), ...pythonEmailValidator(), ...javamail()];
}

function describe({ id, text, theirs, codes }: AddressCase): string {
  return `${id}: ${theirs} for them, ${JSON.stringify(text.slice(0, 80))}, we find ${[...codes].join(' ') || 'nothing'}`;
}

function judged(
  id: string,
  text: string,
  theirs: Verdict,
  level: AddressLevel,
  form: Form = 'addr-spec',
): AddressCase {
  return { id, text, theirs, ours: addressVerdict(text, level, form), codes: addressCodes(text, form) };
}

type Form = 'addr-spec' | 'mailbox' | 'list';

/** `ISEMAIL_ERR` is invalid; all else is valid to a degree, obsolete forms and over-long parts included. */
function isemail(): AddressCase[] {
  const cases = read('isemail/isemail.cases.json') as { id: string; address: string; category: string }[];
  return cases.map(({ id, address, category }) =>
    judged(`isemail ${id}`, address, category === 'ISEMAIL_ERR' ? 'invalid' : 'valid', 'message'),
  );
}

/** Warnings stay valid; domains are wanted as host names. */
function egulias(): AddressCase[] {
  const cases = read('egulias-EmailValidator/addresses.cases.json') as {
    id: string;
    address: string;
    expect: string;
  }[];
  return cases.map(({ id, address, expect }) =>
    judged(`egulias ${id}`, address, expect === 'invalid' ? 'invalid' : 'valid', 'common'),
  );
}

/** Repeats isemail; else takes only what a mailbox of today has. A reserved domain's syntax is fine. */
function pythonEmailValidator(): AddressCase[] {
  interface Case {
    id: string;
    test: string;
    address: string | [string, string];
    expect: string;
  }
  const cases = read('python-email-validator/addresses.cases.json') as Case[];
  return cases.map(({ id, test, address, expect }) => {
    const name = `python ${id}`;
    if (typeof address !== 'string') {
      return judged(name, address[0], address[1].includes('_ERR_') ? 'invalid' : 'valid', 'message');
    }
    const valid = test === 'test_email_invalid_reserved_domain' || test.startsWith('test_email_valid');
    const theirs =
      valid || (expect !== 'invalid' && test !== 'test_email_unsafe_character') ? 'valid' : 'invalid';
    return judged(
      name,
      address,
      theirs,
      'host',
      test.startsWith('test_email_valid') ? 'mailbox' : 'addr-spec',
    );
  });
}

/** Lists of addresses. What one mode refuses is invalid, though JavaMail's lenient mode reads everything. */
function javamail(): AddressCase[] {
  const cases = read('javamail/addrlist.cases.json') as { id: string; value: string; expect: string }[];
  const refused = new Set(
    cases.filter(({ expect }) => expect.startsWith('Exception')).map(({ value }) => value),
  );
  return cases.map(({ id, value }) =>
    judged(`javamail ${id}`, value, refused.has(value) ? 'invalid' : 'valid', 'local', 'list'),
  );
}

function read(name: string): unknown {
  const file = path.join(corpora, 'addr', name);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as unknown) : [];
}
