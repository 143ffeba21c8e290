// Everything that looks into messages beyond their text, in a bundle of its own that is loaded when it is first needed.

export { verify } from './inspect/auth/verify.ts';
export { inWords } from './inspect/auth/reasons.ts';
export * from './inspect/formats.ts';
export { readDmarcReport } from './inspect/reports/dmarcReport.ts';
export { readTlsReport } from './inspect/reports/tlsReport.ts';
export { unpack } from './inspect/reports/unpack.ts';
export { inspectSecurity } from './inspect/smime/security.ts';
export { remarkInWords } from './inspect/smime/words.ts';
export { nodeLookup } from './net/lookup.ts';
export { trustedAuthorities } from './net/roots.ts';
