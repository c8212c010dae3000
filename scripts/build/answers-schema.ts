import { writeFileSync } from 'node:fs';
import * as z from 'zod';
import { wholeSchema } from '../../generators/core/answers/schema.ts';

/** answers.schema.json, for editors: the same schema that the program checks with. */
export function buildAnswersSchema(into: string): void {
  const schema = z.toJSONSchema(wholeSchema(), {
    target: 'draft-07',
    io: 'input',
    unrepresentable: 'any',
    override: ({ jsonSchema }) => {
      const said = jsonSchema as Record<string, unknown>;
      delete said.first;
      delete said.topic;
      if ('example' in said) {
        said.examples = [said.example];
        delete said.example;
      }
    },
  });
  const titled = { title: 'Answers of generator-helm-prod', ...schema };
  writeFileSync(into, `${JSON.stringify(titled, null, 2)}\n`);
}
