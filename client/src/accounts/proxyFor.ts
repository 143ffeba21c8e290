// Chooses a proxy from the settings and the environment, as other programs read them.

/** What the settings say. */
export interface ProxySettings {
  /** The account's own; `none` switches every proxy off. */
  readonly own: string | undefined;
  /** `http.proxy`. */
  readonly proxy: string;
  /** `http.proxySupport`: `off` leaves all others out. */
  readonly support: string;
  /** `http.noProxy`. */
  readonly without: readonly string[];
}

/** The proxy's address; undefined: none. Hosts of `noProxy` and `NO_PROXY` are reached without. */
export function proxyFor(
  host: string,
  { own, proxy, support, without }: ProxySettings,
  environment: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (own !== undefined) return own === 'none' ? undefined : own;
  if (support === 'off') return undefined;
  const variable = (name: string): string =>
    environment[name.toLowerCase()] ?? environment[name.toUpperCase()] ?? '';
  const exempt = [...without, ...variable('no_proxy').split(/[\s,]+/)];
  if (exempt.some((pattern) => covers(pattern, host))) return undefined;
  return [proxy, variable('https_proxy'), variable('all_proxy')].find((address) => address !== '');
}

/** `example.org` and `.example.org` and `*.example.org` cover what lies below the name; `*` covers all. */
function covers(pattern: string, host: string): boolean {
  if (pattern === '') return false;
  if (pattern === '*') return true;
  const name = pattern
    .toLowerCase()
    .replace(/^\*?\./, '')
    .replace(/:\d+$/, '');
  const asked = host.toLowerCase();
  return asked === name || asked.endsWith(`.${name}`);
}
