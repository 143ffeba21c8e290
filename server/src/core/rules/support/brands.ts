// Names that forged mail often shows, with the domains that really use them.

/** A name in lower case and the domains it writes from. */
interface Brand {
  readonly name: RegExp;
  readonly domains: RegExp;
}

const brand = (name: string, domains = `${name}\\.[a-z.]{2,6}`): Brand => ({
  name: new RegExp(`(?:^|[^a-z0-9])${name}(?:$|[^a-z0-9])`, 'i'),
  domains: new RegExp(`(?:^|\\.)(?:${domains})$`, 'i'),
});

/** The brands the rule knows. Names that are common words are left out. */
const brands: readonly Brand[] = [
  brand('paypal', 'paypal\\.[a-z.]{2,6}|paypal-[a-z]+\\.com'),
  brand('netflix'),
  brand('linkedin'),
  brand('facebook', 'facebook\\.com|facebookmail\\.com|meta\\.com'),
  brand('instagram', 'instagram\\.com|mail\\.instagram\\.com|meta\\.com'),
  brand('whatsapp', 'whatsapp\\.com|meta\\.com|facebookmail\\.com'),
  brand(
    'microsoft',
    'microsoft\\.com|microsoftonline\\.com|office\\.com|office365\\.com|outlook\\.com|live\\.com|sharepointonline\\.com|onmicrosoft\\.com',
  ),
  brand('docusign', 'docusign\\.(?:com|net)'),
  brand('dropbox', 'dropbox\\.com|dropboxmail\\.com'),
  brand('coinbase'),
  brand('binance'),
  brand('fedex'),
  brand('dhl', 'dhl\\.[a-z.]{2,6}|dhl-[a-z]+\\.[a-z]{2,4}|dpdhl\\.com'),
  brand('citibank', 'citi\\.com|citibank\\.[a-z.]{2,6}'),
  brand('mastercard'),
];

/** The brand a text names. */
export function brandIn(text: string): { readonly brand: Brand; readonly name: string } | undefined {
  for (const each of brands) {
    const match = each.name.exec(text);
    if (match) return { brand: each, name: match[0].replace(/^[^A-Za-z0-9]|[^A-Za-z0-9]$/g, '') };
  }
  return undefined;
}
