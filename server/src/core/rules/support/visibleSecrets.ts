// What the rules about secrets share: the same find in every protocol, with examples of each.

import type { TextEdit } from '../../text/edits.ts';
import { utf8Octets } from '../../text/octets.ts';
import { editInPlace } from '../../transcript/dialect/writeEdits.ts';
import type { Session } from '../../transcript/exchange.ts';
import { rfc } from '../../registry/reference.ts';
import { secretsOf } from '../../transcript/secrets/index.ts';
import { notedEdit } from '../../transcript/secrets/notedEdit.ts';
import { notedInSession } from '../../transcript/secrets/notedLines.ts';
import type { NotedInLine } from '../../transcript/secrets/notedLines.ts';
import { Placeholders } from '../../transcript/secrets/placeholders.ts';
import { announcedOctets, replaceSecrets, reservePlaceholders } from '../../transcript/secrets/replace.ts';
import type { LiteralChange, Replacement } from '../../transcript/secrets/replace.ts';
import type { Secret, SensitiveText } from '../../transcript/secrets/secret.ts';
import { sensitiveTexts } from '../../transcript/secrets/sensitive.ts';
import { defineRule } from '../rule.ts';
import type { Fix, Rule } from '../rule.ts';

/** The rule of a protocol that finds secrets which can be read. */
export function secretVisibleRule(
  protocol: 'smtp' | 'pop3' | 'imap',
  { examples }: { readonly examples: Rule['examples'] },
): Rule {
  return defineRule<'session', Message, { readonly digests: boolean }>({
    id: `${protocol}/secret-visible`,
    scope: 'session',
    severity: 'warning',
    references: [rfc(8314, '4.1')],
    summary: 'A password, a token or a key can be read in the log.',
    why:
      'Whoever is given the log can log in. Base64 hides nothing. Redact the log before it is passed on, and change ' +
      'a password that was seen.',
    messages: {
      password: 'The password can be read here',
      token: 'The token, which is as good as a password, can be read here',
      code: 'The one-time password can be read here',
      digest: 'From this digest and its challenge a weak password can be found',
      cookie: 'The cookie can be read here',
    },
    options: {
      defaults: { digests: false },
      description: { digests: 'Whether digests computed from a password count too.' },
    },
    examples,
    check(session, { report, options }) {
      let left = MAX_REPORTS;
      for (const secret of secretsOf(session)) {
        const { what, at } = secret;
        if ((what === 'digest' && !options.digests) || left-- <= 0) continue;
        report({ message: what, at, fix: () => redaction(session, secret) });
      }
      for (const noted of notedInSession(session)) {
        if (left-- <= 0) break;
        if (noted.what !== 'digest') {
          report({ message: noted.what, at: noted.at, fix: () => notedRedaction(session, noted) });
        }
      }
    },
  });
}

/**
 * What redaction writes in the place of a secret, as if all of the session were redacted: the same secret becomes the
 * same placeholder. Undefined where the notation writes its lines so that more than this place would change.
 */
function redaction(session: Session, secret: Secret): Fix | undefined {
  const { all } = session;
  const placeholders = new Placeholders();
  for (const { text, written, replacement } of replaced(session, placeholders)) {
    const { line, from, to, literal } = text;
    if (line !== secret.line || from !== secret.from) continue;
    const edit = replacement && editInPlace(all, { line, from, to, insert: replacement.insert });
    if (!edit) return undefined;
    const least = utf8Octets(replacement.insert);
    const change = least - utf8Octets(written);
    const edits = [
      edit,
      ...(literal && change !== 0 ? announcement(session, literal, { change, least }) : []),
    ];
    return { title: 'Redact this secret', edits, safe: false };
  }
  return undefined;
}

/** The same for a secret in a remark; those of the session have their placeholders first. */
function notedRedaction(session: Session, noted: NotedInLine): Fix | undefined {
  const placeholders = new Placeholders();
  replaced(session, placeholders);
  const { all } = session;
  const { line } = noted;
  const edit = notedEdit(all.text(line), noted, {
    placeholder: (value, what) => placeholders.secret(value, what),
    fixed: false,
  });
  const inPlace = editInPlace(all, { line, ...edit });
  return inPlace && { title: 'Redact this secret', edits: [inPlace], safe: false };
}

/** A sensitive text as redaction writes it. */
interface Replaced {
  readonly text: SensitiveText;
  readonly written: string;
  readonly replacement: Replacement | undefined;
}

/** Those of a session, in order; each secret has its placeholder then. */
function replaced(session: Session, placeholders: Placeholders): readonly Replaced[] {
  const texts = sensitiveTexts(session);
  reservePlaceholders(texts, placeholders);
  return texts.map((text) => {
    const written = session.all.text(text.line).slice(text.from, text.to);
    const replacement = replaceSecrets(text, placeholders, { written, fixed: false, users: false });
    return { text, written, replacement };
  });
}

/** The edit of the digits that announce a literal. */
function announcement(
  { all }: Session,
  { line, from, to }: NonNullable<SensitiveText['literal']>,
  change: LiteralChange,
): TextEdit[] {
  const octets = announcedOctets(Number(all.text(line).slice(from, to)), change);
  return [editInPlace(all, { line, from, to, insert: String(octets) }) ?? []].flat();
}

type Message = 'password' | 'token' | 'code' | 'digest' | 'cookie';

const MAX_REPORTS = 1000;
