// What can go wrong while a message is sent: rows of the table of faults, numbers 80 to 109.

/** As `Fault` has them. */
export const sendingFaults = {
  'recipients-refused': {
    number: 80,
    sentence: '{0} took the message, but not for {1} of {2} recipients: {3}',
    actions: ['showTranscript'],
  },
  'all-recipients-refused': {
    number: 81,
    sentence: '{0} refused every recipient, so nothing was sent: {1}',
    actions: ['showTranscript'],
  },
  'try-later': {
    number: 82,
    sentence:
      '{0} does not take the message just now, so nothing was sent; send it again in some minutes: {1}',
    actions: ['retry', 'showTranscript'],
  },
  'service-closing': {
    number: 83,
    sentence:
      '{0} ended the session before it had taken the message, so nothing was sent; try again later: {1}',
    actions: ['retry', 'showTranscript'],
  },
  'message-refused': {
    number: 84,
    sentence: '{0} refused the message, so nothing was sent: {1}',
    actions: ['showTranscript'],
  },
  'delivery-unknown': {
    number: 85,
    sentence:
      'The connection to {0} broke after the whole message was sent and before the answer came: it may have been taken or not; find out before you send it again.',
    actions: ['showTranscript'],
  },
  'sending-cut': {
    number: 86,
    sentence: 'The connection to {0} broke before the message was complete, so nothing was sent; try again.',
    actions: ['retry', 'showTranscript'],
  },
  'message-too-large': {
    number: 87,
    sentence: 'The message has {1} octets, which is too much for {0}, so nothing was sent: {2}',
    actions: ['showTranscript'],
  },
  'needs-smtputf8': {
    number: 88,
    sentence:
      'The message has an address or a header with letters beyond ASCII, which {0} does not take (no SMTPUTF8): nothing was sent; encode the headers, or use an ASCII address.',
    actions: ['showTranscript'],
  },
  'needs-8bitmime': {
    number: 89,
    sentence:
      'The message has octets beyond ASCII, which {0} does not take (no 8BITMIME): nothing was sent; encode the body as quoted-printable or base64.',
    actions: ['showTranscript'],
  },
  'needs-binarymime': {
    number: 90,
    sentence:
      'The message has binary octets or lines of more than 998 octets, which cannot be sent to {0} (no BINARYMIME): nothing was sent; encode them as base64.',
    actions: ['showTranscript'],
  },
  'needs-requiretls': {
    number: 91,
    sentence:
      'The message may travel over TLS alone, which {0} cannot promise (no REQUIRETLS): nothing was sent.',
    actions: ['openSettings', 'showTranscript'],
  },
  'needs-dsn': {
    number: 92,
    sentence:
      '{0} reports no deliveries (no DSN): nothing was sent; send the message without asking for a report.',
    actions: ['showTranscript'],
  },
  'login-needed': {
    number: 93,
    sentence:
      '{0} takes mail only after a login, so nothing was sent; set how to log in to the outgoing server: {1}',
    actions: ['openSettings', 'enterPassword', 'showTranscript'],
  },
  'sender-refused': {
    number: 94,
    sentence: '{0} takes no mail from {1}, so nothing was sent; use an address of this account: {2}',
    actions: ['openSettings', 'showTranscript'],
  },
  'too-many-recipients': {
    number: 95,
    sentence:
      '{0} takes fewer recipients at a time: the message went to {1} of {2}; send it to the others by itself.',
    actions: ['showTranscript'],
  },
  'sending-cancelled': {
    number: 96,
    sentence: 'Sending was cancelled: nothing was sent.',
    actions: [],
  },
  'dkim-key-unusable': {
    number: 97,
    sentence: 'The DKIM key of {0} cannot be used, so nothing was sent: {1}',
    actions: ['openSettings'],
  },
  'outbox-not-writable': {
    number: 98,
    sentence: 'The message could not be put into the outbox {0}, so it was not sent: {1}',
    actions: ['openSettings', 'retry'],
  },
  'sent-copy-failed': {
    number: 99,
    sentence: 'The message was sent, but no copy of it could be stored in {0}: {1}',
    actions: ['showTranscript'],
  },
  'answer-mark-failed': {
    number: 100,
    sentence: 'The message was sent, but the one that it answers could not be marked: {0}',
    actions: ['showTranscript'],
  },
  'unsafe-text': {
    number: 101,
    sentence: '{0} cannot be sent, as it would be read as a command: it holds {1}. Nothing was sent.',
    actions: [],
  },
  'no-recipient': {
    number: 102,
    sentence: 'The message has no recipient: nothing was sent.',
    actions: [],
  },
  'no-submission': {
    number: 103,
    sentence: 'The account {0} has no server to send by: set its outgoing server.',
    actions: ['openSettings'],
  },
} as const;
