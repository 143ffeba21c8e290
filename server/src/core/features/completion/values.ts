// Completion of dates, identifiers and addresses.

import { dayName, monthName } from '../../message/dateNames.ts';
import type { MailDocument } from '../../message/document.ts';
import { walkParts } from '../../message/part.ts';
import { unfold } from '../../message/field.ts';
import { dateText, newMessageId } from '../../message/newValues.ts';
import { mailboxes } from '../../message/views/addresses.ts';
import { messageIds } from '../../message/views/msgId.ts';
import { addressField, oneLine } from '../compose/headerText.ts';
import { offer } from './completionTypes.ts';
import type { Completion, SeenNames, ValueContext } from './completionTypes.ts';

/** A whole date where there is none yet, the names of days and months where they stand (RFC 5322 3.3). */
export function dateValues({ offset, before, ports }: ValueContext): Completion[] {
  const word = /[A-Za-z]*$/.exec(before)?.[0] ?? '';
  const range = { from: offset - word.length, to: offset };
  const front = before.slice(0, before.length - word.length);
  if (/^\s*$/.test(front)) {
    const now = dateText(ports.now(), ports.zoneMinutes());
    const days = NUMBERS_7.map((day) => ({ label: dayName(day), insert: `${dayName(day)}, ` }));
    return offer('date', range, [{ label: now, detail: 'now', rank: 0 }, ...days]);
  }
  if (!/\d{1,2}\s+$/.test(front) || front.includes(':')) return [];
  return offer(
    'date',
    range,
    NUMBERS_12.map((month) => ({ label: monthName(month), rank: month })),
  );
}

/** A new identifier, made in the author's domain (RFC 5322 3.6.4). */
export function newIdValues({ part, offset, before, ports }: ValueContext): Completion[] {
  const word = /\S*$/.exec(before)?.[0] ?? '';
  if (before.trim() !== word || word.length > 1) return [];
  const id = newMessageId(part, ports.unique());
  return offer('id', { from: offset - word.length, to: offset }, [{ label: id, detail: 'new' }]);
}

/** The identifiers seen in open documents. */
export function seenIdValues({ offset, before, seen }: ValueContext): Completion[] {
  const word = /[^\s]*$/.exec(before)?.[0] ?? '';
  return offer(
    'id',
    { from: offset - word.length, to: offset },
    seen.ids.map((label) => ({ label })),
  );
}

/** The addresses seen in open documents, and of the people the client knows; the element of the list under the cursor is replaced. */
export function addressValues({ offset, before, seen }: ValueContext): Completion[] {
  const plain = before.replace(/"(?:[^"\\]|\\.)*"/g, (quoted) => '"'.repeat(quoted.length));
  const element = /[^,;:]*$/.exec(plain)?.[0] ?? '';
  const word = before.slice(before.length - element.trimStart().length);
  return offer('address', { from: offset - word.length, to: offset }, [
    // What is being typed stands in the document, too.
    ...seenRows(seen).filter(({ label }) => label !== word),
    ...peopleRows(seen),
  ]);
}

/** As they stand in the documents; who is known with a decoded name is not listed under an encoded one. */
function seenRows({ addresses, people = [] }: SeenNames): readonly { label: string }[] {
  const named = new Set(people.filter(({ name }) => name !== '').map(({ address }) => address.toLowerCase()));
  return addresses
    .filter((text) => {
      const [, address = ''] = /^.*=\?.*<([^<>]+)>$/.exec(text) ?? [];
      return !named.has(address.toLowerCase());
    })
    .map((label) => ({ label }));
}

/** What is listed is decoded, what is inserted stands in one line as it must be written (RFC 2047 5). */
function* peopleRows({ addresses, people = [] }: SeenNames): Generator<{ label: string; insert: string }> {
  const known = new Set(addresses.filter((text) => !text.includes('=?')));
  for (const person of people) {
    const name = oneLine(person.name).slice(0, MAX_NAME);
    const insert = addressField('To', [{ ...person, name }])
      .replace(/\n/g, '')
      .slice('To: '.length);
    if (insert.trim() === '' || known.has(insert)) continue;
    known.add(insert);
    yield { label: name === '' ? insert : `${name} <${person.address}>`, insert };
  }
}

/** The addresses and identifiers in the headers of a document, each once, as they can be written again. */
export function seenNames(document: MailDocument): SeenNames {
  const addresses = new Set<string>();
  const ids = new Set<string>();
  for (const message of document.messages) {
    for (const part of walkParts(message)) {
      for (const field of part.header.fields) {
        if (addresses.size + ids.size >= MAX_SEEN) return { addresses: [...addresses], ids: [...ids] };
        const grammar = field.definition?.grammar ?? '';
        if (ADDRESS_GRAMMARS.has(grammar)) {
          for (const { from, to, address } of mailboxes(field)) {
            if (address !== '' && to - from < MAX_NAME) addresses.add(unfold(field.ownText(from, to)).trim());
          }
        } else if (ID_GRAMMARS.has(grammar)) {
          for (const { id } of messageIds(field)) if (id.length < MAX_NAME) ids.add(`<${id}>`);
        }
      }
    }
  }
  return { addresses: [...addresses], ids: [...ids] };
}

const NUMBERS_7 = [0, 1, 2, 3, 4, 5, 6];
const NUMBERS_12 = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];
const ADDRESS_GRAMMARS = new Set([
  'address-list',
  'address-list-or-empty',
  'mailbox-list',
  'mailbox',
  'addr-spec',
]);
const ID_GRAMMARS = new Set(['msg-id', 'msg-id-list']);
const MAX_SEEN = 1000;
const MAX_NAME = 300;
