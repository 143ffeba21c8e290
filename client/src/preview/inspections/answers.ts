// Answers what the views ask besides the server's own answers. Each rejects with a sentence.

import { commands, l10n } from 'vscode';
import type { CancellationToken } from 'vscode';

import type { LoadFormats } from '../formats.ts';
import type { OpenedMessage } from '../openedMessage.ts';
import { partUri } from '../partUri.ts';
import type { Target } from '../target.ts';
import { preview } from '../viewTypes.ts';
import type { DnsConsent } from './dnsConsent.ts';
import type { LoadInspect } from './inspect.ts';
import { messageOctets } from './messageOctets.ts';
import type { InspectionName, InspectionQuestions } from './questions.ts';
import { LARGEST_PACKED, readReportFile } from './reportFile.ts';
import { securedView } from './security.ts';
import { verificationOf } from './verification.ts';

/** What all previews share for this. */
export interface Inspections {
  readonly formats: LoadFormats;
  readonly inspect: LoadInspect;
  readonly consent: DnsConsent;
}

/** What is asked about. */
interface Asked extends Inspections {
  readonly target: Target;
  readonly opened: OpenedMessage;
  readonly token: CancellationToken;
}

type Answers = {
  readonly [Name in InspectionName]: (
    asked: Asked,
    ask: InspectionQuestions[Name]['ask'],
  ) => Promise<InspectionQuestions[Name]['answer']>;
};

export function isInspection(question: string): question is InspectionName {
  return Object.hasOwn(answers, question);
}

/** Answers one. */
export function answerInspection<Name extends InspectionName>(
  name: Name,
  ask: InspectionQuestions[Name]['ask'],
  asked: Asked,
): Promise<InspectionQuestions[Name]['answer']> {
  return answers[name](asked, ask);
}

const answers: Answers = {
  calendar: async ({ opened, formats, token }, { id }) => {
    const { text } = await opened.ask('text', { id, length: LONGEST_CALENDAR }, token);
    return { calendar: (await formats()).readCalendar(text) ?? null };
  },

  reportFile: async ({ opened, formats, token }, { id }) =>
    readReportFile(await opened.octets(id, LARGEST_PACKED, token), await formats()),

  obstacle: async ({ inspect }) => {
    try {
      await inspect();
      return { sentence: null };
    } catch (error) {
      return { sentence: error instanceof Error ? error.message : String(error) };
    }
  },

  verify: async (asked, { dns }) => {
    const { verify, inWords, nodeLookup } = await asked.inspect();
    if (dns && !(await asked.consent.ask(await domainsOf(asked)))) return { verification: null };
    const octets = await messageOctets(asked);
    const stopped = new AbortController();
    const ended = asked.token.onCancellationRequested(() => stopped.abort());
    const cancel = { signal: stopped.signal };
    try {
      const found = await verify(octets, {
        cancel,
        ...(dns && { dns: nodeLookup({ cancel }), client: 'received' as const }),
      });
      const { start } = asked.opened.message.at;
      const first = asked.target.index === undefined ? 0 : start.line;
      return { verification: verificationOf(found, { octets, first, inWords }) };
    } finally {
      ended.dispose();
    }
  },

  security: async (asked) => {
    const { inspectSecurity, remarkInWords, trustedAuthorities } = await asked.inspect();
    roots ??= trustedAuthorities();
    const found = inspectSecurity(await messageOctets(asked), { roots });
    return { parts: found.map((part) => securedView(part, remarkInWords)) };
  },

  signedContent: async ({ target }, { id }) => {
    const name = l10n.t('Signed content');
    const uri = partUri(`${name}.eml`, { target, id, asText: false, isSigned: true });
    await commands.executeCommand('vscode.openWith', uri, preview);
    return {};
  },
};

/** Whose DNS a verification asks. */
async function domainsOf({ opened, token }: Asked): Promise<readonly string[]> {
  const { dkim, arc } = await opened.ask('authentication', {}, token);
  const keys = [...dkim, ...arc.flatMap(({ seal, signature }) => [seal, signature])];
  const { from, sender } = opened.message.summary;
  const people = [...from, ...sender].map(({ address }) => address.slice(address.lastIndexOf('@') + 1));
  const all = [...keys.map((one) => one?.domain ?? ''), ...people];
  return [...new Set(all.filter((domain) => domain !== ''))];
}

/** Read once: a few hundred certificates. */
let roots: readonly string[] | undefined;
/** UTF-16 units. */
const LONGEST_CALENDAR = 4 * 1024 * 1024;
