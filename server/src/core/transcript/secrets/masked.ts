// Tells what only stands for a secret: asterisks, words in brackets, the placeholders that redaction writes.

/** True where a text hides a secret instead of being one. */
export function isMasked(value: string): boolean {
  const text = value.trim();
  if (text.length > MAX_WORDS) return REPEATED.some((mask) => mask.test(text));
  return text === '' || [...REPEATED, ...WORDS].some((mask) => mask.test(text));
}

const HIDING =
  '(?:hidden|redacted|masked|removed|omitted|censored|secret|passwor[dt]|passwd|pass|credentials?|token|digest|snip(?:ped)?|base64|response|private|elided|deleted|initial|challenge|string|data|value)';

const REPEATED: readonly RegExp[] = [
  /^[*•●·∙#?_-]+$/u,
  /^x{3,}\d*$/i,
  // A digest that is all zeros but for its number, as text and in base64.
  /^(?=.{20})0{8,}\d{0,12}$/,
  /^A{12,}[A-Za-z0-9+/]{0,8}=*$/,
  /^\0+[^]?$/,
];

const WORDS: readonly RegExp[] = [
  /^(?:\.{2,}|…)$/,
  /^redacted(?:-\d+)?$/i,
  // `<password>`, `[credentials hidden]`, `(** value hidden **)`, `/* secret */`
  new RegExp(String.raw`^[<[({*/%][^a-z]*(?:[\w.,:-]+ )*${HIDING}\b[\w .,:-]*[>\])}*/% ]+$`, 'i'),
  // `$PASSWORD`, `${MAIL_PASS}`
  new RegExp(String.raw`^\$[{(]?[a-z_]{0,20}${HIDING}\w{0,20}[})]?$`, 'i'),
  /^\*+ ?[\w ]{2,30} ?\*+$/,
  /^(?:hidden|masked|REDACTED|CENSORED|REMOVED|XXX+)$/,
];

/** UTF-16 units: words that hide something are few. */
const MAX_WORDS = 80;
