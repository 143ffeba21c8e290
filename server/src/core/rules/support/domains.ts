// Compares domains as an observer without a list of public suffixes can.

import type { Part } from '../../message/part.ts';

/** True where two domains look as if they belong together: equal, one below the other, or with the same last two labels. */
export function relatedDomains(a: string, b: string): boolean {
  const [one, other] = [a.toLowerCase(), b.toLowerCase()];
  if (one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`)) return true;
  return tail(one) === tail(other);
}

/** True for mail that a list sent on: it answers to other addresses than its authors'. */
export function isListMail(part: Part): boolean {
  return LIST_FIELDS.some((key) => part.field(key) !== undefined);
}

/** True for a domain where anybody can have a mailbox for nothing. */
export function isFreemail(domain: string): boolean {
  return FREEMAIL.test(domain);
}

function tail(domain: string): string {
  return domain.split('.').slice(-2).join('.');
}

const LIST_FIELDS = [
  'list-id',
  'list-post',
  'list-unsubscribe',
  'mailing-list',
  'x-mailing-list',
  'x-beenthere',
  'x-loop',
];
/** The large ones: what is not here is not taken for one. */
const FREEMAIL =
  /^(?:gmail|googlemail|aol|gmx|outlook|hotmail|live|msn|icloud|me|mac|yandex|proton|protonmail|mail|inbox|zoho|web|rambler|qq|163|126|yahoo|ymail|rocketmail|tutanota|tuta)\.(?:com|net|de|ru|me|co\.[a-z]{2}|[a-z]{2})$/i;
