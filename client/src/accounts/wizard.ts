// Questions in a row, with a way back: step n of m, each knowing what comes next.

import { QuickInputButtons, window } from 'vscode';
import type { QuickInput, QuickPickItem } from 'vscode';

/** What a question came to: an answer, a step back, or the end of it all. */
export type Answer<T> = { readonly value: T } | 'back' | 'cancelled';

/** Where a question stands, as the title shows it. */
export interface Place {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

/** Asks one thing. */
export type Step<S> = (state: S, ask: Asker) => Promise<Outcome<S>>;

/** What follows a step. */
export type Outcome<S> =
  { readonly next: Step<S>; readonly state: S } | { readonly done: S } | 'back' | 'cancelled';

/** A row to choose; `value` is what choosing it means. */
export interface Row<T> extends QuickPickItem {
  readonly value: T;
}

export interface TextQuestion {
  readonly prompt: string;
  /** How many questions follow, as far as one knows. */
  readonly following: number;
  readonly value?: string;
  readonly placeholder?: string;
  readonly password?: boolean;
  /** What is wrong with an answer, in words; undefined: nothing. */
  readonly wrong?: (text: string) => string | undefined;
}

export interface PickQuestion<T> {
  readonly prompt: string;
  readonly following: number;
  /** The rows for what is typed so far. */
  readonly rows: readonly Row<T>[] | ((typed: string) => readonly Row<T>[]);
  readonly value?: string;
}

/** Asks questions of one step. */
export interface Asker {
  text(question: TextQuestion): Promise<Answer<string>>;
  /** A row whose value is undefined cannot be chosen. */
  pick<T>(question: PickQuestion<T | undefined>): Promise<Answer<T>>;
}

/** Runs steps until one is the last. @returns the state at the end; undefined where the user went away. */
export async function runWizard<S>(title: string, first: Step<S>, state: S): Promise<S | undefined> {
  const stack: { readonly step: Step<S>; readonly state: S }[] = [{ step: first, state }];
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const outcome = await top.step(top.state, askerAt(title, stack.length));
    if (outcome === 'cancelled') return undefined;
    if (outcome === 'back') stack.pop();
    else if ('done' in outcome) return outcome.done;
    else stack.push({ step: outcome.next, state: outcome.state });
  }
  return undefined;
}

function askerAt(title: string, step: number): Asker {
  return {
    text: (question) => askText(question, { title, step, totalSteps: step + question.following }),
    pick: (question) => askPick(question, { title, step, totalSteps: step + question.following }),
  };
}

function askText(question: TextQuestion, place: Place): Promise<Answer<string>> {
  const input = window.createInputBox();
  const { prompt, value = '', placeholder, password = false, wrong } = question;
  input.prompt = prompt;
  input.value = value;
  input.placeholder = placeholder;
  input.password = password;
  return shown(input, place, (answer) => {
    input.onDidChangeValue(() => {
      input.validationMessage = undefined;
    });
    input.onDidAccept(() => {
      const problem = wrong?.(input.value);
      if (problem === undefined) answer({ value: input.value });
      else input.validationMessage = problem;
    });
    input.onDidTriggerButton(() => answer('back'));
  });
}

function askPick<T>(question: PickQuestion<T | undefined>, place: Place): Promise<Answer<T>> {
  const input = window.createQuickPick<Row<T | undefined>>();
  const { prompt, rows, value = '' } = question;
  const rowsFor = typeof rows === 'function' ? rows : () => rows;
  input.placeholder = prompt;
  input.value = value;
  input.items = rowsFor(value);
  return shown(input, place, (answer) => {
    if (typeof rows === 'function') {
      input.onDidChangeValue((typed) => {
        input.items = rowsFor(typed);
      });
    }
    input.onDidAccept(() => {
      const [active] = input.activeItems;
      const chosen = typeof rows === 'function' ? rowAsTyped(rows(input.value), active) : active?.value;
      if (chosen !== undefined) answer({ value: chosen });
    });
    input.onDidTriggerButton(() => answer('back'));
  });
}

/**
 * Who types fast is ahead of the rows that are shown: the first one, which is about what is typed, counts as it is now;
 * the others stay as they are.
 */
function rowAsTyped<T>(now: readonly Row<T>[], active: Row<T> | undefined): T | undefined {
  return (now.find(({ label }) => label === active?.label) ?? now[0])?.value;
}

/** Shows an input until it is answered or hidden. */
function shown<T>(
  input: QuickInput & { buttons: readonly unknown[] },
  { title, step, totalSteps }: Place,
  listen: (answer: (answer: Answer<T>) => void) => void,
): Promise<Answer<T>> {
  input.title = title;
  input.step = step;
  input.totalSteps = totalSteps;
  // A password may be fetched from another window.
  input.ignoreFocusOut = true;
  if (step > 1) input.buttons = [QuickInputButtons.Back];
  return new Promise<Answer<T>>((resolve) => {
    listen(resolve);
    input.onDidHide(() => resolve('cancelled'));
    input.show();
  }).finally(() => input.dispose());
}
