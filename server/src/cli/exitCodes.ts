// What the exit status of the commands means.

export const exitCodes = {
  /** Nothing at error. */
  clean: 0,
  /** Findings at error, or more warnings than allowed. */
  findings: 1,
  /** Something could not be used or checked: a path, an option, a configuration. */
  unusable: 2,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
