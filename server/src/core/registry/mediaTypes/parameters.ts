// The parameters of Content-Type that media types define.
import { page, rfc } from '../reference.ts';
import type { MediaTypeParameter } from './mediaType.ts';

const externalBody = rfc(2046, '5.2.3.1');
const registry = page(
  'Media types registry',
  'https://www.iana.org/assignments/media-types/media-types.xhtml',
);

/** Every known parameter. The same name means the same in all types that list it, unless the summary says otherwise. */
export const mediaTypeParameters: readonly MediaTypeParameter[] = [
  {
    name: 'charset',
    summary: 'The charset of the text. US-ASCII where it is missing.',
    reference: rfc(2046, '4.1.2'),
  },
  {
    name: 'boundary',
    summary: 'The line that separates the parts, at most 70 characters, found in none of them.',
    reference: rfc(2046, '5.1.1'),
  },
  {
    name: 'format',
    values: ['fixed', 'flowed'],
    summary:
      'Whether lines are to be joined to paragraphs: flowed or fixed. In a mailbox file, which variant it is.',
    reference: rfc(3676, '4'),
  },
  {
    name: 'delsp',
    values: ['yes', 'no'],
    summary:
      'Whether the space at the end of a flowed line goes when lines are joined, for scripts without spaces.',
    reference: rfc(3676, '4'),
  },
  {
    name: 'name',
    summary: 'The file name, in the older place. Content-Disposition with filename is the better one.',
    reference: rfc(2046, '4.5.1'),
  },
  {
    name: 'type',
    summary:
      'The media type of the root part of multipart/related. In application/octet-stream a word for people.',
    reference: rfc(2387, '3.1'),
  },
  {
    name: 'start',
    summary: 'The Content-ID of the root part. Without it, the first part is the root.',
    reference: rfc(2387, '3.2'),
  },
  {
    name: 'start-info',
    summary: 'Further data for the program that shows the root part.',
    reference: rfc(2387, '3.3'),
  },
  {
    name: 'report-type',
    values: ['delivery-status', 'disposition-notification', 'feedback-report', 'tracking-status', 'tlsrpt'],
    summary: 'What kind of report it is: the subtype of the second part.',
    reference: rfc(6522, '3'),
  },
  {
    name: 'protocol',
    values: [
      'application/pgp-signature',
      'application/pkcs7-signature',
      'application/x-pkcs7-signature',
      'application/pgp-encrypted',
    ],
    summary: 'The media type of the signature or control part, in quotation marks.',
    reference: rfc(1847, '2.1'),
  },
  {
    name: 'micalg',
    values: [
      'sha-1',
      'sha1',
      'sha-224',
      'sha-256',
      'sha256',
      'sha-384',
      'sha384',
      'sha-512',
      'sha512',
      'md5',
      'pgp-md5',
      'pgp-sha1',
      'pgp-sha224',
      'pgp-sha256',
      'pgp-sha384',
      'pgp-sha512',
      'unknown',
    ],
    summary: 'The hash function of the signature, so that a reader can hash in one pass.',
    reference: rfc(1847, '2.1'),
  },
  {
    name: 'smime-type',
    values: [
      'enveloped-data',
      'signed-data',
      'certs-only',
      'compressed-data',
      'authenveloped-data',
      'signed-receipt',
    ],
    summary: 'What the S/MIME content is, so that a program knows before it opens it.',
    reference: rfc(8551, '3.2.2'),
  },
  { name: 'id', summary: 'A name that all pieces of one message share.', reference: rfc(2046, '5.2.2') },
  { name: 'number', summary: 'Which piece this is, from 1.', reference: rfc(2046, '5.2.2') },
  {
    name: 'total',
    summary: 'How many pieces there are. The last piece must say it.',
    reference: rfc(2046, '5.2.2'),
  },
  {
    name: 'access-type',
    values: ['ftp', 'anon-ftp', 'tftp', 'local-file', 'mail-server', 'url', 'content-id'],
    summary: 'How to get the content that lies elsewhere.',
    reference: externalBody,
  },
  {
    name: 'expiration',
    summary: 'Until when the content will be there, as a mail date.',
    reference: externalBody,
  },
  { name: 'size', summary: 'The size of the content in octets.', reference: externalBody },
  {
    name: 'permission',
    values: ['read', 'read-write'],
    summary: 'Whether the content may be written as well as read.',
    reference: externalBody,
  },
  {
    name: 'url',
    summary: 'The address of the content, in pieces between blanks.',
    reference: rfc(2017, '3'),
  },
  { name: 'site', summary: 'The machine that has the file.', reference: rfc(2046, '5.2.3.2') },
  { name: 'directory', summary: 'The folder in which the file lies.', reference: rfc(2046, '5.2.3.2') },
  { name: 'mode', summary: 'The transfer mode, such as image or ascii.', reference: rfc(2046, '5.2.3.2') },
  {
    name: 'server',
    summary: 'The mail address from which the content can be had.',
    reference: rfc(2046, '5.2.3.5'),
  },
  {
    name: 'subject',
    summary: 'The subject for the mail that asks for the content.',
    reference: rfc(2046, '5.2.3.5'),
  },
  {
    name: 'padding',
    summary: 'How many bits, 0 to 7, were added to fill the last octet.',
    reference: rfc(2046, '4.5.1'),
  },
  {
    name: 'method',
    values: ['publish', 'request', 'reply', 'add', 'cancel', 'refresh', 'counter', 'declinecounter'],
    summary: 'What the appointment is for: an invitation, an answer, a cancellation and so on.',
    reference: rfc(5545),
  },
  { name: 'component', summary: 'Which kind of entry the calendar part holds.', reference: rfc(5545) },
  { name: 'profile', summary: 'Which kind of directory entry it is, such as vCard.', reference: rfc(2425) },
  { name: 'version', summary: 'The version of the format.', reference: registry },
  {
    name: 'header',
    values: ['present', 'absent'],
    summary: 'Whether the first line of the table holds the names of the columns.',
    reference: rfc(4180),
  },
  { name: 'variant', summary: 'Which dialect of Markdown it is.', reference: rfc(7763) },
  { name: 'application', summary: 'The use a TIFF picture is made for, such as fax.', reference: rfc(3302) },
  { name: 'codec', summary: 'The number of the sound coding inside.', reference: rfc(2361) },
  { name: 'codecs', summary: 'The codings used inside the file.', reference: rfc(6381) },
  {
    name: 'usage',
    summary: 'What the receiving news server is to do with the article.',
    reference: rfc(5537, '4.1'),
  },
  {
    name: 'msgtype',
    values: ['request', 'response'],
    summary: 'Whether it is a request or an answer.',
    reference: rfc(9112),
  },
  {
    name: 'content-type',
    summary: 'The media type of the content that lies elsewhere, as some IMAP servers write it.',
    reference: externalBody,
  },
  {
    name: 'reply-type',
    values: ['original', 'response'],
    summary: 'Whether a flowed text is new or an answer, in some older programs.',
    reference: registry,
  },
  {
    name: 'protected-headers',
    summary: 'Says that the part repeats the header under the protection of a signature or encryption.',
    reference: registry,
  },
  {
    name: 'hp',
    values: ['clear', 'cipher'],
    summary: 'Says that the part carries the protected header, and whether it is hidden outside.',
    reference: rfc(9788),
  },
  {
    name: 'x-unix-mode',
    summary: 'The file permissions in octal, as Apple Mail notes them.',
    reference: registry,
  },
  { name: 'x-mac-type', summary: 'The Macintosh type of the file, in hexadecimal.', reference: registry },
  {
    name: 'x-mac-creator',
    summary: 'The Macintosh program that made the file, in hexadecimal.',
    reference: registry,
  },
  {
    name: 'x-apple-part-url',
    summary: 'The address by which Apple Mail refers to the part within the message.',
    reference: registry,
  },
];
