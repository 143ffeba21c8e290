// The fields a rule about addresses, dates or identifiers looks at; names in lower case.

/** Address fields that authors, their programs and lists write. What delivery notes for itself is not among them. */
export const addressFields: readonly string[] = [
  'from',
  'sender',
  'reply-to',
  'to',
  'cc',
  'bcc',
  'resent-from',
  'resent-sender',
  'resent-to',
  'resent-cc',
  'resent-bcc',
  'resent-reply-to',
  'disposition-notification-to',
  'return-receipt-to',
  'mail-followup-to',
  'mail-reply-to',
  'apparently-to',
];

/** The dates an author's program writes. */
export const dateFields: readonly string[] = ['date', 'resent-date'];

/** The records of a message's way. */
export const receivedFields: readonly string[] = ['received'];

/** Fields that name the message itself. */
export const messageIdFields: readonly string[] = ['message-id', 'resent-message-id'];

/** Fields that name other messages. */
export const referenceFields: readonly string[] = ['in-reply-to', 'references'];
