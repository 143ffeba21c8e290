// Tells what only stands for a secret: asterisks, words in brackets, the placeholders that redaction writes.

/** True where a text hides a secret instead of being one. */
export function isMasked(value: string): boolean {
  const text = value.trim();
  return text === '' || MASKS.some((mask) => mask.test(text));
}

const HIDING =
  'hidden|redacted|masked|removed|omitted|censored|secret|passwor[dt]|passwd|pass|credentials?|token|digest|snipp?(?:ed)?|base64|response|private|elided|deleted|initial|challenge|string|data|value';

const MASKS: readonly RegExp[] = [
  /^[*•●·∙#?_-]+$/u,
  /^(?:\.{2,}|…)$/,
  /^x{3,}\d*$/i,
  // The placeholders of redaction; a digest that is all zeros but for its number.
  /^redacted(?:-\d+)?$/i,
  /^0{20,}[0-9a-f]{0,12}$/i,

  /^\0{8,}[^]?$/,
  /^A{12,}[A-Za-z0-9+/]{0,8}=*$/,
  new RegExp(String.raw`^[<[({*/%$]+[^a-z]*(?:[\w .,:-]*\b)??(?:${HIDING})\b[\w .,:-]*[>\])}*/% ]*$`, 'i'),
  /^\*+ ?[\w ]{2,30} ?\*+$/,
  /^(?:hidden|masked|REDACTED|CENSORED|REMOVED|XXX+)$/,
];
