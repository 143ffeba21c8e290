// Takes the marks out of an example and says what they enclose.

/** The example without its marks «», and the ranges they enclose, in the order of their starts. */
export function unmark(marked: string): { text: string; ranges: { from: number; to: number }[] } {
  const ranges: { from: number; to: number }[] = [];
  const open: number[] = [];
  let text = '';
  for (const character of marked) {
    if (character === '«') open.push(ranges.push({ from: text.length, to: text.length }) - 1);
    else if (character === '»') {
      const index = open.pop();
      const range = index === undefined ? undefined : ranges[index];
      if (range) range.to = text.length;
    } else text += character;
  }
  return { text, ranges };
}
