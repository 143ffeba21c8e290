// The configuration in effect for each document: settings of the editor, then `.mailworkbench.json` over them.

import { ConfigFiles, parentFolder } from '../config/index.ts';
import type { ConfigSource } from '../config/index.ts';
import { isLevel, isProfile } from '../core/index.ts';
import type { MailService, ProfileName, ResolvedConfig, RuleConfig } from '../core/index.ts';
import { isPiece, pieceConfig } from './pieces.ts';
import type { Settings } from './protocol.ts';

/** What the configuration needs from the connection. */
export interface ConfigurationPorts {
  readonly service: MailService;
  /** The section `mailWorkbench` of the settings as they stand for a resource. */
  readonly settings: (uri: string) => Promise<unknown>;
  /** The text of a resource, undefined where there is none. */
  readonly read: (uri: string) => Promise<string | undefined>;
  /** True for the folder of a workspace, without a final `/`. */
  readonly isWorkspaceFolder: (uri: string) => boolean;
  /** Told of each configuration file that counts, once after each reading. */
  readonly fileRead: (source: ConfigSource) => void;
  /** Told once of each name in the settings that is no rule. */
  readonly unknownRule: (name: string) => void;
}

/** What the configuration of a document is made from. */
export interface DocumentFiles {
  readonly settings: RuleConfig;
  /** The configuration files that count, outermost first. */
  readonly sources: readonly ConfigSource[];
  /** The innermost folder of the workspace that holds the document, without a final `/`. */
  readonly workspaceFolder: string | undefined;
}

/** Finds and keeps configurations. */
export class Configuration {
  readonly #ports: ConfigurationPorts;
  readonly #files: ConfigFiles;
  readonly #told = new Set<string>();
  #byUri = new Map<string, Promise<ResolvedConfig>>();
  #settingsByUri = new Map<string, Promise<unknown>>();
  #filesSeen = new Set<ConfigSource>();
  #trusted: boolean;

  /** @param trusted false where files of the workspace must not be read. */
  constructor(ports: ConfigurationPorts, trusted: boolean) {
    this.#ports = ports;
    this.#trusted = trusted;
    this.#files = new ConfigFiles({
      rules: ports.service.rules,
      read: ports.read,
      isTop: ports.isWorkspaceFolder,
    });
  }

  forDocument(uri: string): Promise<ResolvedConfig> {
    const known = this.#byUri.get(uri);
    if (known) return known;
    const resolved = this.#resolve(uri);
    this.#byUri.set(uri, resolved);
    // A failure is the caller's; the next one asks again.
    resolved.then(undefined, () => this.#byUri.delete(uri));
    return resolved;
  }

  /** As `forDocument`, under another profile than the one that is configured. */
  async underProfile(uri: string, profile: ProfileName): Promise<ResolvedConfig> {
    const { layers } = await this.#layersOf(uri);
    return this.#ports.service.configure(...layers, { profile });
  }

  /** The section `mailWorkbench` of the settings as they stand for a document; given by people, checked by nobody. */
  settingsOf(uri: string): Promise<unknown> {
    const known = this.#settingsByUri.get(uri);
    if (known) return known;
    const settings = this.#ports.settings(uri);
    this.#settingsByUri.set(uri, settings);
    settings.then(undefined, () => this.#settingsByUri.delete(uri));
    return settings;
  }

  /** Where files may configure a document, what there is of them; undefined where they may not. */
  async filesOf(uri: string): Promise<DocumentFiles | undefined> {
    if (!this.#trusted || !HAS_FOLDERS.test(uri)) return undefined;
    const settings = readSettings(await this.settingsOf(uri));
    const { sources } = await this.#files.forFile(uri);
    let workspaceFolder = parentFolder(uri);
    while (workspaceFolder !== undefined && !this.#ports.isWorkspaceFolder(workspaceFolder)) {
      workspaceFolder = parentFolder(workspaceFolder);
    }
    return { settings, sources, workspaceFolder };
  }

  /** Forgets what was resolved; `files` also what the configuration files say. */
  forget(what: 'settings' | 'files'): void {
    this.#byUri = new Map();
    this.#settingsByUri = new Map();
    if (what === 'settings') return;
    this.#files.forget();
    this.#filesSeen = new Set();
  }

  closed(uri: string): void {
    this.#byUri.delete(uri);
    this.#settingsByUri.delete(uri);
  }

  trust(): void {
    this.#trusted = true;
    this.forget('files');
  }

  async #resolve(uri: string): Promise<ResolvedConfig> {
    const { layers, settled } = await this.#layersOf(uri);
    return layers.length === 1 ? settled : this.#ports.service.configure(...layers);
  }

  async #layersOf(uri: string): Promise<Layers> {
    const settings = readSettings(await this.settingsOf(uri));
    const settled = this.#ports.service.configure(settings);
    for (const name of settled.unknownRules) {
      if (this.#told.has(name)) continue;
      this.#told.add(name);
      this.#ports.unknownRule(name);
    }
    if (isPiece(uri)) return { layers: [settings, pieceConfig], settled };
    if (!this.#trusted || !HAS_FOLDERS.test(uri)) return { layers: [settings], settled };
    const { layers, sources } = await this.#files.forFile(uri);
    for (const source of sources) {
      if (this.#filesSeen.has(source)) continue;
      this.#filesSeen.add(source);
      this.#ports.fileRead(source);
    }
    return { layers: [settings, ...layers], settled };
  }
}

interface Layers {
  readonly layers: readonly RuleConfig[];
  /** What the first of them comes to, which is that of the editor's settings. */
  readonly settled: ResolvedConfig;
}

/** The layer that settings make; what is no profile and no level is left out, as VS Code shows it to be wrong. */
export function readSettings(given: unknown): RuleConfig {
  if (typeof given !== 'object' || given === null) return {};
  const { profile, rules } = given as Settings;
  const settings = typeof rules === 'object' && rules !== null ? Object.entries(rules) : [];
  return {
    ...(isProfile(profile) && { profile }),
    rules: Object.fromEntries(settings.flatMap(([id, setting]) => ruleSetting(id, setting))),
  };
}

type RuleEntry = [string, NonNullable<RuleConfig['rules']>[string]];

function ruleSetting(id: string, setting: unknown): RuleEntry[] {
  if (isLevel(setting)) return [[id, setting]];
  if (!Array.isArray(setting)) return [];
  const [level, options] = setting as unknown[];
  return isLevel(level) ? [[id, [level, options]]] : [];
}

/**
 * Resources with folders of the workspace above them. A message on a server (`mail:`) is never configured by a file,
 * and what an editor makes up (`untitled:`, `git:`) has none.
 */
const HAS_FOLDERS = /^(?!mail:)[a-z][a-z0-9+.-]*:\/\//i;
