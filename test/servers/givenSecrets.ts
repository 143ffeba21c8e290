// The passwords that a test has given to its servers, in all the forms they take on their way.

const given = new Set<string>();

/** Remembers a password for as long as the process of the test runs. */
export function giveSecret(password: string): void {
  given.add(password);
}

/** Texts that stand in no log, transcript, error, setting or state file: each password as it is, in JSON, in a URL, in base64. */
export function secretForms(): readonly string[] {
  return [...given].flatMap((password) => [
    password,
    JSON.stringify(password).slice(1, -1),
    encodeURIComponent(password),
    ...inBase64(password),
  ]);
}

/** In base64 at each of the three places it may stand at, behind whatever; the last characters depend on what follows. */
function inBase64(password: string): readonly string[] {
  return ['', '\0', '\0\0']
    .map((before) =>
      Buffer.from(`${before}${password}`)
        .toString('base64')
        .slice(before.length === 0 ? 0 : 4, -4),
    )
    .filter((form) => form.length >= TELLING);
}

/** Characters of base64: four of them stand in any picture. */
const TELLING = 8;
