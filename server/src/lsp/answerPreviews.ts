// Wires the requests of the preview to what answers them.

import type { Connection } from 'vscode-languageserver';

import type { ServerContext } from './context.ts';
import type { Dispatch } from './dispatch.ts';
import { aboutPreview, partAt, partContent, partHashes, preview } from './preview.ts';
import { Previews } from './previews.ts';
import {
  authenticationMethod,
  partAtMethod,
  partContentMethod,
  partHashesMethod,
  previewEndMethod,
  previewMethod,
  reportMethod,
  routeMethod,
} from './protocol.ts';
import type { AboutPreview } from './protocol.ts';
import type { ReadOctets } from './resources.ts';

/** Answers everything about previews. */
export function answerPreviews(
  connection: Connection,
  on: Dispatch,
  context: ServerContext,
  read: ReadOctets,
): void {
  const previews = new Previews(context.runtime.unique);
  connection.onRequest(previewMethod, on.request('preview', null, preview(context, read, previews)));
  connection.onRequest(partContentMethod, on.request('partContent', null, partContent(context, previews)));
  connection.onRequest(partHashesMethod, on.request('partHashes', null, partHashes(context, previews)));
  connection.onRequest(partAtMethod, on.request('partAt', null, partAt(context, previews)));
  connection.onRequest(
    routeMethod,
    on.request(
      'route',
      null,
      aboutPreview(context, previews, (message) => message.route()),
    ),
  );
  connection.onRequest(
    authenticationMethod,
    on.request(
      'authentication',
      null,
      aboutPreview(context, previews, (message) => message.authentication()),
    ),
  );
  connection.onRequest(
    reportMethod,
    on.request(
      'report',
      null,
      aboutPreview(context, previews, (message) => message.report()),
    ),
  );
  connection.onNotification(
    previewEndMethod,
    on.notification('previewEnd', ({ preview: name }: AboutPreview) => {
      previews.end(name);
    }),
  );
}
