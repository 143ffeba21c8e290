// Closes what an address field opens, where only one place is right.

import type { Field } from '../../message/field.ts';
import { isIpv4 } from '../../message/views/addressChecks.ts';
import { Kind } from '../../syntax/kinds.ts';
import type { Fix } from '../rule.ts';
import { nodeAround, removal } from './addressFixes.ts';
import type { FieldFault } from './faultReports.ts';

/** The repair of an unclosed or unopened bracket, quote or group; undefined where it could be closed in several places. */
export function closeFix(field: Field, fault: FieldFault): Fix | undefined {
  switch (fault.code) {
    case 'addr-angle-unclosed':
      // `<<ann@example.com>`: one too many.
      if (fault.text === '<') return removal('Remove the extra bracket', fault);
      return ADDRESS.test(fault.text) ? insertion('Close the bracket', fault.to, '>') : undefined;
    case 'addr-angle-unopened':
      return removal('Remove the bracket', fault);
    case 'addr-domain-literal-unclosed': {
      const domain = nodeAround(field, fault.from, Kind.Domain);
      const address = domain?.from === fault.from ? field.ownText(fault.to, domain.to) : '';
      return domain && isIpv4(address) ? insertion('Close the address literal', domain.to, ']') : undefined;
    }
    case 'quoted-string-unclosed':
      return quoteFix(field, fault);
    case 'addr-group-unclosed':
      // Of nested groups nobody knows where which one ends.
      if (field.faults.some(({ code }) => code === 'addr-group-nested')) return undefined;
      // A word with a colon may be something else than a group's name.
      return { ...insertion('End the group', fault.to, ';'), safe: false };
    default:
      return undefined;
  }
}

/** A display name that starts or ends with its only quote. */
function quoteFix(field: Field, fault: FieldFault): Fix | undefined {
  const name = nodeAround(field, fault.from, Kind.DisplayName);
  if (!name || name.find(Kind.EncodedWord) || name.find(Kind.Comment) || name.find(Kind.QuotedString)) {
    return undefined;
  }
  const text = field.ownText(name.from, name.to);
  if (text.length < 2 || text.indexOf('"') !== text.lastIndexOf('"') || UNQUOTABLE.test(text)) {
    return undefined;
  }
  if (fault.from === name.from) return insertion('Close the quote', name.to, '"');
  return fault.to === name.to ? insertion('Open the quote', name.from, '"') : undefined;
}

function insertion(title: string, at: number, insert: string): Fix {
  return { title, edits: [{ from: at, to: at, insert }], safe: true };
}

/** A bracket and behind it an address of plain words, whose domain has no fault that only the bracket hides. */
const ADDRESS = /^<[^\0-\x20()<>[\]:;@\\,"\x7f]+@(?!.*xn--)[\p{L}\p{N}.-]+$/iu;
const UNQUOTABLE = /=\?|[\\\0-\x08\x0b\x0c\x0e-\x1f\x7f]/;
