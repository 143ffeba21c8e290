// Functions that may run elsewhere, in a thread of their own: what they give is waited for.

/** The same functions, each with an answer to be waited for; a signal behind the arguments ends a call. */
export type Apart<All> = {
  readonly [Name in keyof All]: All[Name] extends (...values: infer Values) => infer Answer
    ? (...values: [...values: Values, signal?: AbortSignal]) => Answer | Promise<Awaited<Answer>>
    : never;
};
