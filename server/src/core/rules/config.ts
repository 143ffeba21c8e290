// Which rules run at which severity: profiles, settings and `.mailworkbench.json`, laid over each other.

import type { Level, ProfileName, Rule } from './rule.ts';

/** One layer of configuration, as VS Code's settings or a `.mailworkbench.json` give it. */
export interface RuleConfig {
  readonly profile?: ProfileName | undefined;
  /** Rule id -> level, or a level with the rule's options. */
  readonly rules?: Readonly<Record<string, Level | readonly [Level, unknown]>> | undefined;
}

/** The configuration in effect for one document. */
export interface ResolvedConfig {
  readonly profile: ProfileName;
  /** The rules that run, with their severity. */
  readonly active: readonly ActiveRule[];
  /** Equal for equal configurations: part of the key of memoised findings. */
  readonly key: string;
  /** Names in the layers that are no rules, in order of appearance. */
  readonly unknownRules: readonly string[];
}

export interface ActiveRule {
  readonly rule: Rule;
  readonly severity: Exclude<Level, 'off'>;
  readonly options: unknown;
}

/** The profiles, with what each is for. */
export const profiles: Readonly<Record<ProfileName, string>> = {
  standard: 'What is wrong or will cause trouble in mail of any origin.',
  strict: 'RFC 5322 and MIME as written for programs that generate mail: obsolete syntax is an error.',
  receive: 'What a careful receiver minds: traces, look-alikes, what breaks on the way.',
  outgoing:
    'What is to be right before a message is sent: as `strict`, without what its way or its file put there.',
};

/** True where `name` is a profile. */
export function isProfile(name: unknown): name is ProfileName {
  return typeof name === 'string' && Object.hasOwn(profiles, name);
}

/** True where `level` is a severity or `off`. */
export function isLevel(level: unknown): level is Level {
  return typeof level === 'string' && LEVELS.has(level);
}

/**
 * Lays layers over each other; a later layer wins.
 * @param rules all rules there are.
 */
export function resolveConfig(rules: readonly Rule[], layers: readonly RuleConfig[]): ResolvedConfig {
  const profile = layers.reduce<ProfileName>((name, layer) => layer.profile ?? name, 'standard');
  const settings = new Map<string, Level | readonly [Level, unknown]>();
  for (const layer of layers) {
    for (const [id, setting] of Object.entries(layer.rules ?? {})) settings.set(id, setting);
  }
  const known = new Set(rules.map((rule) => rule.id));
  const active: ActiveRule[] = [];
  for (const rule of rules) {
    const setting = settings.get(rule.id) ?? levelUnder(rule, profile);
    const [level, options] = typeof setting === 'string' ? [setting, undefined] : setting;
    if (level === 'off') continue;
    active.push({ rule, severity: level, options: ruleOptions(rule, options) });
  }
  return {
    profile,
    active,
    key: JSON.stringify([profile, [...settings].filter(([id]) => known.has(id))]),
    unknownRules: [...settings.keys()].filter((id) => !known.has(id)),
  };
}

/** A rule's level under a profile. */
export function levelUnder({ profiles: levels, severity }: Rule, profile: ProfileName): Level {
  const own = levels?.[profile];
  return own ?? (profile === 'outgoing' ? levels?.strict : undefined) ?? severity;
}

/** The rule's default options with what the user set laid over them. */
function ruleOptions(rule: Rule, given: unknown): unknown {
  const defaults: unknown = rule.options?.defaults;
  if (typeof given !== 'object' || given === null || typeof defaults !== 'object' || defaults === null) {
    return defaults;
  }
  return {
    ...defaults,
    ...Object.fromEntries(Object.entries(given).filter(([name]) => Object.hasOwn(defaults, name))),
  };
}

const LEVELS = new Set(['error', 'warning', 'info', 'hint', 'off']);
