// The remaining top-level types.
import { rfc } from '../reference.ts';
import type { MediaType } from './mediaType.ts';
import { ianaMediaTypes } from './pages.ts';

export const otherTypes: readonly MediaType[] = [
  {
    name: 'font/ttf',
    summary: 'A typeface in the TrueType format.',
    extensions: ['ttf'],
    reference: rfc(8081),
  },
  {
    name: 'font/otf',
    summary: 'A typeface in the OpenType format.',
    extensions: ['otf'],
    reference: rfc(8081),
  },
  {
    name: 'font/woff2',
    summary: 'A typeface for web pages.',
    extensions: ['woff2'],
    reference: rfc(8081),
  },
  {
    name: 'model/stl',
    summary: 'A solid body for three-dimensional printing.',
    extensions: ['stl'],
    reference: ianaMediaTypes,
  },
];
