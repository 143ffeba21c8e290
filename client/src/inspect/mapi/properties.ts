// Names of the MAPI properties that become a message (MS-OXPROPS), and how their values are written (MS-OXCDATA 2.11.1).

/** Property ids by the names of MS-OXPROPS, without `PidTag`. */
export const properties = {
  importance: 0x0017,
  messageClass: 0x001a,
  sensitivity: 0x0036,
  subject: 0x0037,
  clientSubmitTime: 0x0039,
  subjectPrefix: 0x003d,
  sentRepresentingName: 0x0042,
  replyRecipientNames: 0x0050,
  sentRepresentingAddressType: 0x0064,
  sentRepresentingEmailAddress: 0x0065,
  conversationTopic: 0x0070,
  transportMessageHeaders: 0x007d,
  recipientType: 0x0c15,
  senderName: 0x0c1a,
  senderAddressType: 0x0c1e,
  senderEmailAddress: 0x0c1f,
  displayBcc: 0x0e02,
  displayCc: 0x0e03,
  displayTo: 0x0e04,
  messageDeliveryTime: 0x0e06,
  messageFlags: 0x0e07,
  normalizedSubject: 0x0e1d,
  body: 0x1000,
  rtfCompressed: 0x1009,
  html: 0x1013,
  internetMessageId: 0x1035,
  internetReferences: 0x1039,
  inReplyToId: 0x1042,
  displayName: 0x3001,
  addressType: 0x3002,
  emailAddress: 0x3003,
  attachData: 0x3701,
  attachExtension: 0x3703,
  attachFilename: 0x3704,
  attachMethod: 0x3705,
  attachLongFilename: 0x3707,
  attachMimeTag: 0x370e,
  attachContentId: 0x3712,
  attachContentLocation: 0x3713,
  attachFlags: 0x3714,
  smtpAddress: 0x39fe,
  internetCodepage: 0x3fde,
  messageCodepage: 0x3ffd,
  senderSmtpAddress: 0x5d01,
  sentRepresentingSmtpAddress: 0x5d02,
  attachmentHidden: 0x7ffe,
} as const;

/** Type codes of values (MS-OXCDATA 2.11.1). */
export const valueTypes = {
  integer16: 0x0002,
  integer32: 0x0003,
  floating32: 0x0004,
  floating64: 0x0005,
  currency: 0x0006,
  floatingTime: 0x0007,
  errorCode: 0x000a,
  boolean: 0x000b,
  object: 0x000d,
  integer64: 0x0014,
  string8: 0x001e,
  string: 0x001f,
  time: 0x0040,
  guid: 0x0048,
  binary: 0x0102,
} as const;

/** A type with this bit holds several values. */
export const multipleValues = 0x1000;

/** PidTagRecipientType (MS-OXOMSG 2.2.3.1). */
export const recipientTypes = { to: 1, cc: 2, bcc: 3 } as const;

/** PidTagAttachMethod of a message in a message (MS-OXCMSG 2.2.2.9). */
export const attachedMessage = 5;
