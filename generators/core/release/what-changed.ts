import { dotted } from '../args.ts';
import { activeFeatures, type Chart } from '../chart.ts';
import { type DataMap, differences } from '../compose/tree.ts';
import { isMap } from '../data/maps.ts';
import { keptAnswers } from '../lock/kept-answers.ts';
import type { Renaming } from '../reconcile/rename.ts';
import type { ChangeKinds } from './bump.ts';
import type { ChangelogChange } from './change-lists.ts';

export interface WhatChanged extends Pick<ChangeKinds, 'removed' | 'added'> {
  changes: ChangelogChange[];
}

/** What a new render brings to people who run the chart, in lines for its changelog. */
export function whatChanged(
  before: Chart,
  after: Chart,
  ofTemplates: readonly { text: string; isBreaking?: true }[],
  renamed?: Renaming['answer'],
): WhatChanged {
  const features = sides(featuresOf(before), featuresOf(after));
  const [, old = '', young = ''] = renamed ?? [];
  const others = (chart: Chart) => environmentsOf(chart, [old, young]);
  const environments = sides(others(before), others(after));
  const answers = changedAnswers(before, after);
  const line = (kind: ChangelogChange['kind']) => (description: string) => ({ kind, description });
  return {
    changes: [
      ...[...features.come, ...environments.come].map(line('added')),
      ...(renamed ? [`Environment ${old} is ${young} now.`] : []).map(line('changed')),
      ...(answers.length > 0 ? [`Answers: ${answers.join(', ')}.`] : []).map(line('changed')),
      ...ofTemplates.map(({ text, isBreaking }) =>
        line('changed')(`${isBreaking ? 'Breaking: ' : ''}${text}`),
      ),
      ...[...features.gone, ...environments.gone].map(line('removed')),
    ],
    removed:
      features.gone.length + environments.gone.length > 0 ||
      renamed !== undefined ||
      ofTemplates.some(({ isBreaking }) => isBreaking),
    added: features.come.length + environments.come.length > 0,
  };
}

function sides(before: readonly string[], after: readonly string[]) {
  return {
    come: after.filter((one) => !before.includes(one)),
    gone: before.filter((one) => !after.includes(one)),
  };
}

function featuresOf(chart: Chart): string[] {
  return activeFeatures(chart).map(({ feature }) => `${feature.title} (${feature.id}).`);
}

function environmentsOf({ environments }: Chart, but: readonly string[]): string[] {
  return environments.flatMap(({ name }) => (but.includes(name) ? [] : [`Environment ${name}.`]));
}

/** Paths of answers, of what is on both sides and was not raised by the release itself. */
function changedAnswers(before: Chart, after: Chart): string[] {
  const [old, young] = [before, after].map((chart) => answersOfBoth(chart, [before, after]));
  const changed = { ...differences(old ?? {}, young ?? {}) };
  const gone = differences(young ?? {}, old ?? {});
  return [...new Set([...paths(changed), ...paths(gone)])].toSorted();
}

function answersOfBoth(chart: Chart, both: readonly Chart[]): DataMap {
  const { environments, artifacthub: _, ...answers } = keptAnswers(chart) as DataMap;
  const shared = Object.entries(isMap(environments) ? environments : {}).filter(([name]) =>
    both.every((one) => one.environments.some((other) => other.name === name)),
  );
  const features = both.map((one) => activeFeatures(one).map(({ feature }) => feature.id));
  const lost = features.flat().filter((id) => !features.every((ids) => ids.includes(id)));
  const kept = Object.entries(answers).filter(([key]) => !lost.includes(key));
  return { ...Object.fromEntries(kept), environments: Object.fromEntries(shared) };
}

const deepest = 3;

function paths(data: DataMap, at: readonly string[] = []): string[] {
  return Object.entries(data).flatMap(([key, value]) => {
    const path = [...at, key];
    const isDeep = isMap(value) && path.length < deepest && Object.keys(value).length > 0;
    return isDeep ? paths(value, path) : [dotted(path)];
  });
}
