import { afterAll, describe, expect, it } from 'vitest';
import { requireTools } from '../../scripts/tools/require.ts';
import networkpolicy from '../../templates/features/networkpolicy/feature.ts';
import { type Render, rendersOf, rendersOfAnswers } from '../charts/renders.ts';
import { scenarios } from '../charts/scenarios.ts';
import { ownAnswers } from '../ground/answers.ts';
import { networkPoliciesIn } from './network-policy.ts';
import { answered, questionsOf } from './questions.ts';
import { unusual } from './unusual.ts';

type Renderer = (helm: string) => Promise<Render[]>;

const charts: [string, Renderer][] = [
  ...scenarios.map((name): [string, Renderer] => [name, (helm) => rendersOf(name, helm)]),
  ...Object.entries(unusual).map(([name, answers]): [string, Renderer] => [
    name,
    (helm) => rendersOfAnswers(name, answers, helm),
  ]),
];

describe('the policies of every render admit what the answers say, and nothing else', () => {
  const count = { renders: 0, allowed: 0, refused: 0 };
  afterAll(() => {
    const { renders, allowed, refused } = count;
    console.log(
      `network policies: ${renders} renders, ${allowed + refused} calls asked, ` +
        `${allowed} allowed and ${refused} refused as the answers say`,
    );
  });

  it.for(charts)('%s', async ([, rendersOfChart], context) => {
    const { helm4 } = requireTools(context, ['helm4']);
    for (const render of await rendersOfChart(helm4.path)) {
      if (!ownAnswers(render.chart, networkpolicy).enabled) {
        expect(networkPoliciesIn(render.objects), render.title).toEqual([]);
        continue;
      }
      const answers = answered(questionsOf(render), render.objects);
      const surprises = answers.filter(({ isAsExpected }) => !isAsExpected);
      expect(
        surprises.map(({ question, title, why }) => `${title} is not ${question.expected}: ${why}`),
        render.title,
      ).toEqual([]);
      count.renders += 1;
      for (const { question } of answers) count[question.expected] += 1;
    }
  });
});
