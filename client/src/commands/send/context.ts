// What all commands that send work on.

import type { Memento } from 'vscode';

import type { OpenSubmission } from '../../accounts/openSubmission.ts';
import type { DkimSettings } from '../../mail/account.ts';
import type { FetchPorts } from '../../mailbox/fetchPorts.ts';
import type { Recordings } from '../../mailbox/recordings.ts';
import type { ActionContext } from '../mailbox/chosen.ts';
import type { ReportDocuments } from './reportDocuments.ts';
import type { SentLog } from './sentLog.ts';

/** What sending needs of the host. */
export interface SendHost {
  readonly openSubmission: OpenSubmission;
  /** Signs octets with the key of a file or with the secret; undefined in a browser. */
  readonly sign?: SignMessage;
}

/** Rejects with `dkim-key-unusable`. @param secret the key that is kept of the account. */
export type SignMessage = (
  octets: Uint8Array,
  dkim: DkimSettings,
  secret: string | undefined,
) => Promise<Uint8Array>;

/** What the parts of the extension give to sending. */
export interface SendPorts extends ActionContext, SendHost {
  readonly recordings: Recordings;
  readonly fetching: FetchPorts;
  readonly state: Memento;
}

export interface SendContext extends SendPorts {
  readonly reports: ReportDocuments;
  readonly sent: SentLog;
  /** Addresses of documents that are being sent. */
  readonly underWay: Set<string>;
  /** What a document was last sent as, by its address: where its report is. */
  readonly results: Map<string, string>;
  /** Called when something is to be seen at the documents. */
  readonly changed: () => void;
}
