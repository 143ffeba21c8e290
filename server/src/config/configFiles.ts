// Finds the configuration files that count for a file, nearest upwards, and turns them into layers.

import picomatch from 'picomatch';
import type { Rule, RuleConfig } from '../core/index.ts';
import { parseConfig } from './parseConfig.ts';
import type { ConfigOverride, ParsedConfig } from './parseConfig.ts';

export const CONFIG_FILE_NAME = '.mailworkbench.json';

/** What is needed from the host. Paths are absolute, with `/`; URIs (`file:///…`) serve as well. */
export interface ConfigPorts {
  /** All rules there are. */
  readonly rules: readonly Rule[];
  /** The text of a file, undefined where there is none. A rejection is passed on to the caller of `forFile`. */
  readonly read: (path: string) => Promise<string | undefined>;
  /** True for a folder above which nothing is looked for: the root of the workspace or repository. */
  readonly isTop: (folder: string) => boolean | Promise<boolean>;
}

/** A configuration file that was read. */
export interface ConfigSource {
  readonly path: string;
  /** The folder it stands in, without a final `/`: what its patterns are relative to. */
  readonly folder: string;
  readonly text: string;
  readonly config: ParsedConfig;
}

/** What the configuration files say for one file. */
export interface FileConfig {
  /** For `MailService.configure`, outermost file first; the same array for files that no pattern tells apart. */
  readonly layers: readonly RuleConfig[];
  /** The files that count, outermost first. */
  readonly sources: readonly ConfigSource[];
}

/**
 * The configuration files of a workspace. Each file counts for its folder and those below; a nearer file wins rule by
 * rule; above `"root": true` nothing counts. What was read is kept until `forget`.
 */
export class ConfigFiles {
  readonly #ports: ConfigPorts;
  #folders = new Map<string, Promise<Chain>>();

  constructor(ports: ConfigPorts) {
    this.#ports = ports;
  }

  /** The configuration for a mail file. @param path the file's path or URI. */
  async forFile(path: string): Promise<FileConfig> {
    const { sources, layers } = await this.#chain(parentFolder(path) ?? '');
    return { sources, layers: layers ?? sources.flatMap((source) => layersFor(source, path)) };
  }

  /** Forgets what was read: a configuration file changed, came or went. */
  forget(): void {
    this.#folders = new Map();
  }

  #chain(folder: string): Promise<Chain> {
    const known = this.#folders.get(folder);
    if (known) return known;
    const chain = this.#read(folder);
    this.#folders.set(folder, chain);
    return chain;
  }

  async #read(folder: string): Promise<Chain> {
    const path = `${folder}/${CONFIG_FILE_NAME}`;
    const parent = parentFolder(folder);
    const isTop = parent === undefined || (await this.#ports.isTop(folder));
    // All folders are asked at once: the first document waits for the slowest answer, not for their sum.
    const [text, above] = await Promise.all([this.#ports.read(path), isTop ? EMPTY : this.#chain(parent)]);
    if (text === undefined) return above;
    const source = configSource(path, text, this.#ports.rules);
    return chainOf(source.config.root ? [source] : [...above.sources, source]);
  }
}

/** Reads one configuration file, as `ConfigFiles` does. */
export function configSource(path: string, text: string, rules: readonly Rule[]): ConfigSource {
  return { path, folder: parentFolder(path) ?? '', text, config: parseConfig(text, rules) };
}

/** The layers of one configuration file for a mail file: what it says for all, then its overrides that match. */
export function layersFor(source: ConfigSource, path: string): RuleConfig[] {
  const { config, folder } = source;
  if (config.overrides.length === 0) return [config];
  const relative = path.startsWith(`${folder}/`)
    ? decodedPath(path.slice(folder.length + 1), path)
    : undefined;
  if (relative === undefined) return [config];
  return [config, ...config.overrides.filter((override) => matcher(override)(relative))];
}

/**
 * The folder a path or URI stands in, without a final `/`: `''` for what stands at the root, undefined for the root
 * itself. A scheme with its authority and a drive letter are roots.
 */
export function parentFolder(path: string): string | undefined {
  if (ROOT.test(path)) return undefined;
  const at = path.lastIndexOf('/');
  return at < 0 ? undefined : path.slice(0, at);
}

interface Chain {
  readonly sources: readonly ConfigSource[];
  /** The layers where they are the same for every file; undefined where a pattern has to be asked. */
  readonly layers: readonly RuleConfig[] | undefined;
}

function chainOf(sources: readonly ConfigSource[]): Chain {
  const uniform = sources.every(({ config }) => config.overrides.length === 0);
  return { sources, layers: uniform ? sources.map(({ config }) => config) : undefined };
}

const matchers = new WeakMap<ConfigOverride, (path: string) => boolean>();

function matcher(override: ConfigOverride): (path: string) => boolean {
  const known = matchers.get(override);
  if (known) return known;
  // Extended patterns (`+(a|b)`) can make a regular expression run for ever; nobody needs them here.
  const matches = picomatch(override.files.map(globOf), { dot: true, noextglob: true, windows: false });
  const test = (path: string): boolean => matches(path);
  matchers.set(override, test);
  return test;
}

/** A pattern without a folder is meant for any folder; one that ends in `/` for all below. */
function globOf(pattern: string): string {
  const glob = pattern.replace(/^\.?\/(?=.)/, '').replace(/\/$/, '/**');
  return pattern.includes('/') ? glob : `**/${glob}`;
}

/** A relative path in plain characters; those of a URI are percent-encoded. One that is no UTF-8 stays as it is. */
export function decodedPath(relative: string, whole: string): string {
  if (!SCHEME.test(whole)) return relative;
  try {
    return decodeURIComponent(relative);
  } catch {
    return relative;
  }
}

const EMPTY: Chain = { sources: [], layers: [] };
const SCHEME = /^[a-z][a-z0-9+.-]+:\/\//i;
const ROOT = /^(?:[a-z][a-z0-9+.-]+:\/\/[^/]*|[a-z]:|)$/i;
