// The door of the npm package: everything of the core's, and what makes it one line to use in Node and in browsers.

export * from '../core/index.ts';
export { textDecoderCharsets } from '../charsets/textDecoder.ts';
// It takes the place of the core's, which has no platform to take charsets from.
export { createMailService, platformHoverPorts } from './service.ts';
export type { LintOptions, MailLibrary, Problem } from './service.ts';
export { mailSource } from './source.ts';
export type { MailFormat, MailInput } from './source.ts';
