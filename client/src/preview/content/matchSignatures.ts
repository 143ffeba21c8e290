// Which verdict belongs to which signature: both lists stand in the order of the header.

interface Named {
  readonly domain: string | null;
  readonly selector: string | null;
}

/**
 * For each signature its verdict, where there is one; then those that belong to none (DomainKeys, what only one side
 * could read).
 */
export function matchSignatures<Checked extends Named>(
  shown: readonly Named[],
  checked: readonly Checked[],
): { readonly of: readonly (Checked | undefined)[]; readonly rest: readonly Checked[] } {
  const rest = [...checked];
  const of = shown.map((one) => {
    const index = rest.findIndex(
      (other) => same(one.domain, other.domain) && same(one.selector, other.selector),
    );
    return index < 0 ? undefined : rest.splice(index, 1)[0];
  });
  return { of, rest };
}

function same(one: string | null, another: string | null): boolean {
  return (one ?? '').toLowerCase() === (another ?? '').toLowerCase();
}
