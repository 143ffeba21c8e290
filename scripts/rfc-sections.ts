// Checks that every RFC section cited in the sources exists: `npm run rfc-sections [-- --check] [-- --rfc DIR]`.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { repositoryRoot } from './lib/repository.ts';

const sourceFolders = ['server/src', 'client/src'];
const defaultTexts = path.join(repositoryRoot, '..', 'shared', 'rfc');

/**
 * The committed index, so that a machine without the RFCs' texts can check too.
 *
 * An RFC whose text is not at hand may be entered by hand, with the sections somebody has read.
 */
export const indexFile = path.join(repositoryRoot, 'scripts', 'rfc-sections.json');

/** One section cited somewhere in the sources. */
export interface Citation {
  readonly rfc: string;
  readonly section: string;
  /** Path from the repository's root, with `/`. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
}

/** What the index knows about one RFC. */
export interface RfcSections {
  /** All section numbers, with blanks between them. */
  readonly sections: string;
  /** Titles of the sections that the sources cite, for whoever reviews a citation. */
  readonly cited: Readonly<Record<string, string>>;
}

export type SectionIndex = Readonly<Record<string, RfcSections>>;

const SECTION = String.raw`\d{1,2}(?:\.\d+)*|[A-Z](?:\.\d+)*`;
const CITATIONS: readonly RegExp[] = [
  // rfc(5322, '3.6.1')
  new RegExp(String.raw`\brfc\(\s*(?<rfc>\d+),\s*['"](?<section>[^'"]*)['"]`, 'g'),
  // { rfc: 5322, section: '3.6.1' }
  new RegExp(String.raw`\brfc:\s*(?<rfc>\d+),\s*section:\s*['"](?<section>[^'"]*)['"]`, 'g'),
  // RFC 5322, 3.6.1 / RFC 5322 3.6.1 / RFC 5322, appendix A.1 / RFC 5322, section 3.6.1
  new RegExp(
    String.raw`\bRFC (?<rfc>\d{3,5})(?:,? (?:appendix|section)|,)? (?<section>${SECTION})(?=[\s,;:.)'"` +
      '`' +
      String.raw`]|$)`,
    'gi',
  ),
];

/** A capital letter alone is an appendix only where the word `appendix` stands before it; else it starts a word. */
const isSection = (section: string, match: string): boolean =>
  !/^[a-z]$/i.test(section) || /appendix|\(/i.test(match);

/** Every section cited in `text`, in order of appearance within each way of citing. */
export function citationsIn(text: string, file: string): Citation[] {
  return CITATIONS.flatMap((pattern) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const { rfc = '', section = '' } = match.groups ?? {};
      if (!isSection(section, match[0])) return [];
      const line = text.slice(0, match.index).split('\n').length;
      return [{ rfc, section: section.toUpperCase(), file, line }];
    }),
  );
}

/** Every section cited in the sources of the repository. */
export function citationsInRepository(): Citation[] {
  return sourceFolders
    .map((folder) => path.join(repositoryRoot, folder))
    .filter((folder) => existsSync(folder))
    .flatMap((folder) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => path.join(folder, name)),
    )
    .sort()
    .flatMap((file) =>
      citationsIn(readFileSync(file, 'utf8'), path.relative(repositoryRoot, file).split(path.sep).join('/')),
    );
}

const HEADING = /^( *)(?:(?:Appendix|APPENDIX) )?((?:\d{1,2}|[A-Z])(?:\.\d{1,3})*)(?:\.|:| --?)? +(\S.*)$/;
/** A line of the table of contents ends with a page number after dots or a wide gap. */
const CONTENTS = /(?:\. ?){3,}\s*\d+$|\s{3,}\d+$|\.{2,}|(?: \.)+ *\d*$/;

/**
 * The sections of an RFC's text, with their titles.
 *
 * Headings start in the first columns; where an old RFC has none there, indented ones count.
 */
export function sectionsOf(text: string): Map<string, string> {
  const lines = text.split(/\r\n|[\n\f]/);
  const atMargin = headings(lines, 1);
  return atMargin.size >= 3 ? atMargin : headings(lines, 6);
}

function headings(lines: readonly string[], widestIndent: number): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of lines) {
    const [, indent = '', number = '', title = ''] = HEADING.exec(line) ?? [];
    if (number === '' || indent.length > widestIndent || CONTENTS.test(line)) continue;
    // A letter alone is an appendix only where the line says so or ends like a heading.
    if (/^[A-Z]$/.test(number) && !/^ *(?:appendix [A-Z]|[A-Z][.:] )/i.test(line)) continue;
    if (!found.has(number)) found.set(number, title.replace(/ {2,}.*$/, '').trim());
  }
  return found;
}

/** The index of all cited RFCs whose texts lie in `folder` as `rfcNNNN.txt`. */
export function buildIndex(citations: readonly Citation[], folder: string): SectionIndex {
  const index: Record<string, RfcSections> = {};
  const numbers = [...new Set(citations.map((citation) => citation.rfc))];
  for (const rfc of numbers.sort((a, b) => Number(a) - Number(b))) {
    const file = path.join(folder, `rfc${rfc}.txt`);
    if (!existsSync(file)) continue;
    const sections = sectionsOf(readFileSync(file, 'latin1'));
    const wanted = [...sections].filter(([section]) =>
      citations.some((citation) => citation.rfc === rfc && citation.section === section),
    );
    index[rfc] = { sections: [...sections.keys()].join(' '), cited: Object.fromEntries(wanted) };
  }
  return index;
}

/** The committed index; empty where there is none yet. */
export function readIndex(): SectionIndex {
  if (!existsSync(indexFile)) return {};
  return JSON.parse(readFileSync(indexFile, 'utf8')) as SectionIndex;
}

/** One line per citation that the index does not bear out: `file:line: what is wrong`. */
export function missingSections(citations: readonly Citation[], index: SectionIndex): string[] {
  return citations.flatMap(({ rfc, section, file, line }) => {
    const known = index[rfc];
    if (known === undefined) {
      return [
        `${file}:${line}: RFC ${rfc} is not indexed; run npm run rfc-sections, or cite it without a section`,
      ];
    }
    return known.sections.split(' ').includes(section)
      ? []
      : [`${file}:${line}: RFC ${rfc} has no section ${section}`];
  });
}

/** The index without RFCs that nobody cites any more; an RFC without a text keeps what was entered by hand. */
function citedOnly(index: SectionIndex, citations: readonly Citation[]): SectionIndex {
  const cited = new Set(citations.map((citation) => citation.rfc));
  return Object.fromEntries(Object.entries(index).filter(([rfc]) => cited.has(rfc)));
}

function main(): number {
  const { values } = parseArgs({
    options: { check: { type: 'boolean', default: false }, rfc: { type: 'string', default: defaultTexts } },
  });
  const citations = citationsInRepository();
  const committed = readIndex();
  const derived = existsSync(values.rfc) ? buildIndex(citations, values.rfc) : {};
  const index = { ...committed, ...derived };
  const problems = missingSections(citations, index);
  if (values.check) {
    for (const [rfc, { sections }] of Object.entries(derived)) {
      if (committed[rfc]?.sections !== sections) {
        problems.push(`scripts/rfc-sections.json:1: RFC ${rfc} is stale; run npm run rfc-sections`);
      }
    }
  } else if (existsSync(values.rfc)) {
    writeFileSync(indexFile, `${JSON.stringify(citedOnly(index, citations), undefined, 2)}\n`);
  }
  for (const problem of problems) console.error(problem);
  console.log(`${citations.length} cited sections, ${problems.length} missing`);
  return problems.length === 0 ? 0 : 1;
}

if (import.meta.main) process.exitCode = main();
