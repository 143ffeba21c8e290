// Folders of messages that no path names: the address of one in a file system that VS Code knows.

/** Whether the path of an account is an address, as `vscode-vfs://github/me/mail`; `C:\\Mail` is none. */
export function isAddress(path: string): boolean {
  return /^[a-z][a-z\d+.-]+:\/\//i.test(path);
}

/** What the folder is called. @param path the decoded path of its address. */
export function nameAt(path: string): string {
  return path.split('/').findLast((segment) => segment !== '') ?? '/';
}
