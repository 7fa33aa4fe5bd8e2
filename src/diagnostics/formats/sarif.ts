import { catalogue } from '../catalogue.ts';
import type { Code } from '../catalogue.ts';
import { jsonText } from './json.ts';
import type { Diagnostic, Edit, Place, Related } from '../diagnostic.ts';

/** The program that reports. */
export interface Program {
  readonly version: string;
  /** Address of its repository, which has the pages of the codes. */
  readonly home: string;
}

/** Diagnostics as SARIF 2.1.0 (OASIS), which code hosts and editors read. */
export function formatSarif(diagnostics: readonly Diagnostic[], program: Program): string {
  const codes = [...new Set(diagnostics.map(({ code }) => code))].toSorted();
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: driver(codes, program) },
        columnKind: 'utf16CodeUnits',
        results: diagnostics.map((diagnostic) => result(diagnostic, codes)),
      },
    ],
  };
  return jsonText(log);
}

function driver(codes: readonly Code[], { version, home }: Program) {
  return {
    name: 'incident-press',
    version,
    informationUri: home,
    rules: codes.map((code) => rule(code, `${home}/blob/v${version}/docs/diagnostics/${code}.md`)),
  };
}

function rule(code: Code, helpUri: string) {
  const { severity, title, why, fix } = catalogue[code];
  return {
    id: code,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: fix },
    helpUri,
    defaultConfiguration: { level: severity },
  };
}

function result({ code, severity, place, message, hint, related = [] }: Diagnostic, codes: readonly Code[]) {
  return {
    ruleId: code,
    ruleIndex: codes.indexOf(code),
    level: severity,
    message: { text: hint === undefined ? message : `${sentence(message)} ${hint.text}` },
    locations: [{ physicalLocation: physical(place) }],
    relatedLocations: related.length > 0 ? related.map(relatedLocation) : undefined,
    fixes: hint?.write ? [fixOf(hint.write, hint.text)] : undefined,
  };
}

/** A message with its full stop; one that quotes an exception may have its own. */
function sentence(message: string): string {
  return /[.!?]$/.test(message) ? message : `${message}.`;
}

function fixOf({ place, text }: Edit, hint: string) {
  const { artifactLocation, region } = physical(place);
  const replacements = [{ deletedRegion: region, insertedContent: { text } }];
  return {
    description: { text: hint },
    artifactChanges: [{ artifactLocation, replacements }],
  };
}

function relatedLocation({ place, message }: Related, id: number) {
  return { id, physicalLocation: physical(place), message: { text: message } };
}

function physical({ file, line, column, end }: Place) {
  return {
    artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
    region: {
      startLine: line,
      startColumn: column,
      endLine: end?.line,
      endColumn: end?.column,
    },
  };
}
