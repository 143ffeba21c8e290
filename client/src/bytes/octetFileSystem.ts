// The file system `mail-bytes:`, in which a file's octets are a text, one to one: for files that VS Code cannot edit as
// they are, because it gives a text one kind of line end.

import {
  Disposable,
  EventEmitter,
  FileChangeType,
  FileSystemError,
  RelativePattern,
  Uri,
  workspace,
} from 'vscode';
import type { FileChangeEvent, FileStat, FileSystemProvider } from 'vscode';

import { NoOctet, octetsOfText, textOfOctets } from './octetText.ts';

export const octetScheme = 'mail-bytes';

/** Where the octets of a resource are shown as text. */
export function octetUri(resource: Uri): Uri {
  // The address of the file goes along; the path is what people see, with an extension of its own.
  return Uri.from({ scheme: octetScheme, path: `${resource.path}${EXTENSION}`, query: resource.toString() });
}

export class OctetFileSystem implements FileSystemProvider {
  readonly #changed = new EventEmitter<FileChangeEvent[]>();
  readonly onDidChangeFile = this.#changed.event;

  async stat(uri: Uri): Promise<FileStat> {
    const stat = await workspace.fs.stat(fileOf(uri));
    const { length } = await this.readFile(uri);
    return { ...stat, size: length };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    return new TextEncoder().encode(textOfOctets(await workspace.fs.readFile(fileOf(uri))));
  }

  async writeFile(uri: Uri, content: Uint8Array): Promise<void> {
    let octets: Uint8Array;
    try {
      octets = octetsOfText(new TextDecoder('utf-8', { ignoreBOM: true }).decode(content));
    } catch (error) {
      throw error instanceof NoOctet ? FileSystemError.NoPermissions(error.message) : error;
    }
    await workspace.fs.writeFile(fileOf(uri), octets);
    this.#changed.fire([{ type: FileChangeType.Changed, uri }]);
  }

  watch(uri: Uri): Disposable {
    const file = fileOf(uri);
    const name = file.path.slice(file.path.lastIndexOf('/') + 1).replace(/[[\]{}*?]/g, '?');
    const watcher = workspace.createFileSystemWatcher(new RelativePattern(Uri.joinPath(file, '..'), name));
    const tell = (type: FileChangeType) => (): void => this.#changed.fire([{ type, uri }]);
    return Disposable.from(
      watcher,
      watcher.onDidChange(tell(FileChangeType.Changed)),
      watcher.onDidCreate(tell(FileChangeType.Created)),
      watcher.onDidDelete(tell(FileChangeType.Deleted)),
    );
  }

  readDirectory(): never {
    throw FileSystemError.NoPermissions();
  }

  createDirectory(): never {
    throw FileSystemError.NoPermissions();
  }

  delete(): never {
    throw FileSystemError.NoPermissions();
  }

  rename(): never {
    throw FileSystemError.NoPermissions();
  }
}

function fileOf(uri: Uri): Uri {
  const file = Uri.parse(uri.query, true);
  // A link could name anything; only what is shown by its own path is read or written.
  if (`${file.path}${EXTENSION}` !== uri.path || file.scheme === octetScheme) {
    throw FileSystemError.FileNotFound(uri);
  }
  return file;
}

const EXTENSION = '.octets';
