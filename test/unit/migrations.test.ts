import { describe, expect, it } from 'vitest';
import { answersVersion } from '../../generators/core/answers/core-answers.ts';
import type { DataMap } from '../../generators/core/compose/tree.ts';
import { isMap } from '../../generators/core/data/maps.ts';
import {
  answerMigrations,
  type Migration,
  migrateAnswers,
} from '../../generators/core/migrations/answers.ts';

const renamed: Migration = {
  to: 2,
  migrate: ({ about, ...rest }) => (about === undefined ? rest : { ...rest, description: about }),
};
const moved: Migration = {
  to: 3,
  migrate: ({ replicas, ...rest }) => {
    if (replicas === undefined) return rest;
    return { ...rest, workload: { ...(isMap(rest.workload) ? rest.workload : {}), replicas } };
  },
};
const listed: Migration = {
  to: 4,
  migrate: (data) => {
    if (!isMap(data.dependencies)) return data;
    const dependencies = Object.entries(data.dependencies).map(
      ([name, said]): DataMap => ({ name, ...(isMap(said) ? said : {}) }),
    );
    return { ...data, dependencies };
  },
};
const migrations = [renamed, moved, listed];

describe('answers of an older form', () => {
  it('are told as this version wants them, in the order of the versions', () => {
    const old: DataMap = {
      name: 'my-app',
      about: 'A shop.',
      replicas: 3,
      workload: { size: 'L' },
      dependencies: { valkey: { version: '^1.0.0' } },
    };
    const before = structuredClone(old);
    expect(migrateAnswers(old, migrations)).toEqual({
      data: {
        answersVersion: 4,
        name: 'my-app',
        description: 'A shop.',
        workload: { size: 'L', replicas: 3 },
        dependencies: [{ name: 'valkey', version: '^1.0.0' }],
      },
      faults: [],
    });
    expect(old).toEqual(before);
  });

  it.each([
    [1, ['description', 4]],
    [2, ['about', 4]],
    [4, ['about', 4]],
  ])('go only the way from version %i on', (version, [key, now]) => {
    const { data } = migrateAnswers({ answersVersion: version, about: 'A' }, migrations);
    expect(data).toEqual({ answersVersion: now, [String(key)]: 'A' });
  });

  it('are the same when they are migrated again', () => {
    const once = migrateAnswers({ about: 'A', replicas: 2 }, migrations).data;
    expect(migrateAnswers(once, migrations)).toEqual({ data: once, faults: [] });
  });

  it('keep what a migration does not understand, for the schema to refuse', () => {
    const { data } = migrateAnswers({ dependencies: 'valkey' }, migrations);
    expect(data).toEqual({ answersVersion: 4, dependencies: 'valkey' });
  });
});

describe('answers of this form', () => {
  it('stay as they are, with the version or without it', () => {
    for (const data of [{}, { name: 'a' }, { answersVersion, name: 'a' }]) {
      expect(migrateAnswers(data)).toEqual({ data, faults: [] });
    }
  });

  it('have a version for each migration, without a gap', () => {
    expect(answersVersion).toBe(1 + answerMigrations.length);
    expect(answerMigrations.map(({ to }) => to)).toEqual(answerMigrations.map((_, i) => i + 2));
  });
});

describe('answers of no version that can be read', () => {
  it('are refused where they are of a newer generator', () => {
    expect(migrateAnswers({ answersVersion: 5 }, migrations).faults).toEqual([
      {
        path: 'answersVersion',
        message:
          '5: is of a newer generator (this one reads up to 4); use that one: npx generator-helm-prod@latest',
      },
    ]);
  });

  it.each([[0], [-1], [1.5], ['1'], [true], [[1]], [{ a: 1 }]])('are refused: %j', (version) => {
    const { data, faults } = migrateAnswers({ answersVersion: version }, migrations);
    expect(data).toEqual({ answersVersion: version });
    expect(faults).toEqual([
      {
        path: 'answersVersion',
        message: `${JSON.stringify(version)}: a whole number from 1 on is needed`,
      },
    ]);
  });
});
