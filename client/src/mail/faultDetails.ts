// Half sentences that stand in the places of the sentences of faults: told apart from the words of servers, so that they
// can be translated where they are shown.

const PLACE = /\{(\d)\}/g;

/** Templates; `{0}` and `{1}` stand for what is only known then. */
export const faultDetails = [
  'there is one of that name',
  'it is not there',
  'it is a folder',
  'it is no folder',
  'this user may not',
  'the disk is read-only',
  'its file system is not there just now',
  'it is for reading alone',
  'it is no list',
  'it is no list of messages',
  'another mail program is using it',
  'another mail program wrote to it meanwhile',
  'the message is not there',
  'its settings name no folder',
  'it is no mailbox of files',
  'it has no server',
  'a folder cannot be moved into itself',
  'the folder itself stays',
  'its first folder stays',
  'A Maildir',
  'An mbox',
  'One mbox file',
  'A folder of files',
  'A local mailbox',
  'it is one folder',
  'flags would change the messages themselves',
  'there is no place for flags in it',
  'its server would have to search',
  'messages can be fetched and deleted, and no more',
  'it knows no parts of messages',
  'its messages are read whole only',
  'there is no such part',
  'more octets than asked for',
  'no section',
  'is allowed',
  'it does not tell how full a mailbox is',
  'it has an empty name in it',
  'it has control characters in it',
  '"*" and "%" cannot stand in a name',
  'this server knows no folders in folders',
  'it can neither move messages nor delete single ones',
  'it can only delete all messages that are marked, not these',
  'it gives tokens of a kind that mail servers do not take',
  'the settings name no issuer and no client id',
  'it does not tell its endpoints',
  'it gave no answer',
  'the proxy setting',
  'reading a message',
  'it is empty',
  'it has characters that file names cannot have everywhere',
  'it has a character that separates folders here',
  'it does not sort, and more than {0} messages are not sorted here',
  "only Gmail knows Gmail's search language",
  '"{0}" separates folders here',
  'part {0}',
  'opening {0}',
  'there is more in it than mail: {0}',
  'there is more in it than mail: {0} and {1} more',
  '{0} octets',
  '{0} octets in one line',
  '{0} octets in a list',
  '{0} octets of a header',
  '{0} lines',
  'access was not allowed there.',
  'the client id, or its secret, is not known there.',
  'the client is not registered for this way of signing in.',
  'the scopes are not known there, or not allowed to this client.',
  'the client is not registered for addresses on this machine: register it as a desktop application.',
  'the issuer does not offer this way of signing in.',
  'the sign-in is too old, or was taken back.',
  'the code was not typed in time.',
  'the issuer has a fault of its own: try again later.',
  'the issuer is overloaded: try again later.',
  'a line end',
  'a line end or control character',
  'half a character',
  'no address',
  'no domain',
  'a space or a bracket',
  'an angle bracket',
  'no name of a domain',
  'what is no envelope id',
  'its domain or selector is no name',
  'it is no private key in PEM',
  'it is no RSA key ({0})',
  'its file cannot be read: {0}',
  'none is kept on this machine',
  'nothing could be signed with it',
  'there is no folder for sent mail',
  'there is no folder for drafts',
  'no reply of {0}',
  'more than a greeting',
  'an answer before the end of the message',
  'the connection',
] as const;

export type FaultDetail = (typeof faultDetails)[number];

/** A half sentence as it stands in the details of a fault, in English. */
export function detail(template: FaultDetail, ...args: readonly (string | number)[]): string {
  return template.replace(PLACE, (place, index: string) => String(args[Number(index)] ?? place));
}

/**
 * The template that a detail was made from, to be translated, and what stands in its places.
 * @returns undefined for what others have said: a server, a system, the user.
 */
export function templateOf(
  text: string,
): { readonly template: FaultDetail; readonly args: readonly string[] } | undefined {
  for (const { template, pattern } of PATTERNS) {
    const found = pattern.exec(text);
    if (found) return { template, args: found.slice(1) };
  }
  return undefined;
}

/** Those without places first: nothing else is meant by them. Of others the longer says more. */
const PATTERNS = [...faultDetails]
  .sort((a, b) => Number(a.includes('{0}')) - Number(b.includes('{0}')) || b.length - a.length)
  .map((template) => ({ template, pattern: patternOf(template) }));

function patternOf(template: string): RegExp {
  const parts = template.split(/\{\d\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('([^]*?)')}$`);
}
