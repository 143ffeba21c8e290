// Why a goal is not met, by goal: what the profile shows and what it costs. Printed for goals that are not met.

export const notes: Readonly<Record<string, string>> = {
  T1: 'One scan of the base64 alphabet and one of the line ends, each over all segments, are four fifths of the time.',
  T2:
    'R counts nothing but line ends, and a current V8 does that at several GB/s: 30 R are 0.4 ms for the newsletter, ' +
    '0.25 µs a header field, 1.2 µs a part. What is above is the grammar of each field (a lossless tree with its ' +
    'faults) and some 200 rules. The profile of 10,000 parts: collecting garbage 20 to 29 %, field grammar 15 %, ' +
    'skeleton 15 %, keys and findings by text 15 %, small bodies 12 %. The newsletter: decoding quoted-printable and ' +
    'its faults are half. It costs a reader below 1 ms for ordinary mail and a quarter of a second once for 10,000 ' +
    'parts; what did not change is not checked again.',
  T4:
    'postal-mime finds parts and decodes them; it has no grammar of fields, no places and no findings. Compared with ' +
    'what it does, the skeleton, the goal is more than met for the newsletter and for 25 MB. All findings ' +
    'cost the grammar and the rules on top (see T2), which no work on the parser can take away: in small parts they are ' +
    'nearly all there is.',
  T5:
    'mailparser decodes bodies and addresses and checks nothing. The skeleton is more than 8 and 5 times faster; all ' +
    'findings are of the same order for a newsletter, for the reasons under T2.',
  T6:
    'On top of the transport, which the bare server has too: the first run of code that is not compiled yet (about 25 ' +
    'ms) and the scans of T1. The octets of a file of more than 4 MB are read behind the first answer.',
  T7: 'Segments that did not change keep what was found in them; the rest is the transport and what is not kept.',
  T7b: 'As T7; the slowest keystrokes are those in which garbage is collected.',
  T8:
    'Lines, units, states and findings go on from the version before. What is left is the transport: where a key adds a ' +
    'finding, all of them, here 400, are written, sent and read again.',
  T8b: 'As T8; the first keystrokes run code that is not compiled yet.',
  T8c:
    'Responses that change nothing and have no finding are passed by runs; others that change nothing keep their ' +
    'findings where the rules have asked for nothing that is another; the rest below the edit is read and checked in ' +
    'another state, in slices. Where an edit takes long to read, the first answer waits for its findings for 20 ms, for ' +
    'two answers cost more than one; where it takes more than 50 ms, it has those of the version before, moved.',
  T8c2: 'Lines, units and rules give way every 8 ms; single pieces and the collection of garbage take longer.',
  T8d:
    'About a window full of lines is read and checked before the first answer, the rest behind it in steps. What that ' +
    'costs does not depend on the length of the transcript: 8 to 10 ms of code that runs for the first time, of which ' +
    'the compiled form is kept on disk (ADR 23). The bare server has as little to do as the transcript is short.',
  T8d2: 'As T8d, with code that has run a few times.',
  T8e: 'As T8b.',
  T8f:
    'Integers for each line and unit, and the states at every 64th unit, and what a session lists of its messages; a short ' +
    'text has the most units for its length.',
  T9: 'All changes are applied in one pass of a few milliseconds; the rest is checking the segments that they touched.',
  T11:
    'Reading the larger bundle and making its tables. The compile cache (ADR 23) takes off what compiling costs; the ' +
    'first start of all is measured too.',
  T11b:
    'As T11, and the first document runs code that the compile cache does not hold: all findings of 60 KB take some 25 ' +
    'ms cold against 1 ms warm.',
  T12:
    'The rules with their reasons and messages, the registries of header fields, media types and codes, the grammars ' +
    'and the tables of three protocols are texts for people for the most part; the protocol library alone is 190 KB. ' +
    'The goal was set before there were so many. With the compile cache it costs about 8 ms at the start.',
  T13:
    'The bare server needs about 165 MB on this machine: the message and the text in it lie in memory at the same ' +
    'time. On top come the compiled rules and what is known of the segments.',
  T14: 'Work gives way every 8 ms, between segments; a longer block is garbage being collected.',
};
