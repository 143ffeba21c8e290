// Findings as SARIF 2.1.0, for code scanning services and viewers.

import path from 'node:path';
import { rulePage } from '../../config/index.ts';
import { referenceLabel, referenceUrl } from '../../core/index.ts';
import type { Level, ResolvedConfig, Rule } from '../../core/index.ts';
import type { Place } from '../../core/index.ts';
import type { FileReport, Notice } from '../fileReport.ts';
import { STDIN } from '../mailFile.ts';
import { printableJson } from '../printable.ts';

/**
 * The results of one file, separated by commas; empty where there are none.
 * @param indexes the place of each rule in the list of `sarifHead`.
 */
export function renderSarif(
  { path: file, findings }: FileReport,
  indexes: ReadonlyMap<string, number>,
): string {
  const artifactLocation = artifact(Buffer.from(file));
  const location = (place: Place): object => ({
    physicalLocation: { artifactLocation, region: region(place) },
  });
  return findings
    .map(({ rule, severity, message, related, ...place }) =>
      stringify({
        ruleId: rule,
        ruleIndex: indexes.get(rule) ?? -1,
        level: levelOf(severity),
        message: { text: messageText(message) },
        locations: [location(place)],
        ...(related.length > 0 && {
          relatedLocations: related.map(({ message: text, ...at }, id) => ({
            id,
            ...location(at),
            message: { text: messageText(text) },
          })),
        }),
      }),
    )
    .join(',\n');
}

/** Everything in front of the results: the tool and its rules, those that are off marked so. */
export function sarifHead(rules: readonly Rule[], base: ResolvedConfig, version: string): string {
  const active = new Map(base.active.map(({ rule, severity }) => [rule.id, severity]));
  const driver = {
    name: 'mail-workbench',
    version,
    semanticVersion: version,
    rules: rules.map((rule) => reportingDescriptor(rule, active.get(rule.id) ?? 'off')),
  };
  const open = stringify({ $schema: SCHEMA, version: '2.1.0' }).slice(0, -1);
  const tool = stringify({ tool: { driver }, columnKind: 'utf16CodeUnits' }).slice(0, -1);
  return `${open},"runs":[${tool},"results":[\n`;
}

/** Everything behind the results: how the run went. */
export function sarifTail(notices: readonly Notice[], exitCode: number): string {
  const configuration = notices.filter(({ kind }) => kind === 'config');
  const execution = notices.filter(({ kind }) => kind !== 'config');
  const invocation = {
    executionSuccessful: execution.length === 0,
    exitCode,
    toolExecutionNotifications: execution.map(notification),
    toolConfigurationNotifications: configuration.map(notification),
  };
  return `\n],"invocations":[${stringify(invocation)}]}]}\n`;
}

function reportingDescriptor(rule: Rule, level: Level): object {
  const references = rule.references.map((reference) => ({
    label: referenceLabel(reference),
    url: referenceUrl(reference),
  }));
  const links = references.map(({ label, url }) => `- ${url === undefined ? label : `[${label}](${url})`}`);
  return {
    id: rule.id,
    shortDescription: { text: rule.summary },
    fullDescription: { text: rule.why },
    helpUri: rulePage(rule.id),
    help: {
      text: [rule.summary, rule.why, ...references.map(({ label }) => `See ${label}.`)].join('\n'),
      markdown: [rule.summary, rule.why, links.join('\n')].join('\n\n'),
    },
    defaultConfiguration: level === 'off' ? { enabled: false } : { level: levelOf(level) },
  };
}

function notification({ path: file, line, column, message, kind }: Notice): object {
  const physicalLocation = {
    artifactLocation: artifact(Buffer.from(file)),
    ...(line !== undefined && column !== undefined && { region: { startLine: line, startColumn: column } }),
  };
  return {
    level: kind === 'config' ? 'warning' : 'error',
    message: { text: messageText(message) },
    locations: [{ physicalLocation }],
  };
}

function region({ from, to, line, column, endLine, endColumn }: Place): object {
  return {
    ...{ startLine: line, startColumn: column, endLine, endColumn },
    ...{ charOffset: from, charLength: to - from },
  };
}

/** SARIF knows no hint. */
function levelOf(level: Exclude<Level, 'off'>): string {
  return level === 'error' || level === 'warning' ? level : 'note';
}

/** SARIF 3.11.6: `[text](destination)` in a message is a link; text from mail must make none. */
function messageText(text: string): string {
  return text.replace(/[\\[\]]/g, '\\$&');
}

function artifact(file: Buffer): object {
  if (file.toString() === STDIN) return { uri: 'stdin:', description: { text: 'The standard input.' } };
  return { uri: uriOf(file) };
}

/** A URI reference: relative as the path was, or `file:`. Octets outside the plain ones are percent-encoded. */
function uriOf(file: Buffer): string {
  const text = path.sep === '\\' ? file.toString('latin1').replaceAll('\\', '/') : file.toString('latin1');
  const encoded = text
    .replace(/^(?:\.\/+)+/, '')
    .replace(
      /[^A-Za-z0-9._~/-]/g,
      (octet) => `%${octet.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
    );
  if (encoded.startsWith('/')) return `file://${encoded}`;
  return /^[A-Za-z]%3A\//.test(encoded) ? `file:///${encoded.replace('%3A', ':')}` : encoded;
}

function stringify(value: object): string {
  return printableJson(JSON.stringify(value));
}

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
