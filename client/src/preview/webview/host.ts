// The web view's line to its host: questions with answers, messages, and what is kept while the view is hidden.

import type { ColorMode, HostMessage, PreviewMessage, QuestionName, Questions } from '../messages.ts';

/** What is kept when the view is hidden, and when the window is opened again. */
export interface ViewState {
  readonly target?: string;
  readonly tab?: string;
  /** Per cent. */
  readonly zoom?: number;
  readonly colors?: ColorMode;
}

interface HostApi {
  postMessage: (message: PreviewMessage) => void;
  getState: () => ViewState | undefined;
  setState: (state: ViewState) => void;
}
declare function acquireVsCodeApi(): HostApi;

interface Waiting {
  readonly resolve: (answer: never) => void;
  readonly reject: (error: Error) => void;
}

const api = acquireVsCodeApi();
const waiting = new Map<number, Waiting>();
let requests = 0;
/** The message that questions are about. */
let about = '';

export function send(message: PreviewMessage): void {
  api.postMessage(message);
}

export function viewState(): ViewState {
  return api.getState() ?? {};
}

export function keep(change: ViewState): void {
  api.setState({ ...viewState(), ...change });
}

/** Rejects with a sentence. */
export function ask<Name extends QuestionName>(
  question: Name,
  values: Questions[Name]['ask'],
): Promise<Questions[Name]['answer']> {
  const request = ++requests;
  return new Promise((resolve, reject) => {
    waiting.set(request, { resolve, reject });
    api.postMessage({ type: 'ask', request, about, question, ask: values });
  });
}

/** @param received gets what is no answer. */
export function listen(received: (message: HostMessage) => void): void {
  window.addEventListener('message', ({ data }: MessageEvent<HostMessage>) => {
    if (data.type === 'answer' || data.type === 'noAnswer') {
      const one = waiting.get(data.request);
      waiting.delete(data.request);
      if (data.type === 'answer') one?.resolve(data.answer as never);
      else one?.reject(new Error(data.sentence));
      return;
    }
    if (data.type === 'show') {
      about = data.message.preview;
      waiting.clear();
    }
    received(data);
  });
}
