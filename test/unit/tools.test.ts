import { describe, expect, it } from 'vitest';
import { cachedTool, cacheRoot } from '../../scripts/tools/cache.ts';
import { type Candidate, choose, wanted } from '../../scripts/tools/choose.ts';
import { fault, goLacks, goMod } from '../../scripts/tools/go.ts';
import { pool } from '../../scripts/tools/progress.ts';
import { requireTools } from '../../scripts/tools/require.ts';
import { kubeconformArgs } from '../../scripts/tools/resolve.ts';
import { schemaLocations } from '../../scripts/tools/schemas/sources.ts';
import { TOOL_NAMES, TOOLS, type Tool } from '../../scripts/tools/tools.ts';
import { compareVersions, parseVersion, suits, versionOf } from '../../scripts/tools/version.ts';

describe('versions', () => {
  it.each([
    ['v3.21.4', [3, 21, 4]],
    ['v3.21.4+g1a2b3c4', [3, 21, 4]],
    ['version.BuildInfo{Version:"v4.2.4", GitCommit:""}', [4, 2, 4]],
    ['0.7.0', [0, 7, 0]],
    ['v3.21', undefined],
    ['v4.3.0-rc.1', undefined],
    ['v0.0.0-20240101000000-abcdefabcdef', undefined],
    ['(devel)', undefined],
    ['development', undefined],
    ['', undefined],
  ])('reads %j as %j', (text, version) => {
    expect(parseVersion(text)).toEqual(version);
  });

  it('compares by number, not by letter', () => {
    expect(compareVersions([1, 10, 0], [1, 9, 9])).toBeGreaterThan(0);
    expect(compareVersions([1, 2, 3], [1, 2, 3])).toBe(0);
  });

  it('takes the same major from the oldest on', () => {
    expect(suits([3, 21, 0], [3, 21, 0])).toBe(true);
    expect(suits([3, 22, 1], [3, 21, 0])).toBe(true);
    expect(suits([3, 20, 9], [3, 21, 0])).toBe(false);
    expect(suits([4, 2, 4], [3, 21, 0])).toBe(false);
  });
});

describe('the list of tools', () => {
  it.each(TOOL_NAMES)('%s says what it builds, and accepts that', (name) => {
    const tool: Tool = TOOLS[name];
    expect(suits(versionOf(tool.version), versionOf(tool.oldest))).toBe(true);
    if (tool.main) return expect(tool.main).toContain(`"${tool.module}/`);
    expect(tool.package.startsWith(tool.module)).toBe(true);
    expect(tool.package.endsWith(`/${tool.names[0]}`)).toBe(true);
  });

  it('tells a Helm its own version', () => {
    for (const name of ['helm3', 'helm4'] as const) {
      expect(TOOLS[name].ldflags).toContain(`.version=v${TOOLS[name].version}`);
    }
  });

  it("builds Kubernetes' programs with its own libraries of the same patch", () => {
    for (const name of ['kubectl', 'kube-apiserver'] as const) {
      const replaces = Object.values(TOOLS[name].replace ?? {});
      expect(replaces.length).toBeGreaterThan(30);
      const version = `v0.${TOOLS[name].version.replace(/^1\./, '')}`;
      expect(replaces.filter((to) => !to.endsWith(` ${version}`))).toEqual([]);
    }
  });

  it('asks Go for the sample program by the name that Go has for its release', () => {
    expect(goMod(TOOLS.podcli)).toContain(`podinfo v${TOOLS.podcli.moduleVersion}`);
  });

  it('builds from a module of its own where go install refuses', () => {
    expect(goMod(TOOLS['helm-unittest'])).toBe(
      [
        'module tools.invalid',
        'go 1.26.0',
        'require github.com/helm-unittest/helm-unittest v1.1.2',
        'replace github.com/vmware-labs/yaml-jsonpath v0.3.2 => github.com/helm-unittest/yaml-jsonpath v0.4.0',
        '',
      ].join('\n'),
    );
  });
});

describe('the choice', () => {
  const at = (path: string, says: string | undefined): Candidate => ({ path, says });
  const helm4 = at('/usr/bin/helm', 'v4.2.1');

  it('is the first suitable one on PATH, even where the cache has one', () => {
    const candidates = [helm4, at('/opt/bin/helm', 'v3.22.0')];
    expect(choose(TOOLS.helm3, candidates, true)).toEqual({
      from: 'PATH',
      path: '/opt/bin/helm',
      version: '3.22.0',
    });
  });

  it('is the cache where PATH has none that suits', () => {
    expect(choose(TOOLS.helm3, [helm4], true)).toEqual({ from: 'cache' });
  });

  it('is to build, with what was wrong with those on PATH', () => {
    const candidates = [
      helm4,
      at('/a/helm', 'v3.15.2'),
      at('/b/helm', 'v3.21'),
      at('/c/helm', undefined),
    ];
    expect(choose(TOOLS.helm3, candidates, false)).toEqual({
      from: 'build',
      unsuitable: [
        '/usr/bin/helm is 4.2.1, another major',
        '/a/helm is 3.15.2, too old',
        '/b/helm does not say a version that was released ("v3.21")',
        '/c/helm does not say a version that was released',
      ],
    });
  });

  it('says what would do', () => {
    expect(wanted(TOOLS.helm3)).toBe('3.21 or a newer 3.x');
    expect(wanted(TOOLS['helm-unittest'])).toBe('1.1.2 or a newer 1.x');
  });
});

describe('the cache', () => {
  it('lies where it is told to, else in the cache of the user', () => {
    expect(cacheRoot({ HELM_PROD_TOOLS_CACHE: '/x', XDG_CACHE_HOME: '/y' })).toBe('/x');
    expect(cacheRoot({ XDG_CACHE_HOME: '/y', HOME: '/home/me' })).toBe('/y/helm-prod-tools');
    expect(cacheRoot({ HOME: '/home/me' })).toBe('/home/me/.cache/helm-prod-tools');
  });

  it('is keyed by tool and version', () => {
    expect(cachedTool('helm3', { HELM_PROD_TOOLS_CACHE: '/x' })).toBe('/x/helm3/3.21.4/helm');
  });
});

describe('Go', () => {
  it('has to be there and new enough', () => {
    expect(goLacks(undefined, '1.26.0')).toContain('Go 1.26 or newer is not on PATH');
    expect(goLacks({ path: '/usr/bin/go', version: [1, 22, 2] }, '1.26.0')).toContain(
      'Go 1.26 or newer is needed, /usr/bin/go is 1.22.2',
    );
    expect(goLacks({ path: '/usr/bin/go', version: [1, 26, 0] }, '1.26.0')).toBeUndefined();
  });

  it('is heard without its downloads, and with a word on the network', () => {
    const downloads = 'go: downloading a v1.0.0\ngo: downloading b v1.0.0\n';
    expect(fault(`${downloads}main.go:1: boom\n`, 1).message).toBe('main.go:1: boom');
    expect(fault(`${downloads}dial tcp: lookup x: no such host`, 1).message).toContain(
      'the download failed',
    );
    expect(fault('verifying x: checksum mismatch', 1).message).toContain('checksum database');
    expect(fault('', 2).message).toBe('go ended with 2');
  });
});

describe('what tests use', () => {
  it('runs at most so many at once, in order', async () => {
    const inTurn = pool(2);
    const begun: number[] = [];
    let now = 0;
    let most = 0;
    const work = (id: number) => async () => {
      begun.push(id);
      most = Math.max(most, ++now);
      await new Promise((done) => setTimeout(done, 5));
      now--;
      if (id === 1) throw new Error('one fails');
    };
    await Promise.allSettled([0, 1, 2, 3, 4].map((id) => inTurn(work(id))));
    expect(most).toBe(2);
    expect(begun).toEqual([0, 1, 2, 3, 4]);
  });

  it('gives kubeconform a folder by version, and one for custom resources', () => {
    const [own, custom] = schemaLocations('/x');
    const schemas = {
      ok: true,
      path: '/x',
      version: '1.36',
      source: 'cache',
      locations: [String(own), String(custom)],
      kubernetes: ['1.36.0'],
    } as const;
    expect(kubeconformArgs(schemas, '1.36.0').join(' ')).toBe(
      '-strict -kubernetes-version 1.36.0' +
        ' -schema-location /x/{{ .NormalizedKubernetesVersion }}/{{ .ResourceKind }}{{ .KindSuffix }}.json' +
        ' -schema-location /x/custom/{{ .Group }}/{{ .ResourceKind }}_{{ .ResourceAPIVersion }}.json',
    );
  });

  it('skips with the reason, and fails in CI', () => {
    const nowhere = { PATH: '', HELM_PROD_TOOLS_CACHE: '/nowhere' };
    const context = {
      skip(note?: string): never {
        throw new Error(`skipped: ${note}`);
      },
    };
    expect(() => requireTools(context, ['helm3', 'schemas'], nowhere)).toThrow(
      /^skipped: missing: Helm 3\.21\.4, .* `npm run tools`; missing: Kubernetes schemas, .* `npm run tools`$/,
    );
    expect(() => requireTools(context, ['helm3'], { ...nowhere, CI: 'true' })).toThrow(
      /^missing: Helm 3\.21\.4, .* `npm run tools`$/,
    );
  });
});
