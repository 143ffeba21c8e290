// Expands snippet bodies as the editor does when one only presses Tab: defaults, first choices, variables.

/** The part of VS Code's snippet syntax that our snippets use. */
const construct =
  /\$(?:(?<stop>\d+)|\{(?<open>\d+)(?<rest>[:|}])|\{(?<name>[A-Z_]+)(?:\}|\/(?<search>(?:[^/\\]|\\.)*)\/(?<format>(?:[^/\\]|\\.)*)\/\}))/g;

/**
 * The text that a snippet's body gives, lines separated by LF.
 *
 * Throws on a variable that is not given, so that a misspelt one is found.
 */
export function expandSnippet(body: readonly string[], variables: Readonly<Record<string, string>>): string {
  const template = body.join('\n');
  return expand(template, variables, collectDefaults(template, variables, new Map()));
}

/** The default of each tab stop: all its other places repeat it. */
function collectDefaults(
  template: string,
  variables: Readonly<Record<string, string>>,
  defaults: Map<string, string>,
): Map<string, string> {
  for (const { groups, index, 0: whole } of template.matchAll(construct)) {
    const { open, rest } = groups ?? {};
    if (open === undefined || rest === '}' || defaults.has(open)) continue;
    const inside = template.slice(index + whole.length, closing(template, index));
    const text =
      rest === '|' ? (inside.slice(0, -1).split(',')[0] ?? '') : expand(inside, variables, defaults);
    defaults.set(open, text);
  }
  return defaults;
}

function expand(
  template: string,
  variables: Readonly<Record<string, string>>,
  defaults: ReadonlyMap<string, string>,
): string {
  let text = '';
  let at = 0;
  for (const { groups, index, 0: whole } of template.matchAll(construct)) {
    if (index < at) continue;
    const { stop, open, name, search, format } = groups ?? {};
    text += template.slice(at, index);
    at = open === undefined ? index + whole.length : closing(template, index) + 1;
    if (name === undefined) text += defaults.get(stop ?? open ?? '') ?? '';
    else text += variable(variables, name, search, format);
  }
  return text + template.slice(at);
}

function variable(
  variables: Readonly<Record<string, string>>,
  name: string,
  search: string | undefined,
  format: string | undefined,
): string {
  const value = variables[name];
  if (value === undefined) throw new Error(`There is no variable ${name}.`);
  if (search === undefined || format === undefined) return value;
  return value.replace(new RegExp(search), (...groups: string[]) =>
    format.replace(/\$(?:(\d+)|\{(\d+):\+([^}]*)\})/g, (_, plain?: string, tested?: string, then?: string) =>
      plain === undefined ? (groups[Number(tested)] ? (then ?? '') : '') : (groups[Number(plain)] ?? ''),
    ),
  );
}

/** The offset of the brace that closes the construct at `from`. */
function closing(template: string, from: number): number {
  let depth = 0;
  for (const { 0: brace, index } of template.slice(from).matchAll(/\$?\{|\}/g)) {
    depth += brace === '}' ? -1 : 1;
    if (depth === 0) return from + index;
  }
  throw new Error(`Nothing closes "${template.slice(from, from + 20)}".`);
}
