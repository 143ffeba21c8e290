// Octets of a socket, taken by the number that is wanted.

import type { Socket } from 'node:net';

/** Reads a socket until `rest` is called. */
export class OctetQueue {
  readonly #socket: Socket;
  #octets = Buffer.alloc(0);
  #wake: () => void = () => undefined;
  #over = false;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', this.#take);
    socket.on('close', this.#end);
  }

  /** So many octets. Rejects where the socket closes before. */
  async take(count: number): Promise<Buffer> {
    while (this.#octets.length < count) {
      if (this.#over) throw new Error('the connection was closed');
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const taken = this.#octets.subarray(0, count);
    this.#octets = this.#octets.subarray(count);
    return taken;
  }

  /** What an octet counts that stands in front of it. */
  async counted(): Promise<Buffer> {
    return this.take((await this.take(1))[0] ?? 0);
  }

  async untilZero(): Promise<string> {
    for (let text = ''; ;) {
      const [octet = 0] = await this.take(1);
      if (octet === 0) return text;
      text += String.fromCharCode(octet);
    }
  }

  /** What has come and was not taken; nothing more is read. */
  rest(): Buffer {
    this.#socket.off('data', this.#take);
    this.#socket.off('close', this.#end);
    return this.#octets;
  }

  readonly #take = (chunk: Buffer): void => {
    this.#octets = Buffer.concat([this.#octets, chunk]);
    this.#wake();
  };

  readonly #end = (): void => {
    this.#over = true;
    this.#wake();
  };
}
