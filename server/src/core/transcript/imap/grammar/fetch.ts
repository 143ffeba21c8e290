// What can be fetched: items, macros, sections, partials, modifiers (RFC 9051 6.4.5, RFC 3501 6.4.5, and extensions).

import { Kind } from '../../../syntax/kinds.ts';
import type { ProductionRows, WordRows, WordTable } from './table.ts';

/** The items of FETCH and, in the grammar's notation, what stands behind each. */
export const fetchAttributes: WordRows = {
  ENVELOPE: '',
  FLAGS: '',
  INTERNALDATE: '',
  RFC822: '',
  'RFC822.HEADER': '',
  'RFC822.SIZE': '',
  'RFC822.TEXT': '',
  BODY: '[section [partial]]',
  'BODY.PEEK': 'section [partial]',
  BODYSTRUCTURE: '',
  UID: '',
  BINARY: 'section-binary [partial]',
  'BINARY.PEEK': 'section-binary [partial]',
  'BINARY.SIZE': 'section-binary',
  MODSEQ: '',
  EMAILID: '',
  THREADID: '',
  SAVEDATE: '',
  PREVIEW: '[SP algorithm-paren ["LAZY"] ")"]',
  SNIPPET: '[SP algorithm-paren ["LAZY" ["=" atom]] ")"]',
  ANNOTATION: 'SP "(" annotation-entries SP annotation-atts ")"',
  'X-GM-MSGID': '',
  'X-GM-THRID': '',
  'X-GM-LABELS': '',
  BODYPARTSTRUCTURE: 'section-binary',
  AVAILABLECONVERSIONS: 'section-binary',
  // RFC 1730 and 2060: historic.
  'RFC822.PEEK': '',
  'RFC822.HEADER.LINES': 'SP header-list',
  'RFC822.HEADER.LINES.NOT': 'SP header-list',
  'RFC822.TEXT.PEEK': '',
};

/** The macros, which stand alone (RFC 9051 6.4.5). */
export const fetchMacros: WordRows = { ALL: '', FULL: '', FAST: '' };

/** What of a part a section may ask for (RFC 9051 9, section-text). */
const sectionTexts: WordRows = {
  HEADER: '',
  'HEADER.FIELDS': 'SP header-list',
  'HEADER.FIELDS.NOT': 'SP header-list',
  TEXT: '',
};

export const fetchTables = {
  'fetch-items': { rows: fetchAttributes, kind: Kind.Keyword, code: 'fetch-att' },
  'fetch-macros': { rows: fetchMacros, kind: Kind.Keyword, code: 'fetch-att' },
  'section-msgtexts': { rows: sectionTexts, kind: Kind.Keyword, code: 'section' },
  'section-texts': { rows: { ...sectionTexts, MIME: '' }, kind: Kind.Keyword, code: 'section' },
  // RFC 7162 3.1.4 and 3.2.6, RFC 9394 3.
  'fetch-modifiers': {
    rows: { CHANGEDSINCE: 'SP mod-sequence', VANISHED: '', PARTIAL: 'SP partial-range' },
    kind: Kind.Keyword,
    code: 'keyword',
    unknown: '[SP extension-value]',
    unknownCode: 'option-unknown',
  },
} as const satisfies Readonly<Record<string, WordTable>>;

export const fetchProductions = {
  'fetch-items': {
    abnf: '"(" fetch-list-att *(SP fetch-list-att) ")" / {fetch-macros} / fetch-att',
    kind: Kind.FetchItems,
    code: 'fetch-att',
  },
  'fetch-list-att': { abnf: '{fetch-items}', kind: Kind.FetchAtt, code: 'fetch-list' },
  'fetch-att': { abnf: '{fetch-items}', kind: Kind.FetchAtt, code: 'fetch-att' },
  section: { abnf: '"[" [section-spec] "]"', kind: Kind.Section, code: 'section' },
  'section-spec': { abnf: 'section-part ["." {section-texts}] / {section-msgtexts}', code: 'section' },
  'section-binary': { abnf: '"[" [section-part] "]"', kind: Kind.Section, code: 'section' },
  'header-list': {
    abnf: '"(" astring *(SP astring) ")"',
    kind: Kind.HeaderList,
    code: 'header-list',
  },
  partial: {
    abnf: '"<" number "." partial-count ">"',
    kind: Kind.Partial,
    code: 'partial',
  },
  'fetch-modifier': '{fetch-modifiers}',
  'fetch-modifiers': { abnf: '"(" fetch-modifier *(SP fetch-modifier) ")"', kind: Kind.FetchModifiers },
  'annotation-entries': '"(" entry-pattern-name *(SP entry-pattern-name) ")" / entry-pattern-name',
  'annotation-atts': '"(" astring *(SP astring) ")" / astring',
} as const satisfies ProductionRows;
