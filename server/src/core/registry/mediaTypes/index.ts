// The registry of media types, their parameters and top-level types.
import { rfc } from '../reference.ts';
import { applicationTypes } from './application.ts';
import { audioTypes } from './audio.ts';
import { imageTypes } from './image.ts';
import type { MediaType, MediaTypeParameter, TopLevelType } from './mediaType.ts';
import { messageTypes } from './message.ts';
import { multipartTypes } from './multipart.ts';
import { officeTypes } from './office.ts';
import { otherTypes } from './other.ts';
import { mediaTypeParameters } from './parameters.ts';
import { protocolTypes } from './protocol.ts';
import { securityTypes } from './security.ts';
import { textTypes } from './text.ts';
import { videoTypes } from './video.ts';

export type { MediaType, MediaTypeParameter, TopLevelType } from './mediaType.ts';
export { mediaTypeParameters } from './parameters.ts';

/** Every known media type. */
export const mediaTypes: readonly MediaType[] = [
  ...textTypes,
  ...multipartTypes,
  ...messageTypes,
  ...imageTypes,
  ...audioTypes,
  ...videoTypes,
  ...applicationTypes,
  ...officeTypes,
  ...securityTypes,
  ...protocolTypes,
  ...otherTypes,
];

/** Every registered top-level type. */
export const topLevelTypes: readonly TopLevelType[] = [
  {
    name: 'text',
    kind: 'discrete',
    summary: 'Text that people can read without special software.',
    reference: rfc(2046, '4.1'),
  },
  { name: 'image', kind: 'discrete', summary: 'A picture.', reference: rfc(2046, '4.2') },
  { name: 'audio', kind: 'discrete', summary: 'Sound.', reference: rfc(2046, '4.3') },
  {
    name: 'video',
    kind: 'discrete',
    summary: 'Moving pictures, perhaps with sound.',
    reference: rfc(2046, '4.4'),
  },
  {
    name: 'application',
    kind: 'discrete',
    summary: 'Data for a program, or of a kind not known.',
    reference: rfc(2046, '4.5'),
  },
  {
    name: 'multipart',
    kind: 'composite',
    summary: 'Several parts with a boundary between them.',
    reference: rfc(2046, '5.1'),
  },
  {
    name: 'message',
    kind: 'composite',
    summary: 'A message, a piece of one, or a report about one.',
    reference: rfc(2046, '5.2'),
  },
  { name: 'model', kind: 'discrete', summary: 'A model of a body in space.', reference: rfc(2077) },
  { name: 'font', kind: 'discrete', summary: 'A typeface.', reference: rfc(8081) },
  {
    name: 'haptics',
    kind: 'discrete',
    summary: 'Touch that a device lets a person feel.',
    reference: rfc(9695),
  },
  {
    name: 'example',
    kind: 'discrete',
    summary: 'A made-up type for documentation, not for real use.',
    reference: rfc(4735),
  },
];

const byName = new Map(mediaTypes.map((row) => [row.name, row]));
const topLevelByName = new Map(topLevelTypes.map((row) => [row.name, row]));
const parametersByName = new Map(mediaTypeParameters.map((row) => [row.name, row]));
const byExtension = new Map(
  // Reversed, so that the first type listed for an extension is the one that stays.
  [...mediaTypes].reverse().flatMap((row) => row.extensions.map((extension) => [extension, row] as const)),
);

/** The media type of this name (`Text/Plain`), in any case; `undefined` for an unknown one. */
export function mediaType(name: string): MediaType | undefined {
  return byName.get(name.toLowerCase());
}

/** The top-level type of this name, in any case; `undefined` for an unknown one. */
export function topLevelType(name: string): TopLevelType | undefined {
  return topLevelByName.get(name.toLowerCase());
}

/** What the parameter means in types that define it; `undefined` for an unknown one. Not for RFC 2231 suffixes. */
export function mediaTypeParameter(name: string): MediaTypeParameter | undefined {
  return parametersByName.get(name.toLowerCase());
}

/** The media type usual for files of this extension (`pdf`), in any case and without the dot. */
export function mediaTypeOfExtension(extension: string): MediaType | undefined {
  return byExtension.get(extension.toLowerCase());
}
