// Film media types.
import { rfc } from '../reference.ts';
import type { MediaType } from './mediaType.ts';
import { ianaMediaTypes } from './pages.ts';

export const videoTypes: readonly MediaType[] = [
  {
    name: 'video/mp4',
    summary: 'A film, the usual format.',
    extensions: ['mp4', 'm4v'],
    reference: rfc(4337),
  },
  {
    name: 'video/mpeg',
    summary: 'A film in the first MPEG format.',
    extensions: ['mpeg', 'mpg', 'mpe'],
    reference: rfc(2046, '4.4'),
  },
  {
    name: 'video/quicktime',
    summary: 'A film from an Apple device.',
    extensions: ['mov', 'qt'],
    reference: ianaMediaTypes,
  },
  {
    name: 'video/webm',
    summary: 'A film in the open web format.',
    extensions: ['webm'],
    reference: ianaMediaTypes,
  },
  {
    name: 'video/ogg',
    summary: 'A film in an Ogg file.',
    extensions: ['ogv'],
    optional: ['codecs'],
    reference: rfc(5334),
  },
  {
    name: 'video/x-msvideo',
    summary: 'A film in the old Windows format.',
    extensions: ['avi'],
    reference: ianaMediaTypes,
  },
  {
    name: 'video/x-ms-wmv',
    summary: 'A film in a Windows Media file.',
    extensions: ['wmv'],
    reference: ianaMediaTypes,
  },
  {
    name: 'video/x-matroska',
    summary: 'A film in a Matroska file.',
    extensions: ['mkv'],
    reference: ianaMediaTypes,
  },
  {
    name: 'video/3gpp',
    summary: 'A film from a mobile telephone.',
    extensions: ['3gp', '3gpp'],
    reference: rfc(3839),
  },
];
