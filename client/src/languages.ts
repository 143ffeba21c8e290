// The languages of the extension.

/** What our language server looks after, whatever file system it lies on. */
export const documentSelector = [{ language: 'eml' }, { language: 'mbox' }];

/** Languages of files whose octets a save must keep. */
export const octetLanguages: ReadonlySet<string> = new Set(['eml', 'mbox']);
