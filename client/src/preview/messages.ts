// What the preview and its host say to each other: every message in both directions, as types.

import type {
  AuthenticationResult,
  PartContentResult,
  PartHashesResult,
  PreviewResult,
  ReportResult,
  RouteResult,
} from '../../../server/src/lsp/protocol.ts';
import type { InspectionQuestions } from './inspections/questions.ts';
import type { Labels } from './labels.ts';

/** A message as the server tells it. */
export type ShownMessage = NonNullable<PreviewResult>;
export type ShownPart = ShownMessage['parts'][number];
export type ShownRange = ShownMessage['at'];

type Content<As> = Extract<NonNullable<PartContentResult>, { readonly as: As }>;

/** How HTML is coloured: as it was sent on white, adapted to a dark theme, by the dark style that it has itself. */
export type ColorMode = 'asSent' | 'adapted' | 'own';

/** Whether images are loaded from afar: never, this time, because it was allowed for this sender. */
export type ImagePolicy = 'blocked' | 'once' | 'sender';

/** Settings that the preview starts from. */
export interface Look {
  readonly prefer: 'html' | 'text';
  readonly colors: ColorMode;
}

/** What the preview may ask: the question's own values, and what it is answered. */
export interface Questions extends InspectionQuestions {
  /** A slice of a decoded text, or of the source of a part. */
  readonly text: {
    readonly ask: { readonly id: string; readonly source?: boolean; readonly length: number };
    readonly answer: TextSlice;
  };
  readonly paragraphs: { readonly ask: { readonly id: string }; readonly answer: Content<'paragraphs'> };
  /** Decoded octets. Too many are not sent: empty. */
  readonly octets: {
    readonly ask: { readonly id: string; readonly limit: number };
    readonly answer: { readonly octets: Uint8Array<ArrayBuffer> };
  };
  readonly hashes: {
    readonly ask: { readonly id: string };
    readonly answer: NonNullable<PartHashesResult>;
  };
  readonly route: { readonly ask: object; readonly answer: NonNullable<RouteResult> };
  readonly authentication: { readonly ask: object; readonly answer: NonNullable<AuthenticationResult> };
  readonly report: { readonly ask: object; readonly answer: { readonly report: ReportResult } };
}
export type QuestionName = keyof Questions;

/** The start of a text. */
export interface TextSlice {
  readonly text: string;
  /** UTF-16 units of the whole. */
  readonly total: number;
  readonly charset: string;
  /** In sentences. */
  readonly faults: readonly string[];
}

/** What can be done with a part. */
export type PartAction = 'document' | 'viewer' | 'save' | 'preview' | 'reveal';

/** From the preview to its host. */
export type PreviewMessage =
  | { readonly type: 'ready' }
  /** The message is to be read anew. */
  | { readonly type: 'again' }
  | {
      readonly type: 'ask';
      readonly request: number;
      readonly about: string;
      readonly question: QuestionName;
      readonly ask: Questions[QuestionName]['ask'];
    }
  | { readonly type: 'link'; readonly target: string; readonly text: string }
  | { readonly type: 'part'; readonly action: PartAction; readonly id: string }
  | { readonly type: 'saveAll'; readonly ids: readonly string[] }
  | { readonly type: 'openSource' }
  | { readonly type: 'reveal'; readonly range: ShownRange }
  | { readonly type: 'images'; readonly policy: ImagePolicy }
  | { readonly type: 'copy'; readonly text: string };

/** From the host to its preview. */
export type HostMessage =
  | {
      readonly type: 'show';
      readonly message: ShownMessage;
      readonly labels: Labels;
      readonly look: Look;
      /** True where drawing its HTML did not come to an end the last time. */
      readonly calm: boolean;
      readonly images: ImagePolicy;
      /** What the host knows of it besides, in sentences. */
      readonly notes: readonly string[];
      /** The language of the user, for dates and sizes. */
      readonly locale: string;
      /** Attachments as files of the workbench, by part. */
      readonly files: Readonly<Record<string, { readonly uri: string; readonly name: string }>>;
      /** Names the message for when the window is opened again. */
      readonly target: string;
    }
  | { readonly type: 'failed'; readonly sentence: string; readonly labels: Labels }
  | { readonly type: 'answer'; readonly request: number; readonly answer: Questions[QuestionName]['answer'] }
  | { readonly type: 'noAnswer'; readonly request: number; readonly sentence: string }
  /** The cursor in the source stands in this part. */
  | { readonly type: 'select'; readonly id: string };
