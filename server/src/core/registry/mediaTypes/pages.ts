// Pages outside the RFC series that media types refer to.
import { page } from '../reference.ts';

export const ianaMediaTypes = page(
  'Media types registry',
  'https://www.iana.org/assignments/media-types/media-types.xhtml',
);
export const ampEmail = page(
  'AMP for email',
  'https://amp.dev/documentation/guides-and-tutorials/email/learn/email-spec/amp-email-structure',
);
export const appleWatch = page(
  'Apple: Mail on Apple Watch',
  'https://support.apple.com/guide/watch/welcome/watchos',
);
export const tnefFormat = page(
  'MS-OXTNEF: Transport Neutral Encapsulation Format',
  'https://learn.microsoft.com/en-us/openspecs/exchange_server_protocols/ms-oxtnef/1f0544d7-30b7-4194-b58f-adc82f3763bb',
);
