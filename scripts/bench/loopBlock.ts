// How long a process's own work keeps its event loop from anything else.

/** Measures from its making to `stop`. */
export class LoopBlock {
  #before = process.threadCpuUsage();
  #longest = 0;
  readonly #ticking = setInterval(() => this.#tick(), 1);

  /** The longest turn so far in ms of this thread's own CPU time: other programs on a busy machine do not count. */
  stop(): number {
    clearInterval(this.#ticking);
    this.#tick();
    return this.#longest;
  }

  /** The timer runs between any two turns, so what was used since belongs to one of them. */
  #tick(): void {
    const now = process.threadCpuUsage();
    const used = (now.user - this.#before.user + now.system - this.#before.system) / 1000;
    this.#longest = Math.max(this.#longest, used);
    this.#before = now;
  }
}
