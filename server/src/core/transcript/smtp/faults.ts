// Every fault of an SMTP command or reply line that its parser can record, by name.

/** What each fault means. The keys are the codes. */
export const smtpFaultMeanings = {
  'argument-missing': 'the command needs an argument',
  'argument-extra': 'the command takes no argument, or no further one',
  'domain-syntax': 'the argument is neither a domain nor an address literal',
  'domain-address': 'a bare address where a name, or the address in brackets, is wanted',
  'domain-underscore': 'a domain holds an underscore',
  'domain-unqualified': 'a name without a dot',
  'path-keyword': 'FROM: or TO: is missing',
  'path-space': 'white space stands behind the colon or in front of it',
  'path-brackets': 'an address without angle brackets',
  'path-unclosed': 'a < has no >',
  'path-null': 'a recipient is empty',
  'path-extra': 'a name or a bracket stands beside the path',
  'path-end': 'no space follows the path',
  'path-route': 'an obsolete source route',
  'path-address': 'what stands between the brackets is no address',
  'path-unqualified': 'an address without a domain',
  'parameter-syntax': 'what follows the path is no parameter',
  'attribute-syntax': 'what follows XCLIENT or XFORWARD is no attribute with a value',
  'number-syntax': 'the size is no number',
  'end-marker': 'something other than LAST',
  'base64-syntax': 'the response is not base64',
  'mechanism-syntax': 'the name of a mechanism has a character it must not have',
  'space-trailing': 'white space at the end of the line',
  'reply-code': 'the line does not start with three digits, the first 2 to 5, the second 0 to 5',
  'reply-separator': 'neither a space nor a hyphen follows the code',
  'reply-code-changes': 'a line of the reply has another code than the first',
  'ehlo-keyword': 'a line of the answer to EHLO is no keyword',
} as const;

/** The name of a fault. */
export type SmtpFaultCode = keyof typeof smtpFaultMeanings;
