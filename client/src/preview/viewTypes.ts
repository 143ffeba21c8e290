// The ids of the preview's editors and panels, as package.json has them.

/** The custom editor of messages; the source stays the default. */
export const preview = 'mailWorkbench.preview';
/** That of Outlook's messages, which have no source to read. */
export const convertedPreview = 'mailWorkbench.previewOutlook';
/** A panel beside what has no file of its own: new documents, the messages of an mbox or a session. */
export const previewPanel = 'mailWorkbench.previewPanel';
