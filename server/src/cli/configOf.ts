// Which configuration counts for a file on disk, and what is wrong with it.

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ConfigFiles, configSource, layersFor } from '../config/index.ts';
import type { ConfigSource, FileConfig } from '../config/index.ts';
import { textSnapshot } from '../core/index.ts';
import type { MailService, ProfileName, ResolvedConfig, Rule, RuleConfig } from '../core/index.ts';
import type { Notice } from './fileReport.ts';
import { readError } from './mailFile.ts';
import { mailService } from './mailService.ts';
import { placeOf } from '../core/index.ts';

/** What the command line says about configuration. */
export interface ConfigChoice {
  /** Beats the profile of every configuration file. */
  readonly profile?: ProfileName | undefined;
  /** The only configuration file that counts. */
  readonly file?: { readonly path: string; readonly text: string } | undefined;
}

/** The configuration of a file, with what is wrong in the files it comes from: each told only once. */
export interface ConfigAnswer {
  readonly config: ResolvedConfig;
  readonly notices: readonly Notice[];
}

/** Finds configurations; one for each run or thread. */
export class ConfigFinder {
  readonly #service: MailService;
  readonly #choice: RuleConfig;
  readonly #only: ConfigSource | undefined;
  readonly #files: ConfigFiles;
  readonly #resolved = new WeakMap<readonly RuleConfig[], ResolvedConfig>();
  readonly #told = new Set<string>();
  #unread: Notice[] = [];

  constructor(service: MailService, choice: ConfigChoice) {
    this.#service = service;
    this.#choice = choice.profile === undefined ? {} : { profile: choice.profile };
    this.#only = choice.file && configSource(slashed(choice.file.path), choice.file.text, service.rules);
    this.#files = new ConfigFiles({
      rules: service.rules,
      read: (file) => this.#read(file),
      isTop: (folder) => existsSync(`${folder}/.git`),
    });
  }

  /** @param file the mail file's path, relative to the working folder or absolute. */
  async of(file: string): Promise<ConfigAnswer> {
    const absolute = slashed(file);
    const found: FileConfig = this.#only
      ? { layers: layersFor(this.#only, absolute), sources: [this.#only] }
      : await this.#files.forFile(absolute);
    return { config: this.#resolve(found.layers), notices: this.#notices(found.sources) };
  }

  #resolve(layers: readonly RuleConfig[]): ResolvedConfig {
    const known = this.#resolved.get(layers);
    if (known) return known;
    const config = this.#service.configure(...layers, this.#choice);
    this.#resolved.set(layers, config);
    return config;
  }

  #notices(sources: readonly ConfigSource[]): Notice[] {
    const notices = this.#unread;
    this.#unread = [];
    for (const { path: file, text, config } of sources) {
      if (this.#told.has(file)) continue;
      this.#told.add(file);
      if (config.problems.length === 0) continue;
      const snapshot = textSnapshot(text);
      for (const problem of config.problems) {
        const { line, column } = placeOf(snapshot, problem);
        notices.push({ kind: 'config', path: relative(file), line, column, message: problem.message });
      }
    }
    return notices;
  }

  async #read(file: string): Promise<string | undefined> {
    try {
      return withoutMark(await readFile(file, 'utf8'));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code !== 'ENOENT' && code !== 'ENOTDIR') {
        this.#unread.push({ kind: 'config', path: relative(file), message: readError(error).message });
      }
      return undefined;
    }
  }
}

/** All rules, and the configuration of a file that no configuration file but that of `--config` speaks of. */
export function baseConfig(choice: ConfigChoice): { rules: readonly Rule[]; base: ResolvedConfig } {
  const service = mailService();
  const file = choice.file && configSource(slashed(choice.file.path), choice.file.text, service.rules);
  const layers = [...(file ? [file.config] : []), { profile: choice.profile }];
  return { rules: service.rules, base: service.configure(...layers) };
}

/** Reads the file of `--config`. @throws ReadError */
export async function readConfigChoice(file: string): Promise<NonNullable<ConfigChoice['file']>> {
  try {
    return { path: file, text: withoutMark(await readFile(file, 'utf8')) };
  } catch (error) {
    throw readError(error);
  }
}

function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, '');
}

/** An absolute path with `/`. */
function slashed(file: string): string {
  return path.resolve(file).replaceAll(path.sep, '/');
}

/** A path as one would write it from the working folder, where it lies below. */
function relative(file: string): string {
  const way = path.relative('', file);
  return way.startsWith('..') || path.isAbsolute(way) ? file : way;
}
