// Explains the values in IMAP's responses by their place: fields of an ENVELOPE and a BODYSTRUCTURE, quotas, rights, times.

import { decodedRuns } from '../../../message/encodedWord.ts';
import { rfc } from '../../../registry/reference.ts';
import { Kind } from '../../../syntax/kinds.ts';
import type { Kind as KindOf } from '../../../syntax/kinds.ts';
import type { SyntaxNode } from '../../../syntax/tree.ts';
import { stringOf } from '../../../transcript/imap/views/strings.ts';
import { facts, link } from '../../hover/hoverTypes.ts';
import { escapeMarkdown, inlineCode, ownText } from '../../markdown.ts';
import { ageText, count, sizeText } from '../../words.ts';
import { nodeText, over } from './context.ts';
import type { UnitContext, UnitHover } from './context.ts';
import { quotaRows, rights } from './imapOptionWords.ts';

/** A value of an envelope by its place in it; a subject as readers show it. */
export const envelopeHover: UnitHover = (context, node) => {
  const at = childAt(context, node);
  const place = at && valuesOf(node).findIndex(({ index }) => index === at.index);
  const field = place === undefined ? undefined : ENVELOPE[place];
  return at && field !== undefined
    ? over(context, at, valueText(context, at, field), link(rfc(9051, '7.5.2')))
    : undefined;
};

/** An address: name, source route, mailbox, host (RFC 9051 7.5.2). */
export const envelopeAddressHover: UnitHover = (context, node) => {
  const at = childAt(context, node);
  const parts = valuesOf(node);
  const [name, , mailbox, host] = parts.map((part) => stringOf(context.syntax.unit.text, part)?.value);
  const place = at && parts.findIndex(({ index }) => index === at.index);
  const what = place === undefined ? undefined : ADDRESS[place];
  const shown = name === undefined ? '' : `${escapeMarkdown(decoded(context, name))} `;
  const whole =
    mailbox === undefined || host === undefined
      ? host === undefined
        ? 'The start or the end of a group.'
        : undefined
      : `${shown}${inlineCode(`<${mailbox}@${host}>`)}`;
  return over(context, node, whole, at && what && valueText(context, at, what), link(rfc(9051, '7.5.2')));
};

/** A value of a body structure by its place: that of one part, or what stands behind the parts of a multipart. */
export const bodyHover: UnitHover = (context, node) => {
  const at = childAt(context, node);
  if (!at || at.kind === Kind.BodyStructure) return undefined;
  const values = valuesOf(node);
  const many = values[0]?.kind === Kind.BodyStructure;
  const own = many ? values.filter(({ kind }) => kind !== Kind.BodyStructure) : values;
  const place = own.findIndex(({ index }) => index === at.index);
  const field = (many ? MULTIPART : partFields(context, values))[place];
  if (field === undefined) return undefined;
  const size =
    field === OCTETS && at.kind === Kind.Number ? ` ${sizeText(Number(nodeText(context, at)))}` : '';
  return over(context, at, `${valueText(context, at, field)}${size}`, link(rfc(9051, '7.5.2')));
};

/** The names of a part's values: those of text have lines, those of message/rfc822 what stands in it. */
function partFields(context: UnitContext, values: readonly SyntaxNode[]): readonly string[] {
  const { text } = context.syntax.unit;
  const [type = '', subtype = ''] = values.slice(0, 2).map((value) => stringOf(text, value)?.value ?? '');
  if (/^text$/i.test(type)) return [...PART, LINES, ...BEHIND];
  return /^message$/i.test(type) && /^(?:rfc822|global)$/i.test(subtype)
    ? [...PART, 'Envelope of the message', 'Structure of the message', LINES, ...BEHIND]
    : [...PART, ...BEHIND];
}

/** The resource of a quota with what is used of it. */
export const quotaHover: UnitHover = (context, node) => {
  const [name = '', ...numbers] = valuesOf(node).map((value) => nodeText(context, value));
  const [first, second] = numbers.filter((number) => /^\d+$/.test(number));
  const row = quotaRows.get(name.toUpperCase());
  const storage = /STORAGE$/i.test(name);
  const amount = (text: string): string =>
    storage ? sizeText(Number(text) * 1024) : count(Number(text), 'piece');
  const used =
    first === undefined
      ? undefined
      : second === undefined
        ? `Limit: ${amount(first)}`
        : `${amount(first)} of ${amount(second)} used`;
  return over(
    context,
    node,
    `**${inlineCode(name)}** ${row ? ownText(row.summary) : ''}`,
    used,
    row && link(row.reference),
  );
};

/** Rights of an access control list, letter by letter. */
export const rightsHover: UnitHover = (context, node) => {
  const written = nodeText(context, node).replace(/^"|"$/g, '');
  const sign = /^[+-]/.exec(written)?.[0];
  return over(
    context,
    node,
    `**Rights**${sign === undefined ? '' : sign === '+' ? ' given besides' : ' taken away'}`,
    facts(
      ...Array.from(
        new Set(written.replace(/[+-]/g, '')),
        (letter) => `${inlineCode(letter)} ${ownText(rights[letter] ?? 'a right of the server’s own')}`,
      ).slice(0, MAX_RIGHTS),
    ),
    link(rfc(4314, '2.1')),
  );
};

/** A namespace: the prefix of its mailboxes, and the delimiter of their levels. */
export const namespaceHover: UnitHover = (context, node) => {
  const [prefix, delimiter] = valuesOf(node).map((value) => stringOf(context.syntax.unit.text, value)?.value);
  return over(
    context,
    node,
    `Mailboxes whose names start with ${inlineCode(prefix ?? '')}${prefix === '' ? ' (any name)' : ''}; ${delimiter === undefined ? 'there are no levels' : `levels are parted by ${inlineCode(delimiter)}`}.`,
    link(rfc(9051, '7.3.2')),
  );
};

/** `14-May-2024 09:02:41 +0200`: in the reader's own time. */
export const timeHover: UnitHover = (context, node) => {
  const [, day = '', month = '', year = '', time, zone] =
    /^"? ?(\d{1,2})-([A-Z]{3})-(\d{4})(?: (\d\d:\d\d:\d\d) ([+-]\d{4}))?"?$/i.exec(nodeText(context, node)) ??
    [];
  const number = MONTHS.indexOf(month.toLowerCase()) + 1;
  if (number === 0) return undefined;
  const { ports } = context;
  const date = `${year}-${String(number).padStart(2, '0')}-${day.padStart(2, '0')}`;
  if (time === undefined || zone === undefined) {
    return over(context, node, `**${inlineCode(date)}**`, 'A day; the time does not count.');
  }
  const epoch = Date.parse(`${date}T${time}${zone.slice(0, 3)}:${zone.slice(3)}`);
  if (Number.isNaN(epoch)) return undefined;
  return over(
    context,
    node,
    `**${inlineCode(`${date} ${time} ${zone}`)}**`,
    facts(
      `Your time: ${ownText(ports.localTime(epoch))}`,
      `UTC: ${new Date(epoch).toISOString().replace('T', ' ').replace('.000Z', '')}`,
      ageText(epoch, ports.now()),
    ),
  );
};

function valueText(context: UnitContext, node: SyntaxNode, name: string): string {
  const written = stringOf(context.syntax.unit.text, node)?.value;
  const shown = written === undefined ? undefined : decoded(context, written);
  const none = nodeText(context, node).toUpperCase() === 'NIL' ? ': none' : '';
  return `**${ownText(name)}**${none}${shown !== undefined && shown !== written ? `: ${escapeMarkdown(shown)}` : ''}`;
}

/** Encoded words decoded. */
function decoded({ decoding }: UnitContext, text: string): string {
  return decodedRuns(text.slice(0, MAX_TEXT), decoding)
    .map((run) => run.text)
    .join('');
}

/** The direct child that holds the place looked at. */
function childAt({ at }: UnitContext, node: SyntaxNode): SyntaxNode | undefined {
  return valuesOf(node).find(({ from, to }) => from <= at && at < to);
}

/** The children that say something: no spaces, no brackets. */
function valuesOf(node: SyntaxNode): SyntaxNode[] {
  return node.children().filter(({ kind }) => !SILENT.has(kind));
}

const SILENT: ReadonlySet<KindOf> = new Set([Kind.Sp, Kind.Punctuation, Kind.LineEnd]);
const ENVELOPE: readonly string[] = [
  'Date',
  'Subject',
  'From',
  'Sender',
  'Reply-To',
  'To',
  'Cc',
  'Bcc',
  'In-Reply-To',
  'Message-ID',
];
const ADDRESS: readonly string[] = ['Name', 'Source route, not in use', 'Local part', 'Domain'];
const OCTETS = 'Size in octets, as transferred:';
const LINES = 'Number of lines';
const PART: readonly string[] = [
  'Type',
  'Subtype',
  'Parameters of Content-Type',
  'Content-ID',
  'Content-Description',
  'Content-Transfer-Encoding',
  OCTETS,
];
const BEHIND: readonly string[] = [
  'Content-MD5',
  'Content-Disposition',
  'Content-Language',
  'Content-Location',
];
const MULTIPART: readonly string[] = [
  'Subtype of the multipart',
  'Parameters of Content-Type',
  'Content-Disposition',
  'Content-Language',
  'Content-Location',
];
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const MAX_RIGHTS = 30;
const MAX_TEXT = 1000;
