// Whether this Node can load what verifies signatures.

/** @param version as `22.19.0`. */
export function isRecentNode(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > LEAST.major || (major === LEAST.major && minor >= LEAST.minor);
}

/** The library that verifies crashes on loading below that. */
const LEAST = { major: 22, minor: 19 };
