// Checks one file: reads it, runs the rules, and puts the findings into sentences, lines and columns.

import { textSnapshot } from '../core/index.ts';
import type { Finding, MailService, Snapshot } from '../core/index.ts';
import { ConfigFinder } from './configOf.ts';
import type { ConfigChoice } from './configOf.ts';
import type { FileReport, Notice, ReportedFinding } from './fileReport.ts';
import type { InputFile } from './inputFiles.ts';
import { detectLanguage, isSession, opening } from './language.ts';
import type { MailLanguage } from './language.ts';
import { mailService } from './mailService.ts';
import { decodeMail, displayPath, ReadError, readOctets } from './mailFile.ts';
import { placeOf } from '../core/index.ts';

/** What the command line says about how files are checked. Plain data: it travels to the threads. */
export interface LintSettings {
  readonly config: ConfigChoice;
  /** Undefined: by the extension, else by the content. */
  readonly language: MailLanguage | undefined;
}

/** Checks files one after the other; keeps the configurations it has read. */
export class FileLinter {
  readonly service: MailService;
  readonly #settings: LintSettings;
  readonly #configs: ConfigFinder;
  /** What rules that failed on the file at hand said. */
  #failures: string[] = [];

  constructor(settings: LintSettings) {
    this.#settings = settings;
    this.service = mailService((rule, error) =>
      this.#failures.push(`The rule ${rule} failed: ${String(error)}`),
    );
    this.#configs = new ConfigFinder(this.service, settings.config);
  }

  /** Checks a file. Never rejects: whatever is wrong with the file, or with us, stands in the report. */
  async lint({ path, error }: InputFile): Promise<FileReport> {
    const file = displayPath(path);
    const lost = (notice: Notice): FileReport => ({
      file,
      path,
      checked: false,
      findings: [],
      notices: [notice],
    });
    if (error !== undefined) return lost({ kind: 'input', path: file, message: error });
    this.#failures = [];
    try {
      const { text, octets } = decodeMail(await readOctets(path));
      const language = this.#settings.language ?? detectLanguage(file, text);
      const { config, notices } = await this.#configs.of(file);
      const snapshot = textSnapshot(text);
      // A log is a text about octets: its own line ends and characters are nobody's mail.
      const source = { snapshot, ...(!isSession(language) && { octets }), ...opening(language, file) };
      const found = this.service.open(source).findings(config);
      const findings = found.map((finding) => this.#reported(snapshot, finding));
      const failures = this.#failures.map((message): Notice => ({ kind: 'crash', path: file, message }));
      return { file, path, checked: true, findings, notices: [...notices, ...failures] };
    } catch (thrown) {
      return lost(unusable(file, thrown));
    }
  }

  #reported(snapshot: Snapshot, finding: Finding): ReportedFinding {
    const { rule, severity } = finding;
    const related = finding.related.map((place) => ({
      ...placeOf(snapshot, place),
      message: this.service.relatedMessage(finding, place),
    }));
    return { rule, severity, message: this.service.message(finding), ...placeOf(snapshot, finding), related };
  }
}

/** The notice of a file that could not be checked. */
export function unusable(file: string, thrown: unknown): Notice {
  return thrown instanceof ReadError
    ? { kind: 'input', path: file, message: thrown.message }
    : { kind: 'crash', path: file, message: `Checking this file failed: ${String(thrown)}` };
}
