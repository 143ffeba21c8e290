// Reads the text of one `.mailworkbench.json`: what it says, and every problem with its place. Never throws.

import { createScanner, parseTree, printParseErrorCode } from 'jsonc-parser';
import type { Node, ParseError } from 'jsonc-parser';
import { isLevel, isProfile, profiles } from '../core/index.ts';
import type { Level, ProfileName, Rule, RuleConfig, TextRange } from '../core/index.ts';
import { didYouMean } from './suggest.ts';

/** Something wrong in a configuration file. Offsets are UTF-16 units into its text. */
export interface ConfigProblem extends TextRange {
  /** One or two plain sentences. */
  readonly message: string;
}

/** What a configuration file says for the files that match a pattern. */
export interface ConfigOverride extends RuleConfig {
  /** Glob patterns, relative to the configuration's folder, with `/`; one without `/` matches file names in any folder. */
  readonly files: readonly string[];
}

/** A configuration file. What could not be understood is left out and stands in `problems`. */
export interface ParsedConfig extends RuleConfig {
  /** True where no configuration further up counts. */
  readonly root: boolean;
  /** In order; a later one wins. */
  readonly overrides: readonly ConfigOverride[];
  readonly problems: readonly ConfigProblem[];
}

/**
 * Parses a configuration: JSON with comments and trailing commas.
 * @param rules all rules there are: names are checked against them.
 */
export function parseConfig(text: string, rules: readonly Rule[]): ParsedConfig {
  return new ConfigReader(text, rules).read();
}

type RuleSetting = Level | readonly [Level, unknown];

class ConfigReader {
  readonly #text: string;
  readonly #rules: ReadonlyMap<string, Rule>;
  readonly #problems: ConfigProblem[] = [];

  constructor(text: string, rules: readonly Rule[]) {
    this.#text = text;
    this.#rules = new Map(rules.map((rule) => [rule.id, rule]));
  }

  read(): ParsedConfig {
    const node = this.#parse();
    const whole =
      node && this.#object(node, 'The configuration', ['$schema', 'root', 'profile', 'rules', 'overrides']);
    this.#expect(whole?.get('$schema'), 'string', '"$schema" is the address of a JSON schema.');
    const root = this.#expect(whole?.get('root'), 'boolean', '"root" is true or false.')?.value === true;
    const config = this.#ruleConfig(whole);
    const overrides = this.#overrides(whole?.get('overrides'));
    return { root, ...config, overrides, problems: this.#problems.sort((a, b) => a.from - b.from) };
  }

  #parse(): Node | undefined {
    const tooMuch = excess(this.#text);
    if (tooMuch !== undefined) {
      this.#problems.push({ from: 0, to: this.#text.length, message: tooMuch });
      return undefined;
    }
    const errors: ParseError[] = [];
    const node = parseTree(this.#text, errors, { allowTrailingComma: true, allowEmptyContent: false });
    for (const { error, offset, length } of errors) {
      const message = SYNTAX[printParseErrorCode(error)] ?? 'This is not JSON.';
      // The parser may count one character behind the text.
      const [from, to] = [Math.min(offset, this.#text.length), Math.min(offset + length, this.#text.length)];
      this.#problems.push({ from, to, message });
    }
    return node;
  }

  #ruleConfig(members: Members | undefined): RuleConfig {
    const profile = this.#profile(members?.get('profile'));
    const rules = this.#ruleSettings(members?.get('rules'));
    return { ...(profile && { profile }), ...(rules && { rules }) };
  }

  #profile(node: Node | undefined): ProfileName | undefined {
    if (!node) return undefined;
    if (isProfile(node.value)) return node.value;
    const known = Object.keys(profiles);
    const near = typeof node.value === 'string' ? didYouMean(node.value, known) : '';
    this.#report(node, `A profile is one of ${list(known)}.${near}`);
    return undefined;
  }

  #ruleSettings(node: Node | undefined): Record<string, RuleSetting> | undefined {
    const members = node && this.#members(node, '"rules"');
    if (!members) return undefined;
    const settings: [string, RuleSetting][] = [];
    for (const [name, { key, value }] of members) {
      const rule = this.#rules.get(name);
      if (!rule) this.#report(key, `There is no rule "${name}".${didYouMean(name, this.#rules.keys())}`);
      const setting = this.#setting(value, rule);
      if (rule && setting !== undefined) settings.push([name, setting]);
    }
    return Object.fromEntries(settings);
  }

  /** `"warning"` or `["warning", { … }]`. */
  #setting(node: Node, rule: Rule | undefined): RuleSetting | undefined {
    if (node.type !== 'array') return this.#level(node);
    const [level, options, surplus] = node.children ?? [];
    if (!level || surplus) {
      this.#report(surplus ?? node, 'A rule is set to a level, or to [level, options].');
      return undefined;
    }
    const read = this.#level(level);
    if (read === undefined || !options) return read;
    const members = this.#members(options, 'The options of a rule');
    if (!members) return read;
    return [read, Object.fromEntries(this.#options(members, rule))];
  }

  #level(node: Node): Level | undefined {
    if (isLevel(node.value)) return node.value;
    const near = typeof node.value === 'string' ? didYouMean(node.value, LEVELS) : '';
    this.#report(node, `A level is one of ${list(LEVELS)}.${near}`);
    return undefined;
  }

  #options(members: KeyedMembers, rule: Rule | undefined): [string, unknown][] {
    const given: [string, unknown][] = [];
    if (!rule) return given;
    const defaults: unknown = rule.options?.defaults;
    const known = new Map(typeof defaults === 'object' && defaults !== null ? Object.entries(defaults) : []);
    for (const [name, { key, value }] of members) {
      const sample: unknown = known.get(name);
      if (!known.has(name)) {
        this.#report(key, `The rule "${rule.id}" has no option "${name}".${didYouMean(name, known.keys())}`);
      } else if (kindOf(value) !== kindOfValue(sample)) {
        this.#report(value, `The option "${name}" is ${article(kindOfValue(sample))}.`);
      } else {
        given.push([name, plainValue(value)]);
      }
    }
    return given;
  }

  #overrides(node: Node | undefined): ConfigOverride[] {
    if (!this.#expect(node, 'array', '"overrides" is an array of objects.')) return [];
    const overrides: ConfigOverride[] = [];
    for (const item of node?.children ?? []) {
      const members = this.#object(item, 'An override', ['files', 'profile', 'rules']);
      if (!members) continue;
      const config = this.#ruleConfig(members);
      const files = this.#files(item, members.get('files'));
      if (files) overrides.push({ files, ...config });
    }
    return overrides;
  }

  #files(override: Node, node: Node | undefined): string[] | undefined {
    const patterns = node?.type === 'array' ? (node.children ?? []) : [];
    const wrong = patterns.find((pattern) => !isPattern(pattern.value));
    if (patterns.length > 0 && !wrong) return patterns.map((pattern) => String(pattern.value));
    this.#report(
      wrong ?? node ?? override,
      'An override names its "files" as an array of patterns, such as ["drafts/**"].',
    );
    return undefined;
  }

  /** The members of an object, unknown ones reported. */
  #object(node: Node, what: string, known: readonly string[]): Members | undefined {
    const members = this.#members(node, what);
    if (!members) return undefined;
    for (const [name, { key }] of members) {
      if (!known.includes(name)) this.#report(key, `${what} has no "${name}".${didYouMean(name, known)}`);
    }
    return new Map([...members].map(([name, { value }]) => [name, value]));
  }

  #members(node: Node, what: string): KeyedMembers | undefined {
    if (node.type !== 'object') {
      this.#report(node, `${what} must be an object.`);
      return undefined;
    }
    const members: KeyedMembers = new Map();
    for (const { children: [key, value] = [] } of node.children ?? []) {
      // A member without a value is a syntax error that the parser has reported.
      if (!key || !value) continue;
      const name = String(key.value);
      if (members.has(name)) this.#report(key, `"${name}" stands here twice; the later one counts.`);
      members.set(name, { key, value });
    }
    return members;
  }

  #expect(node: Node | undefined, type: Node['type'], message: string): Node | undefined {
    if (!node || node.type === type) return node;
    this.#report(node, message);
    return undefined;
  }

  #report(node: Node, message: string): void {
    this.#problems.push({
      from: node.offset,
      to: Math.min(node.offset + node.length, this.#text.length),
      message,
    });
  }
}

type Members = ReadonlyMap<string, Node>;
type KeyedMembers = Map<string, { readonly key: Node; readonly value: Node }>;

/** Why a text is not parsed at all: the parser is recursive, and the file may come from a stranger. */
function excess(text: string): string | undefined {
  if (text.length > MAX_LENGTH) return 'The configuration is too long to be read.';
  const scanner = createScanner(text, true);
  let depth = 0;
  for (let token: number = scanner.scan(); token !== END_OF_FILE; token = scanner.scan()) {
    if (token === OPEN_BRACE || token === OPEN_BRACKET) depth++;
    else if (token === CLOSE_BRACE || token === CLOSE_BRACKET) depth--;
    if (depth > MAX_DEPTH) return 'The configuration is nested too deep to be read.';
  }
  return undefined;
}

function isPattern(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.length <= MAX_PATTERN;
}

/** The value of a node; its depth is bounded by `excess`. */
function plainValue(node: Node): unknown {
  if (node.type === 'array') return (node.children ?? []).map(plainValue);
  if (node.type !== 'object') return node.value as unknown;
  const members = (node.children ?? []).flatMap(({ children: [key, value] = [] }) =>
    key && value ? [[String(key.value), plainValue(value)] as const] : [],
  );
  return Object.fromEntries(members);
}

function kindOf(node: Node): string {
  return node.type;
}

function kindOfValue(value: unknown): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value;
}

function article(kind: string): string {
  return /^[aeiou]/.test(kind) ? `an ${kind}` : `a ${kind}`;
}

function list(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`;
}

/** The parser's error codes, in words. */
const SYNTAX: Readonly<Record<string, string>> = {
  InvalidSymbol: 'This word is not JSON.',
  InvalidNumberFormat: 'This is not a number.',
  PropertyNameExpected: 'A name in double quotes is missing here.',
  ValueExpected: 'A value is missing here.',
  ColonExpected: 'A colon is missing here.',
  CommaExpected: 'A comma is missing here.',
  CloseBraceExpected: 'A closing brace is missing here.',
  CloseBracketExpected: 'A closing bracket is missing here.',
  EndOfFileExpected: 'The configuration has ended before this.',
  InvalidCommentToken: 'This comment is not closed.',
  UnexpectedEndOfComment: 'This comment is not closed.',
  UnexpectedEndOfString: 'This text has no closing quote.',
  InvalidUnicode: 'This \\u escape is not four hexadecimal digits.',
  InvalidEscapeCharacter: 'This escape does not exist in JSON.',
  InvalidCharacter: 'This character must be escaped in JSON.',
};

const LEVELS: readonly Level[] = ['error', 'warning', 'info', 'hint', 'off'];
const MAX_LENGTH = 1_000_000;
const MAX_DEPTH = 50;
const MAX_PATTERN = 1000;
// The scanner's token numbers: the package declares them as a const enum, which a type stripper cannot inline.
const OPEN_BRACE = 1;
const CLOSE_BRACE = 2;
const OPEN_BRACKET = 3;
const CLOSE_BRACKET = 4;
const END_OF_FILE = 17;
