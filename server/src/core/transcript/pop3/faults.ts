// Every fault of a POP3 command, reply or listing line that its parser can record, by name.

/** What each fault means. The keys are the codes. */
export const pop3FaultMeanings = {
  'argument-missing': 'the command needs an argument',
  'argument-extra': 'the command takes no argument, or no further one',
  'number-syntax': 'the message number is none, or is 0',
  'top-missing': 'TOP lacks the number of lines',
  'top-lines': 'the number of lines of TOP is none',
  'digest-syntax': 'the digest of APOP is not 32 hexadecimal digits in lower case',
  'mechanism-syntax': 'the name of a mechanism has a character it must not have',
  'base64-syntax': 'what stands where base64 is wanted is not base64',
  'language-syntax': 'the argument of LANG is neither a language tag nor *',
  'space-leading': 'white space in front of the command',
  'space-separator': 'something other than one space stands between a command and its arguments',
  'space-trailing': 'white space at the end of the line',
  'status-indicator': 'the line starts neither with +OK nor with -ERR',
  'status-case': '+OK or -ERR is not in upper case',
  'status-separator': 'no space behind +OK or -ERR',
  'stat-numbers': 'the answer to STAT is not two numbers',
  'scan-numbers': 'a scan listing is not a message number and a size',
  'uid-number': 'a unique-id listing has no message number',
  'uid-missing': 'a unique-id listing has no identifier',
  'uid-characters': 'an identifier has a character outside 0x21 to 0x7E',
  'uid-length': 'an identifier has more than 70 characters',
  'octets-number': 'the number of octets that a reply announces is none',
  'capability-syntax': 'a capability has a character it must not have, or an empty name',
  'capability-parameters': 'the parameters of a capability are not what it takes',
} as const;

/** The name of a fault. */
export type Pop3FaultCode = keyof typeof pop3FaultMeanings;
