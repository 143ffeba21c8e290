// Picture media types.
import { rfc } from '../reference.ts';
import type { MediaType } from './mediaType.ts';
import { ianaMediaTypes } from './pages.ts';

export const imageTypes: readonly MediaType[] = [
  {
    name: 'image/jpeg',
    summary: 'A photograph.',
    extensions: ['jpg', 'jpeg', 'jpe', 'jfif'],
    reference: rfc(2046, '4.2'),
  },
  {
    name: 'image/jpg',
    summary: 'A photograph, under a name that is not registered. The right one is image/jpeg.',
    extensions: ['jpg'],
    reference: ianaMediaTypes,
  },
  {
    name: 'image/pjpeg',
    summary: 'A photograph, under a name of old Microsoft programs.',
    extensions: ['jpg'],
    reference: ianaMediaTypes,
  },
  {
    name: 'image/png',
    summary: 'A picture without loss, with transparency.',
    extensions: ['png'],
    reference: rfc(2083),
  },
  {
    name: 'image/x-png',
    summary: 'A PNG picture, under the name used before it was registered.',
    extensions: ['png'],
    reference: ianaMediaTypes,
  },
  {
    name: 'image/apng',
    summary: 'An animated PNG picture.',
    extensions: ['apng', 'png'],
    reference: ianaMediaTypes,
  },
  {
    name: 'image/gif',
    summary: 'A small picture or animation.',
    extensions: ['gif'],
    reference: rfc(2046, '4.2'),
  },
  {
    name: 'image/bmp',
    summary: 'A Windows bitmap, large and uncompressed.',
    extensions: ['bmp', 'dib'],
    reference: rfc(7903),
  },
  {
    name: 'image/tiff',
    summary: 'A scan or fax, often of several pages.',
    extensions: ['tif', 'tiff'],
    optional: ['application'],
    reference: rfc(3302),
  },
  {
    name: 'image/webp',
    summary: "A picture in Google's web format.",
    extensions: ['webp'],
    reference: rfc(9649),
  },
  {
    name: 'image/avif',
    summary: 'A picture in the AV1 format.',
    extensions: ['avif'],
    reference: ianaMediaTypes,
  },
  {
    name: 'image/heic',
    summary: 'A photograph from a newer telephone.',
    extensions: ['heic', 'heif'],
    reference: ianaMediaTypes,
  },
  {
    name: 'image/heif',
    summary: 'A photograph in the high efficiency format.',
    extensions: ['heif', 'hif'],
    reference: ianaMediaTypes,
  },
  {
    name: 'image/svg+xml',
    summary: 'A drawing in XML. It can hold scripts, so mail programs do not show it.',
    extensions: ['svg', 'svgz'],
    optional: ['charset'],
    reference: ianaMediaTypes,
  },
  {
    name: 'image/x-icon',
    summary: 'An icon of a web site or program.',
    extensions: ['ico'],
    reference: ianaMediaTypes,
  },
  {
    name: 'image/vnd.microsoft.icon',
    summary: 'An icon of a web site or program, under its registered name.',
    extensions: ['ico'],
    reference: ianaMediaTypes,
  },
  {
    name: 'image/vnd.adobe.photoshop',
    summary: 'A Photoshop document.',
    extensions: ['psd'],
    reference: ianaMediaTypes,
  },
  {
    name: 'image/jp2',
    summary: 'A picture in the JPEG 2000 format.',
    extensions: ['jp2'],
    reference: rfc(3745),
  },
  {
    name: 'image/jxl',
    summary: 'A picture in the JPEG XL format.',
    extensions: ['jxl'],
    reference: ianaMediaTypes,
  },
  {
    name: 'image/emf',
    summary: 'A Windows drawing.',
    extensions: ['emf'],
    reference: rfc(7903),
  },
  {
    name: 'image/wmf',
    summary: 'A Windows drawing in the older form.',
    extensions: ['wmf'],
    reference: rfc(7903),
  },
  {
    name: 'image/x-xbitmap',
    summary: 'A black and white picture written as C source.',
    extensions: ['xbm'],
    reference: ianaMediaTypes,
  },
  {
    name: 'image/g3fax',
    summary: 'A fax page.',
    extensions: [],
    reference: rfc(1494),
  },
];
