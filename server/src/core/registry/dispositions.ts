// The types and parameters of Content-Disposition.
import type { Reference } from './reference.ts';
import { rfc } from './reference.ts';

/** A disposition type. */
export interface Disposition {
  /** In lower case; types are compared without regard to case. */
  readonly name: string;
  readonly summary: string;
  readonly reference: Reference;
}

/** A parameter of Content-Disposition. */
export interface DispositionParameter {
  /** In lower case; parameter names are compared without regard to case. */
  readonly name: string;
  readonly value: 'text' | 'quoted-date-time' | 'octets' | 'token';
  readonly summary: string;
  readonly reference: Reference;
}

/** Every disposition type that mail uses; a type not listed is treated as `attachment` (RFC 2183, 2.8). */
export const dispositions: readonly Disposition[] = [
  {
    name: 'inline',
    summary: 'The part is meant to be seen as soon as the message is.',
    reference: rfc(2183, '2.1'),
  },
  {
    name: 'attachment',
    summary: 'The part is separate from the text and is opened only when the reader asks for it.',
    reference: rfc(2183, '2.2'),
  },
  {
    name: 'form-data',
    summary: 'The part is one field of a web form. It has no place in ordinary mail.',
    reference: rfc(7578),
  },
  {
    name: 'signal',
    summary: 'The part controls a telephone call and is not shown to anybody.',
    reference: rfc(3204),
  },
  {
    name: 'alert',
    summary: 'The part is a ring tone or another signal to the person called.',
    reference: rfc(3261),
  },
  {
    name: 'icon',
    summary: 'The part is a small picture that stands for the person who calls.',
    reference: rfc(3261),
  },
  {
    name: 'render',
    summary: 'The part is to be shown or played to the user of a call.',
    reference: rfc(3261),
  },
  {
    name: 'session',
    summary: 'The part describes a media session of a call.',
    reference: rfc(3261),
  },
  {
    name: 'notification',
    summary: 'The part is a receipt that a messaging gateway keeps apart from the text.',
    reference: rfc(5438),
  },
  {
    name: 'recipient-list',
    summary: 'The part lists the recipients of a request that goes to many.',
    reference: rfc(5363),
  },
  {
    name: 'reaction',
    summary: 'The part is a short reaction, such as a single emoji, to the message it answers.',
    reference: rfc(9078, '3'),
  },
];

/** Every registered parameter that mail uses. */
export const dispositionParameters: readonly DispositionParameter[] = [
  {
    name: 'filename',
    value: 'text',
    summary: 'The name to propose when the part is saved. A reader must strip any folder from it.',
    reference: rfc(2183, '2.3'),
  },
  {
    name: 'creation-date',
    value: 'quoted-date-time',
    summary: 'When the file was created, as a quoted mail date.',
    reference: rfc(2183, '2.4'),
  },
  {
    name: 'modification-date',
    value: 'quoted-date-time',
    summary: 'When the file was last changed, as a quoted mail date.',
    reference: rfc(2183, '2.5'),
  },
  {
    name: 'read-date',
    value: 'quoted-date-time',
    summary: 'When the file was last read, as a quoted mail date.',
    reference: rfc(2183, '2.6'),
  },
  {
    name: 'size',
    value: 'octets',
    summary: 'The approximate size of the file in octets, before any encoding.',
    reference: rfc(2183, '2.7'),
  },
  {
    name: 'name',
    value: 'text',
    summary: 'The name of the form field, in form-data only. Content-Type has a parameter of this name too.',
    reference: rfc(7578),
  },
  {
    name: 'voice',
    value: 'token',
    summary: 'What a sound part of a voice message is: the message, the spoken name, or the spoken subject.',
    reference: rfc(3801, '16.1'),
  },
  {
    name: 'handling',
    value: 'token',
    summary: 'Whether a receiver may ignore the part when it does not understand it: required or optional.',
    reference: rfc(3204),
  },
];

const byName = new Map(dispositions.map((disposition) => [disposition.name, disposition]));
const parametersByName = new Map(dispositionParameters.map((parameter) => [parameter.name, parameter]));

/** The disposition type of this name, in any case; `undefined` for an unknown one. */
export function disposition(name: string): Disposition | undefined {
  return byName.get(name.toLowerCase());
}

/** The parameter of this name, in any case and without RFC 2231 suffixes; `undefined` for an unknown one. */
export function dispositionParameter(name: string): DispositionParameter | undefined {
  return parametersByName.get(name.toLowerCase());
}
