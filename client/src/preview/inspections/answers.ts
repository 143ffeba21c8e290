// Answers what the views ask besides the server's own answers. Each rejects with a sentence.

import { commands, l10n } from 'vscode';
import type { CancellationToken } from 'vscode';

import type { LoadFormats } from '../formats.ts';
import type { TextReader } from '../../inspect/reading/textReader.ts';
import type { OpenedMessage } from '../openedMessage.ts';
import { partUri } from '../partUri.ts';
import { targetName } from '../target.ts';
import type { Target } from '../target.ts';
import { simpleTextReader } from '../textReader.ts';
import type { LoadTextReader } from '../textReader.ts';
import { preview } from '../viewTypes.ts';
import { userAuthorities } from './authorities.ts';
import type { DnsConsent } from './dnsConsent.ts';
import type { LoadInspect } from './inspect.ts';
import { messageOctets } from './messageOctets.ts';
import type { InspectionName, InspectionQuestions } from './questions.ts';
import { LARGEST_PACKED, reportFileOf } from './reportFile.ts';
import { securedView } from './security.ts';
import { unpainted } from './unpainted.ts';
import { verificationOf } from './verification.ts';

/** What all previews share for this. */
export interface Inspections {
  readonly formats: LoadFormats;
  readonly inspect: LoadInspect;
  /** Undefined where the host has no reader of its own. */
  readonly reading: LoadTextReader | undefined;
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
  links: async ({ reading }, { texts }) => ({ links: await (await textReader(reading)).linksOf(texts) }),

  otherSenders: async ({ reading, opened, token }) => {
    const [root] = opened.message.parts;
    if (!root || !reading) return { senders: [] };
    const { text } = await opened.ask('text', { id: root.id, source: true, length: LONGEST_HEADER }, token);
    const end = text.search(/\r?\n\r?\n/);
    const known = opened.message.summary.from.map(({ address }) => address);
    const reader = await textReader(reading);
    return { senders: await reader.otherSenders(end < 0 ? text : text.slice(0, end), known) };
  },

  asHtml: async ({ reading }, { text }) => ({ html: (await textReader(reading)).htmlOf(text) ?? null }),

  drawing: ({ target }, { begins }) => {
    const name = targetName(target);
    if (begins) unpainted.begins(name);
    else unpainted.ends(name);
    return Promise.resolve({});
  },

  calendar: async ({ opened, formats, token }, { id }) => {
    const { text } = await opened.ask('text', { id, length: LONGEST_CALENDAR }, token);
    return { calendar: (await (await formats()).readCalendar(text, signalOf(token))) ?? null };
  },

  reportFile: async ({ opened, formats, token }, { id }) => {
    const octets = await opened.octets(id, LARGEST_PACKED, token);
    return reportFileOf(await (await formats()).readReport(octets, signalOf(token)));
  },

  obstacle: async ({ inspect }) => {
    try {
      await inspect();
      return { sentence: null };
    } catch (error) {
      return { sentence: error instanceof Error ? error.message : String(error) };
    }
  },

  verify: async (asked, { dns }) => {
    const { authenticityOf } = await asked.inspect();
    if (dns && !(await asked.consent.ask(await domainsOf(asked)))) return { verification: null };
    const octets = await messageOctets(asked);
    const found = await authenticityOf(octets, dns, signalOf(asked.token));
    const { start } = asked.opened.message.at;
    const first = asked.target.index === undefined ? 0 : start.line;
    return { verification: verificationOf(found, { octets, first }) };
  },

  security: async (asked) => {
    const { securityOf } = await asked.inspect();
    const found = await securityOf(
      await messageOctets(asked),
      await userAuthorities(),
      signalOf(asked.token),
    );
    return { parts: found.map(securedView) };
  },

  signedContent: async ({ target }, { id }) => {
    const name = l10n.t('Signed content');
    const uri = partUri(`${name}.eml`, { target, id, asText: false, isSigned: true });
    await commands.executeCommand('vscode.openWith', uri, preview);
    return {};
  },
};

/** A text is read with links or without; it is never not read. */
async function textReader(load: LoadTextReader | undefined): Promise<TextReader> {
  return (await load?.().catch(() => undefined)) ?? simpleTextReader;
}

/** Ends what runs elsewhere when nobody waits for it any more. */
function signalOf(token: CancellationToken): AbortSignal {
  const ended = new AbortController();
  token.onCancellationRequested(() => ended.abort());
  return ended.signal;
}

/** Whose DNS a verification asks. */
async function domainsOf({ opened, token }: Asked): Promise<readonly string[]> {
  const { dkim, arc } = await opened.ask('authentication', {}, token);
  const keys = [...dkim, ...arc.flatMap(({ seal, signature }) => [seal, signature])];
  const { from, sender } = opened.message.summary;
  const people = [...from, ...sender].map(({ address }) => address.slice(address.lastIndexOf('@') + 1));
  const all = [...keys.map((one) => one?.domain ?? ''), ...people];
  return [...new Set(all.filter((domain) => domain !== ''))];
}

/** UTF-16 units. */
const LONGEST_HEADER = 64 * 1024;
const LONGEST_CALENDAR = 4 * 1024 * 1024;
