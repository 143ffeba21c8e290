// Why a goal is not met, by goal: what the profile shows and what it costs. Printed for goals that are not met.

export const notes: Readonly<Record<string, string>> = {
  T1: 'Two scans of all bodies remain: the base64 check (one regular expression, about 40 % of the time) and the line lengths (two `indexOf` walks, about 15 %). The rest is noise of the machine.',
  T2:
    'R counts nothing but line ends, and a current V8 does that at several GB/s: 30 R are 0.3 ms for the newsletter, ' +
    '0.25 µs a header field, 1.2 µs a part. The skeleton stays near that for the newsletter and for header lines. What ' +
    'is above is the grammar of each field (a lossless tree with its faults) and ' +
    'some 200 rules. The profile of 10,000 parts: field grammar ' +
    '17 %, decoding of parameters (RFC 2231, file names) 15 %, collecting garbage 19 %, skeleton 14 %, running rules ' +
    'that find nothing to do 14 %. The newsletter: faults of quoted-printable 23 %, its octets for the rules about ' +
    'charsets and `cid:` 25 %, line facts 12 %. It costs a reader 1 to 2 ms for ordinary mail, and less than half a ' +
    'second once for 10,000 parts; fields that did not change are not checked again.',
  T4:
    'postal-mime finds parts and decodes them; it has no grammar of fields, no places and no findings. Compared with ' +
    'what it does, the skeleton, the goal is more than met for the newsletter and for 25 MB. All findings ' +
    'cost the grammar and the rules on top (see T2), which no work on the parser can take away: in small parts they are ' +
    'nearly all there is.',
  T5:
    'mailparser decodes bodies and addresses and checks nothing. The skeleton is more than 8 and 5 times faster; all ' +
    'findings are of the same order for a newsletter, for the reasons under T2.',
  T6:
    'On top of the transport, which the bare server has too: reading the octets of the file and comparing them with ' +
    'the text (six passes over 25 MB, about 120 ms, partly while the bodies are scanned), the first run of code that is not compiled yet (about 25 ms), and ' +
    'the scans of T1. The findings of the header wait for those of the bodies, as one answer holds both.',
  T7:
    'The text is one string: each change builds a new one of the full length, and each version scans all bodies again ' +
    '(base64 check, line facts). Findings of header fields are kept; those of bodies are not. At 60 KB the goal is ' +
    'met. A store in segments with facts of their own removes both costs.',
  T7b: 'As T7.',
  T9: 'All changes are applied in one pass of a few milliseconds; the rest is that of T7, once: all bodies are scanned again.',
  T11:
    'Reading and compiling the larger bundle: the rules and the registry of header fields are tables of objects made at ' +
    'the start. A compile cache of Node (`module.enableCompileCache`) or tables made when asked for would help.',
  T11b:
    'As T11, and the first document runs code that is not compiled yet: all findings of 60 KB take some 25 ms cold ' +
    'against 1 ms warm.',
  T12:
    'The rules with their reasons and messages are 170 KB, the registries of header fields, media types and codes ' +
    '175 KB, the protocol library 190 KB, the grammars and views 90 KB, globs and JSON with comments for configuration files ' +
    '40 KB. The goal was set before there were texts for people in the tables. It costs about 20 ms at the start.',
  T13:
    'The text, the message it arrived in, and the octets read from the file lie in memory at the same time until garbage is ' +
    'collected; the bare server alone needs about 160 MB on this machine.',
  T14:
    'Work gives way between a field, a body and a part, not inside a body: one base64 body of 8 MB is checked in one go, ' +
    'about 15 ms warm and twice that the first time; comparing the octets of the file with the text is one go too.',
};
