import { chartFrom, filesOf } from './core/generate.ts';
import { wholeAnswers } from './core/migrations/whole-answers.ts';
import { thisGenerator } from './core/this-generator.ts';

/** What an answers file holds; answers.schema.json says what that may be. */
export interface GivenAnswers {
  readonly name: string;
  readonly [answer: string]: unknown;
}

/** One thing that is wrong with the answers, and where. */
export interface AnswerFault {
  /** Dotted path of the answer. */
  readonly path: string;
  readonly message: string;
}

export type Generated =
  | {
      readonly ok: true;
      readonly name: string;
      /** Text by path; paths are relative to the chart's folder and written with `/`. */
      readonly files: ReadonlyMap<string, string>;
    }
  | {
      readonly ok: false;
      /** All that is wrong, at once. */
      readonly faults: readonly AnswerFault[];
    };

/**
 * A chart from its answers, as the command makes it, in memory: nothing is read, written or run.
 * What is not given has its default; the same answers give the same bytes.
 *
 *     const chart = await generate({ name: 'my-app', image: 'ghcr.io/acme/api:1.2.0' });
 *     if (chart.ok) console.log(chart.files.get('values.yaml'));
 */
export async function generate(answers: GivenAnswers): Promise<Generated> {
  const { said, faults } = wholeAnswers(answers);
  if (faults.length > 0) return { ok: false, faults };
  const result = await chartFrom({ file: said });
  if (!result.ok) return result;
  const files = [...filesOf(result.chart).values()].map(({ path, body }) => [path, body] as const);
  return { ok: true, name: result.chart.name, files: new Map(files) };
}

/** The version that stands in the charts. */
export const version: string = thisGenerator.version;
