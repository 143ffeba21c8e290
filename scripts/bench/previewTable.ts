// What was measured of the preview as a section of the report, with its goal.

import type { PreviewTiming } from './preview.ts';
import { digits } from './report.ts';

export function previewTable(timings: readonly PreviewTiming[]): string {
  const row = ({ title, ours, paint, host, server, heap }: PreviewTiming): string => {
    const cells = [paint, host, ours ? server : NaN, heap].map(digits);
    return `| ${[ours ? 'preview' : 'picture', title, ...cells].join(' | ')} |`;
  };
  const messages = timings.filter(({ ours }) => ours);
  const [small] = messages;
  const goals = messages.slice(-2).map(({ title, paint }) => {
    const behind = paint - (small?.paint ?? NaN);
    return `| ${title}: painted within 1 s of 60 KB | ${behind.toFixed(0)} ms behind | ${behind <= 1000 ? 'met' : '**not met**'} |`;
  });
  return [
    '',
    '## The preview in the workbench',
    '',
    'Milliseconds from the key press that opens a message with the preview until its summary and its text are painted, in the',
    'web view itself; the extension runs already, no editor is open. **Picture** is a bitmap of the same size in the viewer',
    'that VS Code brings, which is a custom editor in a web view too: what a web view costs by itself. Memory while it is',
    'shown, MB: of the extension host and of the language server (resident), and of JavaScript in the window with its web',
    'views, garbage collected.',
    '',
    '| | file | painted | extension host | server | JavaScript |',
    '| --- | --- | --- | --- | --- | --- |',
    ...timings.map(row),
    '',
    '| goal | measured | |',
    '| --- | --- | --- |',
    ...goals,
    '',
  ].join('\n');
}
