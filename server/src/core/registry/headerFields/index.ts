// The registry of header fields: every family in one list, found by name without regard to case.
import { appleFields } from './apple.ts';
import { authenticationFields } from './authentication.ts';
import { clientFields } from './client.ts';
import { deliveryFields } from './delivery.ts';
import { deliveryStatusFields } from './deliveryStatus.ts';
import { destinationFields } from './destination.ts';
import { dispositionNotificationFields } from './dispositionNotification.ts';
import { downgradedFields } from './downgraded.ts';
import { exchangeFields } from './exchange.ts';
import { feedbackReportFields } from './feedbackReport.ts';
import { filterFields } from './filter.ts';
import { gatewayFilterFields } from './gatewayFilter.ts';
import { googleFields } from './google.ts';
import { identificationFields } from './identification.ts';
import { informationalFields } from './informational.ts';
import { listFields } from './list.ts';
import { listSoftwareFields } from './listSoftware.ts';
import { microsoftFields } from './microsoft.ts';
import { mimeFields } from './mime.ts';
import { netnewsFields } from './netnews.ts';
import { originatorFields } from './originator.ts';
import { resentFields } from './resent.ts';
import { senderFields } from './sender.ts';
import { traceFields } from './trace.ts';
import { webHostFields } from './webHost.ts';
import { x400Fields } from './x400.ts';
import type { HeaderField } from './headerField.ts';

export type { AddedBy, FieldStatus, HeaderField, Place } from './headerField.ts';
export { encodedWordPlaces, fieldGrammars } from './fieldGrammar.ts';
export type { EncodedWordPlaces, FieldGrammar } from './fieldGrammar.ts';

/** Every known header field, by family: what stands first in a message comes first. */
export const headerFields: readonly HeaderField[] = [
  ...originatorFields,
  ...destinationFields,
  ...identificationFields,
  ...informationalFields,
  ...resentFields,
  ...traceFields,
  ...mimeFields,
  ...listFields,
  ...authenticationFields,
  ...deliveryStatusFields,
  ...dispositionNotificationFields,
  ...feedbackReportFields,
  ...x400Fields,
  ...netnewsFields,
  ...downgradedFields,
  ...clientFields,
  ...deliveryFields,
  ...microsoftFields,
  ...exchangeFields,
  ...googleFields,
  ...appleFields,
  ...senderFields,
  ...webHostFields,
  ...filterFields,
  ...gatewayFilterFields,
  ...listSoftwareFields,
];

const byName = new Map(headerFields.map((field) => [field.name.toLowerCase(), field]));

/** The field of this name, in any case and without the colon; `undefined` for a name nobody registered. */
export function headerField(name: string): HeaderField | undefined {
  return byName.get(name.toLowerCase());
}
