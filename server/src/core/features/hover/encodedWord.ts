// Hover of an encoded-word: what it says, alone and together with its neighbours (RFC 2047).

import { encodedRuns, encodedWords } from '../../message/views/encodedWords.ts';
import { charset as charsetRow } from '../../registry/charsets.ts';
import { rfc } from '../../registry/reference.ts';
import { inlineCode } from '../markdown.ts';
import { count } from '../words.ts';
import { facts, hoverOf, link } from './hoverTypes.ts';
import type { NodeHover } from './hoverTypes.ts';

/** Shows the decoded text of the run an encoded-word belongs to. */
export const encodedWordHover: NodeHover = ({ field, decoding }, node) => {
  const word = encodedWords(field, decoding).find(({ from }) => from === node.from);
  if (!word) return undefined;
  const run = encodedRuns(field, decoding).find(({ from, to }) => from <= node.from && node.to <= to);
  const encoding = ENCODINGS[word.encoding];
  return hoverOf(
    run ?? node,
    run ? inlineCode(run.text, MAX_TEXT) : 'This encoded-word cannot be decoded.',
    facts(
      `Charset ${inlineCode(word.charset)}${charsetRow(word.charset) ? '' : ', which is not known'}`,
      encoding === undefined
        ? `Encoding ${inlineCode(word.encoding)}, which is neither B nor Q`
        : `Encoding ${encoding}`,
      word.language === undefined ? undefined : `Language ${inlineCode(word.language)}`,
      run && run.words > 1 ? `${count(run.words, 'encoded-word')} that are read as one text` : undefined,
      run?.splits === true ? 'A character is split over two of them, which is not allowed' : undefined,
    ),
    link(rfc(2047, '2')),
  );
};

const ENCODINGS: Readonly<Record<string, string | undefined>> = {
  b: 'B (base64)',
  q: 'Q (like quoted-printable)',
};
const MAX_TEXT = 1000;
