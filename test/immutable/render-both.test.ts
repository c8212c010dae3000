import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { renderBoth } from '../../generators/shell/immutable/render-both.ts';
import {
  asking,
  becoming,
  before,
  directory,
  edited,
  everywhere,
  helms,
  requestOf,
  withAnswers,
  withEdge,
  write,
} from './first-web.ts';

describe.each(helms)('with %s', (name) => {
  const { found, notChecked } = asking(name);

  it('finds a selector that was edited, in all environments at once', async (context) => {
    const label = 'app.kubernetes.io/instance: {{';
    const change = edited('templates/_helpers.tpl', label, `example.com/tier: web\n${label}`);
    expect(await found(context, [change])).toMatchObject([
      {
        object: 'Deployment/my-app',
        field: 'spec.selector',
        from: 'nothing',
        to: '{matchLabels: {example.com/tier: web}}',
        environments: everywhere,
      },
    ]);
  });

  it('finds the names of a chart that is called otherwise', async (context) => {
    const after = await withAnswers({ name: 'store' });
    const changes = await found(context, becoming(after), after);
    const names = changes.filter(({ field }) => field === 'metadata.name');
    expect(names.map(({ object, to }) => `${object} to ${to}`).toSorted()).toEqual([
      'Deployment/my-app to my-app-store',
      'Ingress/my-app to my-app-store',
      'Service/my-app to my-app-store',
      'ServiceAccount/my-app to my-app-store',
    ]);
    expect(changes.filter(({ field }) => field === 'namespace')).toMatchObject([
      { object: 'environment dev', environments: ['dev'] },
      { object: 'environment staging', environments: ['staging'] },
      { object: 'environment prod', environments: ['prod'] },
    ]);
    expect(changes).toHaveLength(7);
  });

  it('tells a move to another namespace once, and not of every object', async (context) => {
    const after = await withAnswers({
      environments: { dev: {}, staging: {}, prod: { namespace: 'elsewhere' } },
    });
    expect(await found(context, becoming(after), after)).toMatchObject([
      { object: 'environment prod', field: 'namespace', to: 'elsewhere', environments: ['prod'] },
    ]);
  });

  it("finds what becomes of the user's own StatefulSet", async (context) => {
    const text = `apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: {{ include "my-app.nameWith" (list . "db") }}
spec:
  serviceName: {{ include "my-app.nameWith" (list . "db") }}
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
        - name: db
          image: example.com/db:1
  volumeClaimTemplates:
    - metadata:
        name: data
      spec:
        accessModes: [ReadWriteOnce]
        resources:
          requests:
            storage: {{ (.Values.podAnnotations).size | default "1Gi" }}
`;
    write('templates/db.yaml', text);
    const change = edited('templates/db.yaml', 'default "1Gi"', 'default "5Gi"');
    expect(await found(context, [change])).toMatchObject([
      {
        object: 'StatefulSet/my-app-db',
        field: 'spec.volumeClaimTemplates',
        from: '[{spec: {resources: {requests: {storage: 1Gi}}}}]',
        environments: everywhere,
      },
    ]);
    const image = edited('templates/db.yaml', 'example.com/db:1', 'example.com/db:2');
    expect(await found(context, [image])).toEqual([]);
  });

  it('does not take lots and clocks for changes', async (context) => {
    write(
      'templates/restless.yaml',
      `apiVersion: v1
kind: Secret
metadata:
  name: drawn
immutable: true
data:
  password: {{ randAlphaNum 32 | b64enc }}
---
apiVersion: v1
kind: Service
metadata:
  name: shop-{{ randAlphaNum 8 | lower }}
spec:
  type: ExternalName
  externalName: example.com
---
apiVersion: batch/v1
kind: Job
metadata:
  name: at
spec:
  template:
    metadata:
      annotations: { at: {{ now | unixEpoch | quote }}, lot: {{ randAlphaNum 8 }} }
    spec:
      restartPolicy: Never
      containers: [{ name: at, image: example.com/at }]
`,
    );
    const replicas = edited('values.yaml', 'replicaCount: ', 'replicaCount: 1');
    expect(await found(context, [replicas])).toEqual([]);
    const text = readFileSync(join(directory, 'templates/restless.yaml'), 'utf8');
    const opened = text.replace('immutable: true', 'immutable: false');
    expect(
      await found(context, [{ path: 'templates/restless.yaml', after: opened }]),
    ).toMatchObject([{ object: 'Secret/drawn', field: 'immutable', environments: everywhere }]);
  });

  it('finds a headless Service, and only where it becomes one', async (context) => {
    const type = 'type: {{ .Values.service.type';
    const headless =
      '{{- if eq (toString .Values.commonAnnotations.tier) "edge" }}\n  clusterIP: None\n  {{- end }}\n  ';
    const text = readFileSync(join(directory, 'templates/service.yaml'), 'utf8');
    const at = text.indexOf(type.slice(0, 5));
    const changes = [
      { path: 'templates/service.yaml', after: text.slice(0, at) + headless + text.slice(at) },
      { path: 'values-prod.yaml', after: withEdge(join(directory, 'values-prod.yaml')) },
    ];
    expect(await found(context, changes)).toMatchObject([
      {
        object: 'Service/my-app',
        field: 'spec.clusterIP',
        to: 'None (headless)',
        environments: ['prod'],
      },
    ]);
  });

  it('finds nothing in usual changes', async (context) => {
    const after = await withAnswers({
      pdb: { enabled: false },
      environments: { dev: {}, staging: {}, prod: {}, 'prod-eu': { kind: 'production' } },
    });
    const changes = becoming(after);
    expect(changes.some(({ path, after: text }) => path === 'templates/pdb.yaml' && !text)).toBe(
      true,
    );
    expect(changes.some(({ path }) => path === 'values-prod-eu.yaml')).toBe(true);
    expect(await found(context, changes, after)).toEqual([]);
    const values = edited('values.yaml', 'replicaCount: ', 'replicaCount: 1');
    expect(await found(context, [values])).toEqual([]);
    expect(await found(context, [])).toEqual([]);
  });

  it('says why it cannot tell', async (context) => {
    const broken = edited(
      'templates/service.yaml',
      'apiVersion',
      '{{ fail "not yet" }}\napiVersion',
    );
    expect(await notChecked(context, [broken])).toMatch(
      /^with values\.yaml the chart as it will be cannot be rendered: .*not yet/,
    );
    write('values-prod.yaml', 'replicaCount: many\n');
    expect(await notChecked(context, [])).toMatch(
      /^with values-prod\.yaml the chart as it is cannot be rendered: .*schema.*: my-app: - .*replicaCount/,
    );
  });

  it('is content where only overlays complete the values', async (context) => {
    const guard = '{{- $_ := required "a tier is needed" .Values.commonAnnotations.tier }}\n';
    const path = 'templates/service.yaml';
    write(path, guard + readFileSync(join(directory, path), 'utf8'));
    for (const { name: environment } of before.environments) {
      const overlay = `values-${environment}.yaml`;
      write(overlay, withEdge(join(directory, overlay)));
    }
    const label = 'app.kubernetes.io/instance: {{';
    const change = edited('templates/_helpers.tpl', label, `example.com/tier: web\n${label}`);
    expect(await found(context, [change])).toMatchObject([
      { field: 'spec.selector', environments: ['dev', 'staging', 'prod'] },
    ]);
  });
});

describe('without a render', () => {
  const nowhere = { fault: 'helm was not found', cure: 'get it: https://helm.sh' };

  it('says how to get Helm', async () => {
    expect(await renderBoth(requestOf([]), nowhere)).toEqual({
      notChecked: 'helm was not found; get it: https://helm.sh',
    });
  });
});
