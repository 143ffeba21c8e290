// Registers the preview: its editors, the file system of parts, and the commands that open it.

import { Disposable, TabInputCustom, Uri, ViewColumn, commands, l10n, window, workspace } from 'vscode';
import type { ExtensionContext, TextDocument, TextEditor, WebviewPanel } from 'vscode';

import { previewEndMethod, previewMethod } from '../../../server/src/lsp/protocol.ts';
import type { PreviewResult } from '../../../server/src/lsp/protocol.ts';
import { shownUri } from '../bytes/shownUri.ts';
import type { LanguageServer } from '../languageServer.ts';
import { messageFileName } from '../mail/actions/names.ts';
import { MessageNode } from '../mailbox/nodes/messageNode.ts';
import type { LoadFormats } from './formats.ts';
import { DnsConsent } from './inspections/dnsConsent.ts';
import type { LoadInspect } from './inspections/inspect.ts';
import { OpenedMessage } from './openedMessage.ts';
import { PartFileSystem } from './partFileSystem.ts';
import { partScheme } from './partUri.ts';
import { PreviewEditor, PreviewPanels } from './previewEditor.ts';
import { PreviewView } from './previewView.ts';
import type { PreviewContext } from './previewView.ts';
import { RememberedSenders } from './rememberedSenders.ts';
import { converted, isConverted, octetsOf, sourceOf } from './target.ts';
import type { Target } from './target.ts';
import type { LoadTextReader } from './textReader.ts';
import { convertedPreview, preview, previewPanel } from './viewTypes.ts';

export const openPreviewCommand = 'mailWorkbench.preview.open';
export const previewToSideCommand = 'mailWorkbench.preview.openToSide';
export const showSourceCommand = 'mailWorkbench.preview.showSource';
export const convertCommand = 'mailWorkbench.preview.convertToEml';

/** What is loaded when a preview first needs it. */
interface Readers {
  readonly formats: LoadFormats;
  readonly inspect: LoadInspect;
  readonly reading?: LoadTextReader;
}

export function registerPreview(
  extension: ExtensionContext,
  server: LanguageServer,
  { formats, inspect, reading }: Readers,
): Disposable {
  const context: PreviewContext = {
    server,
    ...{ formats, inspect, reading, consent: new DnsConsent(extension.globalState) },
    senders: new RememberedSenders(extension.globalState),
    media: Uri.joinPath(extension.extensionUri, 'client', 'dist'),
  };
  const views = new Map<WebviewPanel, PreviewView>();
  const shown = (panel: WebviewPanel, view: PreviewView): void => {
    views.set(panel, view);
    panel.onDidDispose(() => views.delete(panel));
  };
  const open = async (column: ViewColumn, given?: unknown): Promise<void> => {
    const target = await targetOf(server, formats, given);
    if (!target) {
      void window.showInformationMessage(l10n.t('Only messages have a preview.'));
      return;
    }
    if (target.index === undefined && isFile(target.uri)) {
      const type = isConverted(target.uri) ? convertedPreview : preview;
      await commands.executeCommand('vscode.openWith', target.uri, type, column);
      return;
    }
    const panel = window.createWebviewPanel(previewPanel, titleOf(target), column);
    shown(panel, new PreviewView(context, panel, target));
  };
  const active = (): PreviewView | undefined => [...views].find(([panel]) => panel.active)?.[1];
  const editor = new PreviewEditor(context, shown);
  return Disposable.from(
    window.registerCustomEditorProvider(preview, editor, {
      supportsMultipleEditorsPerDocument: true,
    }),
    window.registerCustomEditorProvider(convertedPreview, editor, {
      supportsMultipleEditorsPerDocument: true,
    }),
    window.registerWebviewPanelSerializer(previewPanel, new PreviewPanels(context, shown)),
    workspace.registerFileSystemProvider(partScheme, new PartFileSystem(server, formats, inspect), {
      isReadonly: true,
    }),
    commands.registerCommand(openPreviewCommand, (given?: unknown) => open(ViewColumn.Active, given)),
    commands.registerCommand(previewToSideCommand, (given?: unknown) => open(ViewColumn.Beside, given)),
    commands.registerCommand(showSourceCommand, () => active()?.showSource()),
    commands.registerCommand(convertCommand, (given?: unknown) => convert(server, formats, given)),
  );
}

/** The message a command is about: of its argument, else of the active editor, at the cursor of what holds several. */
async function targetOf(
  server: LanguageServer,
  formats: LoadFormats,
  given: unknown,
): Promise<Target | undefined> {
  if (given instanceof Uri) return { uri: given };
  if (given instanceof MessageNode) return { uri: given.uri };
  const editor = window.activeTextEditor;
  if (!editor) {
    const uri = shownUri();
    return uri && { uri };
  }
  if (isMessage(editor.document)) return { uri: editor.document.uri };
  return carriedAt(server, formats, editor);
}

/** One message and no more, also where it is shown byte for byte. */
function isMessage({ languageId, uri }: TextDocument): boolean {
  return languageId === 'eml' || (languageId === 'mail-octets' && uri.path.endsWith('.eml.octets'));
}

/** The message that the cursor stands in. */
async function carriedAt(
  server: LanguageServer,
  formats: LoadFormats,
  { document: { uri }, selection }: TextEditor,
): Promise<Target | undefined> {
  const client = await server.running();
  const asUri = client.code2ProtocolConverter.asUri.bind(client.code2ProtocolConverter);
  const { params } = await sourceOf({ uri }, asUri, formats);
  const position = client.code2ProtocolConverter.asPosition(selection.active);
  const found = await client.sendRequest<PreviewResult>(previewMethod, { ...params, position });
  if (!found) return undefined;
  await client.sendNotification(previewEndMethod, { preview: found.preview });
  return { uri, index: found.index };
}

/** "Convert to .eml": a message of Outlook becomes a file that every mail program reads. */
async function convert(server: LanguageServer, formats: LoadFormats, given: unknown): Promise<void> {
  const input = window.tabGroups.activeTabGroup.activeTab?.input;
  const uri = given instanceof Uri ? given : input instanceof TabInputCustom ? input.uri : undefined;
  if (!uri) return;
  const mail = await converted(uri, formats);
  const opened = await OpenedMessage.open(server, { uri }, formats);
  const { subject, date } = opened.message.summary;
  opened.dispose();
  const name = messageFileName({ subject, date: date?.epochMs ?? 0 });
  const folder = workspace.fs.isWritableFileSystem(uri.scheme) === true ? Uri.joinPath(uri, '..') : undefined;
  const base = folder ?? workspace.workspaceFolders?.[0]?.uri;
  const file = await window.showSaveDialog({
    ...(base && { defaultUri: Uri.joinPath(base, name) }),
    filters: { [l10n.t('Messages')]: ['eml'] },
  });
  if (!file) return;
  await workspace.fs.writeFile(file, octetsOf({ ...mail, text: mail.text.replace(/\r?\n/g, '\r\n') }));
  await window.showTextDocument(file, { preview: false });
}

/** True for what a custom editor opens by its name. */
function isFile({ scheme, path }: Uri): boolean {
  return scheme !== 'untitled' && /\.(?:eml|msg)(?:\.octets)?$|(?:^|\/)winmail\.dat$/i.test(path);
}

function titleOf({ uri, index }: Target): string {
  const name = uri.path.slice(uri.path.lastIndexOf('/') + 1);
  return index === undefined
    ? l10n.t('Preview {0}', name)
    : l10n.t('Preview {0}, message {1}', name, index + 1);
}
