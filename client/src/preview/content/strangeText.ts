// Text of mail that is made to deceive or to stop a browser: marks without end, letters that turn the direction.

/** The text with no more marks on a letter than any script has: a browser takes minutes to draw thousands. */
export function fewMarks(text: string): string {
  return MARK.test(text) ? text.replace(MARKS, '$1') : text;
}

/** A name with what turns its direction written out: `photo_gpj.exe` cannot look like a picture. */
export function plainName(name: string): string {
  return name.replace(
    TURNS,
    (letter) => `[U+${letter.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}]`,
  );
}

/** Long runs only are worth a search for marks of every script. */
const MARK = /\p{M}{16}/u;
const MARKS = /(\p{M}{16})\p{M}+/gu;
const TURNS = /[\u202a-\u202e\u2066-\u2069]/g;
