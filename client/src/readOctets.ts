// Reads resources for the server: in a browser, and on file systems that only VS Code knows.

import { Uri, workspace } from 'vscode';

import type { ReadOctetsParams, ReadOctetsResult } from '../../server/src/lsp/protocol.ts';

/** Answers the server's `readOctets`. */
export async function readOctets({ uri, limit }: ReadOctetsParams): Promise<ReadOctetsResult> {
  const resource = Uri.parse(uri, true);
  try {
    const { size } = await workspace.fs.stat(resource);
    return size > limit ? null : toBase64(await workspace.fs.readFile(resource));
  } catch {
    // Most are configuration files that do not exist.
    return null;
  }
}

/** Octets as base64; in pieces, as a function takes only so many arguments. */
export function toBase64(octets: Uint8Array): string {
  let characters = '';
  for (let at = 0; at < octets.length; at += PIECE) {
    characters += String.fromCharCode(...octets.subarray(at, at + PIECE));
  }
  return btoa(characters);
}

const PIECE = 8192;
