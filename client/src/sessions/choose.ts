// The commands "Choose Notation" and "Choose Protocol": how a transcript is read where finding out went wrong.

import { Disposable, QuickPickItemKind, commands, l10n, languages, window } from 'vscode';
import type { QuickPickItem, TextDocument, Uri } from 'vscode';

import { chooseReadingMethod, notationsMethod } from '../../../server/src/lsp/protocol.ts';
import type {
  ChooseReadingParams,
  ChosenReading,
  NotationsResult,
  SessionInfoParams,
} from '../../../server/src/lsp/protocol.ts';
import type { LanguageServer } from '../languageServer.ts';
import { isSessionLanguage, sessionLanguages } from '../languages.ts';

export const chooseNotationCommand = 'mailWorkbench.chooseNotation';
export const chooseProtocolCommand = 'mailWorkbench.chooseProtocol';

/**
 * Registers the commands. What is chosen counts for the document until the window is closed.
 * @param chosen told when a document is read otherwise.
 */
export function registerChooseReading(server: LanguageServer, chosen: () => void): Disposable {
  const choices = new Map<string, { readonly uri: Uri; readonly reading: ChosenReading }>();
  const send = async (uri: Uri, reading: ChosenReading): Promise<void> => {
    const client = await server.running();
    const params: ChooseReadingParams = { uri: client.code2ProtocolConverter.asUri(uri), reading };
    await client.sendRequest(chooseReadingMethod, params);
  };
  const choose = async (pick: Pick): Promise<void> => {
    const document = window.activeTextEditor?.document;
    const known = document && (await readingOf(server, document));
    if (!document || !known) {
      void window.showInformationMessage(l10n.t('Only sessions of SMTP, IMAP and POP3 have a notation.'));
      return;
    }
    const reading = await pick(known, document.languageId);
    if (!reading) return;
    choices.set(document.uri.toString(), { uri: document.uri, reading });
    await send(document.uri, reading);
    outlineAgain();
    chosen();
  };
  return Disposable.from(
    commands.registerCommand(chooseNotationCommand, () => choose(pickNotation)),
    commands.registerCommand(chooseProtocolCommand, () => choose(pickProtocol)),
    server.onDidChangeState((state) => {
      if (state !== 'running') return;
      // A new server knows nothing of what was chosen before it started.
      for (const { uri, reading } of choices.values()) send(uri, reading).catch(() => undefined);
    }),
  );
}

/** Asks the user. @returns the new choice; undefined where the question was given up. */
type Pick = (known: NotationsResult, language: string) => Promise<ChosenReading | undefined>;

async function pickNotation({
  notations,
  found,
  chosen,
}: NotationsResult): Promise<ChosenReading | undefined> {
  const titles = new Map(notations.map(({ id, title }) => [id, title]));
  const items: Item[] = notations
    .map(({ id, title }) => ({ value: id, label: title, ...mark(id, found.notation, chosen.notation) }))
    .sort((a, b) => a.label.localeCompare(b.label));
  const byItself = titles.get(found.notation) ?? l10n.t('no notation');
  const picked = await pickOne(l10n.t('How is this session written down?'), byItself, chosen.notation, items);
  if (!picked) return undefined;
  const { protocol } = chosen;
  return {
    ...(protocol !== undefined && { protocol }),
    ...(picked.value !== undefined && { notation: picked.value }),
  };
}

async function pickProtocol(
  { found, chosen }: NotationsResult,
  language: string,
): Promise<ChosenReading | undefined> {
  const items: Item[] = PROTOCOLS.filter(({ languages: ids }) => ids.includes(language)).map(({ value }) => ({
    value,
    label: value.toUpperCase(),
    ...mark(value, found.protocol, chosen.protocol),
  }));
  if (items.length === 0) {
    const message = l10n.t(
      'The language of this document says its protocol: choose “Mail session” as language.',
    );
    void window.showInformationMessage(message);
    return undefined;
  }
  const byItself = found.protocol?.toUpperCase() ?? l10n.t('no protocol');
  const picked = await pickOne(l10n.t('Which protocol is this?'), byItself, chosen.protocol, items);
  if (!picked) return undefined;
  const { notation } = chosen;
  const protocol = PROTOCOLS.find(({ value }) => value === picked.value)?.value;
  return { ...(notation !== undefined && { notation }), ...(protocol !== undefined && { protocol }) };
}

interface Item extends QuickPickItem {
  /** Undefined for what is found by itself. */
  readonly value?: string;
}

function mark(value: string, found: string | null, chosen: string | undefined): { description?: string } {
  if (value === chosen) return { description: l10n.t('chosen') };
  return value === found ? { description: l10n.t('found') } : {};
}

function pickOne(
  title: string,
  byItself: string,
  chosen: string | undefined,
  items: readonly Item[],
): Thenable<Item | undefined> {
  const find: Item = {
    label: l10n.t('Find by Itself'),
    description: chosen === undefined ? l10n.t('{0}, as now', byItself) : byItself,
  };
  const separator: Item = { label: '', kind: QuickPickItemKind.Separator };
  return window.showQuickPick([find, separator, ...items], { title, matchOnDescription: true });
}

async function readingOf(server: LanguageServer, document: TextDocument): Promise<NotationsResult | null> {
  if (!isSessionLanguage(document.languageId)) return null;
  const client = await server.running();
  const params: SessionInfoParams = { uri: client.code2ProtocolConverter.asUri(document.uri) };
  return client.sendRequest<NotationsResult | null>(notationsMethod, params);
}

/** The protocol has no word for it: an editor asks for an outline again where the providers change. */
function outlineAgain(): void {
  const selector = sessionLanguages.map((language) => ({ language }));
  languages.registerDocumentSymbolProvider(selector, { provideDocumentSymbols: () => [] }).dispose();
}

interface ProtocolRow {
  readonly value: NonNullable<ChosenReading['protocol']>;
  readonly languages: readonly string[];
}

/** What can be chosen where: a language of one protocol is itself a choice, but LMTP shares that of SMTP. */
const PROTOCOLS: readonly ProtocolRow[] = [
  { value: 'smtp', languages: ['smtp', 'mail-session'] },
  { value: 'lmtp', languages: ['smtp', 'mail-session'] },
  { value: 'imap', languages: ['mail-session'] },
  { value: 'pop3', languages: ['mail-session'] },
];
