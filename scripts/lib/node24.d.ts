// What Node 24 gives the scripts and tests, and the types of Node 20 (those of the oldest VS Code) do not know.
interface ImportMeta {
  /** Whether this module is the one that Node was started with (Node 24.2). */
  readonly main: boolean;
}

declare namespace NodeJS {
  interface Process {
    /** CPU time of this thread, in µs (Node 23.9). */
    threadCpuUsage(): CpuUsage;
  }
}
