// Sound media types.
import { rfc } from '../reference.ts';
import type { MediaType } from './mediaType.ts';
import { ianaMediaTypes } from './pages.ts';

export const audioTypes: readonly MediaType[] = [
  {
    name: 'audio/mpeg',
    summary: 'Sound in the MP3 format.',
    extensions: ['mp3', 'mp2', 'mpga'],
    reference: rfc(3003),
  },
  {
    name: 'audio/mp3',
    summary: 'MP3 sound, under a name that is not registered.',
    extensions: ['mp3'],
    reference: ianaMediaTypes,
  },
  {
    name: 'audio/mp4',
    summary: 'Sound in an MP4 file.',
    extensions: ['m4a', 'mp4a'],
    reference: rfc(4337),
  },
  {
    name: 'audio/aac',
    summary: 'Sound in the AAC format.',
    extensions: ['aac'],
    reference: ianaMediaTypes,
  },
  {
    name: 'audio/wav',
    summary: 'Uncompressed sound, under an unregistered name that is widely used.',
    extensions: ['wav'],
    reference: ianaMediaTypes,
  },
  {
    name: 'audio/x-wav',
    summary: 'Uncompressed sound, as many voice mail systems send it.',
    extensions: ['wav'],
    reference: ianaMediaTypes,
  },
  {
    name: 'audio/vnd.wave',
    summary: 'Uncompressed sound, under its registered name.',
    extensions: ['wav'],
    optional: ['codec'],
    reference: rfc(2361),
  },
  {
    name: 'audio/ogg',
    summary: 'Sound in an Ogg file.',
    extensions: ['ogg', 'oga', 'spx', 'opus'],
    optional: ['codecs'],
    reference: rfc(5334),
  },
  {
    name: 'audio/flac',
    summary: 'Sound without loss.',
    extensions: ['flac'],
    reference: rfc(9639),
  },
  {
    name: 'audio/basic',
    summary: 'Telephone sound, the least that every program should play.',
    extensions: ['au', 'snd'],
    reference: rfc(2046, '4.3'),
  },
  {
    name: 'audio/32kadpcm',
    summary: 'Telephone sound for voice mail.',
    extensions: [],
    reference: rfc(3802),
  },
  {
    name: 'audio/amr',
    summary: 'Speech from a mobile telephone.',
    extensions: ['amr'],
    reference: rfc(4867),
  },
  {
    name: 'audio/midi',
    summary: 'Notes for an instrument.',
    extensions: ['mid', 'midi'],
    reference: ianaMediaTypes,
  },
  {
    name: 'audio/webm',
    summary: 'Sound in a WebM file.',
    extensions: ['weba'],
    reference: ianaMediaTypes,
  },
  {
    name: 'audio/x-ms-wma',
    summary: 'Sound in a Windows Media file.',
    extensions: ['wma'],
    reference: ianaMediaTypes,
  },
  {
    name: 'audio/aiff',
    summary: 'Uncompressed sound from a Macintosh.',
    extensions: ['aif', 'aiff'],
    reference: ianaMediaTypes,
  },
];
