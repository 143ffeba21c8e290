// Everything that looks into messages beyond their text, in a bundle of its own that is loaded when it is first needed.

export { verify } from './inspect/auth/verify.ts';
export { inWords } from './inspect/auth/reasons.ts';
export { inspectSecurity } from './inspect/smime/security.ts';
export { remarkInWords } from './inspect/smime/words.ts';
export { nodeLookup } from './net/lookup.ts';
export { trustedAuthorities } from './net/roots.ts';
