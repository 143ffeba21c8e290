// What a session is recorded with: lines as they go over the wire, secrets masked before they are handed over.

/** Takes what is said on one connection. Never gets a secret: who speaks masks it. */
export interface Recorder {
  /** One line of the client, without its line end. */
  client(line: string): void;
  /** One line of the server, without its line end. */
  server(line: string): void;
  /** What is no part of the session: `TLS starts`, `12,345 octets of the message left out`. */
  note(text: string): void;
}

/** What stands for a secret; our rules know it. */
export const MASK = '<secret>';
