import { isMap } from '../data/maps.ts';
import type { TextFault } from '../data/parsed.ts';
import { hasConflictMarkers } from '../reconcile/merge.ts';
import { parsedFile, schemaFile } from '../rules/files.ts';
import { helmIgnores } from '../rules/helmignore.ts';
import type { ChartFiles } from '../rules/rule.ts';
import { type Finding, findingsInChart } from '../rules/run.ts';
import { conflictLine } from './conflicts.ts';
import { unlessMistyped } from './in-objects.ts';
import { valuesAgainstSchema } from './values-schema.ts';

/** What is wrong with a chart's own files, whatever they render; overlays are read by their paths. */
export function findingsInFiles(all: ChartFiles, overlays: readonly string[] = []): Finding[] {
  const isNamed = helmIgnores(all.get('.helmignore') ?? '');
  const isIgnored = (path: string) => isNamed(path) && !overlays.includes(path);
  // What Helm leaves out is data of nobody's.
  const files = new Map([...all].filter(([path]) => !(isData(path) && isIgnored(path))));
  const undecided = [...files]
    .filter(([path]) => isOfChart(path) || !(isForPeople(path) || isIgnored(path)))
    .flatMap(([path, text]) => conflictsIn(path, text));
  const unreadable = [...files].flatMap(([path, text]) => faultsIn(files, path, text));
  // Rules read these files as data: nothing can be said of what cannot be read.
  const isReadable = ![...undecided, ...unreadable].some(({ object }) => isData(object));
  if (!isReadable) return [...undecided, ...unreadable];
  const found = unlessMistyped(() => [...findingsInChart(files), ...valuesAgainstSchema(files)]);
  return [...undecided, ...(found ?? [mistyped])];
}

/** Packages leave tests out, which are read all the same. */
function isOfChart(path: string): boolean {
  return /^(tests|ci)\/.*\.(ya?ml|snap)$|^(README|CHANGELOG)\.md$/.test(path);
}

function isForPeople(path: string): boolean {
  return /^(?!templates\/).*\.md$/.test(path);
}

const mistyped: Finding = {
  rule: 'readable',
  object: 'Chart.yaml',
  path: '',
  message: `it or ${schemaFile} holds a value of a type that Helm does not take`,
  cure: 'Mend it; the rules for the files of the chart wait until then.',
};

function conflictsIn(path: string, text: string): Finding[] {
  const line = conflictLine(path, text);
  if (line === undefined) return [];
  return [
    {
      rule: 'conflict-marker',
      object: path,
      path: `line ${line}`,
      message: 'a conflict was left undecided',
      cure: 'Keep what is right of both sides, and take the lines with <<<<<<<, ======= and >>>>>>> away.',
    },
  ];
}

/** The files that Helm reads as data; templates are text until they are rendered. */
function isData(path: string): boolean {
  return /^(Chart|values[^/]*)\.yaml$|^values\.schema\.json$/.test(path);
}

function faultsIn(files: ChartFiles, path: string, text: string): Finding[] {
  if (!isData(path) || hasConflictMarkers(text)) return [];
  const parsed = parsedFile(files, path);
  if ('data' in parsed && (parsed.data === null || isMap(parsed.data))) return [];
  const { message, line }: TextFault =
    'fault' in parsed ? parsed.fault : { message: 'it holds no map' };
  return [
    {
      rule: 'readable',
      object: path,
      path: line === undefined ? '' : `line ${line}`,
      message,
      cure: 'Mend it; the rules for the files of the chart wait until then.',
    },
  ];
}
