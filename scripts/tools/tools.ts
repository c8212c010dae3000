import { versionOf } from './version.ts';

/** A program that tests run, how to recognise one on PATH, and how Go builds it. */
export interface Tool {
  readonly title: string;
  /** What is built. */
  readonly version: string;
  /** One on PATH is taken from this version on, within the same major. */
  readonly oldest: string;
  /** Names on PATH; the first is its name in the cache. */
  readonly names: readonly [string, ...string[]];
  /** What Go calls that release, where its tag is no version to Go. */
  readonly moduleVersion?: string;
  /** Prints the version. Without it, or where it prints none, Go's build information tells. */
  readonly versionArgs?: readonly string[];
  /** The oldest Go that builds it. */
  readonly go: string;
  readonly module: string;
  readonly package: string;
  readonly ldflags?: string;
  /** `go install` refuses a module that has these, so it is built from a module of our own. */
  readonly replace?: Readonly<Record<string, string>>;
  /** Where the module has no program: ours, which calls it. */
  readonly main?: string;
  /** Where somebody without Go gets it. */
  readonly home: string;
}

/** Go's linker sets what a program built from source would not know of itself. */
const setVariables = (variables: Record<string, string>): string =>
  Object.entries(variables)
    .map(([name, value]) => `-X ${name}=${value}`)
    .join(' ');

/** Kubernetes builds with its own libraries, which are published one minor lower: 0.36.3 for 1.36.3. */
const KUBERNETES_LIBRARIES = [
  ...['api', 'apiextensions-apiserver', 'apimachinery', 'apiserver', 'cli-runtime', 'client-go'],
  ...['cloud-provider', 'cluster-bootstrap', 'code-generator', 'component-base'],
  ...['component-helpers', 'controller-manager', 'cri-api', 'cri-client', 'cri-streaming'],
  ...['csi-translation-lib', 'dynamic-resource-allocation', 'endpointslice', 'externaljwt', 'kms'],
  ...['kube-aggregator', 'kube-controller-manager', 'kube-proxy', 'kube-scheduler', 'kubectl'],
  ...['kubelet', 'metrics', 'mount-utils', 'pod-security-admission', 'sample-apiserver'],
  ...['sample-cli-plugin', 'sample-controller', 'streaming'],
];

const KUBERNETES_VERSION = '1.36.3';

/** One of Kubernetes' own programs. */
function kubernetes(name: string, versionArgs: readonly string[]): Tool {
  const [, minor, patch] = versionOf(KUBERNETES_VERSION);
  const librariesVersion = `v0.${minor}.${patch}`;
  return {
    title: name,
    version: KUBERNETES_VERSION,
    oldest: `1.${minor}.0`,
    names: [name],
    versionArgs,
    go: '1.26.0',
    module: 'k8s.io/kubernetes',
    package: `k8s.io/kubernetes/cmd/${name}`,
    ldflags: setVariables({
      'k8s.io/component-base/version.gitVersion': `v${KUBERNETES_VERSION}`,
      'k8s.io/component-base/version.gitMajor': '1',
      'k8s.io/component-base/version.gitMinor': `${minor}`,
    }),
    replace: Object.fromEntries(
      KUBERNETES_LIBRARIES.map((library) => [
        `k8s.io/${library}`,
        `k8s.io/${library} ${librariesVersion}`,
      ]),
    ),
    home: 'https://kubernetes.io/releases/download/',
  };
}

/** A program of the image that a first chart runs: the app, and what its probes ask it with. */
function sampleProgram(name: string, versionArgs: readonly string[]): Tool {
  return {
    title: name,
    version: '6.9.2',
    oldest: '6.9.2',
    names: [name],
    versionArgs,
    go: '1.25.0',
    module: 'github.com/stefanprodan/podinfo',
    moduleVersion: '1.8.1-0.20250910200901-e86405a8674e',
    package: `github.com/stefanprodan/podinfo/cmd/${name}`,
    home: 'https://github.com/stefanprodan/podinfo/releases',
  };
}

const defineTools = <Name extends string>(tools: Record<Name, Tool>): Record<Name, Tool> => tools;

/**
 * Built in this order, a few at a time: the small one first, since it compiles the standard
 * library for the others while they still download.
 */
export const TOOLS = defineTools({
  kubeconform: {
    title: 'kubeconform',
    version: '0.7.0',
    oldest: '0.7.0',
    names: ['kubeconform'],
    versionArgs: ['-v'],
    go: '1.24.0',
    module: 'github.com/yannh/kubeconform',
    package: 'github.com/yannh/kubeconform/cmd/kubeconform',
    ldflags: setVariables({ 'main.version': 'v0.7.0' }),
    home: 'https://github.com/yannh/kubeconform#installation',
  },
  helm4: {
    title: 'Helm',
    version: '4.2.4',
    oldest: '4.2.0',
    names: ['helm', 'helm4'],
    versionArgs: ['version', '--template', '{{.Version}}'],
    go: '1.26.0',
    module: 'helm.sh/helm/v4',
    package: 'helm.sh/helm/v4/cmd/helm',
    ldflags: setVariables({ 'helm.sh/helm/v4/internal/version.version': 'v4.2.4' }),
    home: 'https://helm.sh/docs/intro/install/',
  },
  helm3: {
    title: 'Helm',
    version: '3.21.4',
    oldest: '3.21.0',
    names: ['helm', 'helm3'],
    versionArgs: ['version', '--template', '{{.Version}}'],
    go: '1.26.0',
    module: 'helm.sh/helm/v3',
    package: 'helm.sh/helm/v3/cmd/helm',
    // Without these it takes every cluster for Kubernetes 1.20 and refuses a chart's kubeVersion.
    ldflags: setVariables({
      'helm.sh/helm/v3/internal/version.version': 'v3.21.4',
      'helm.sh/helm/v3/pkg/chartutil.k8sVersionMajor': '1',
      'helm.sh/helm/v3/pkg/chartutil.k8sVersionMinor': '36',
      'helm.sh/helm/v3/pkg/lint/rules.k8sVersionMajor': '1',
      'helm.sh/helm/v3/pkg/lint/rules.k8sVersionMinor': '36',
    }),
    home: 'https://helm.sh/docs/intro/install/',
  },
  'helm-unittest': {
    title: 'helm-unittest',
    version: '1.1.2',
    oldest: '1.1.2',
    names: ['helm-unittest', 'untt'],
    go: '1.26.0',
    module: 'github.com/helm-unittest/helm-unittest',
    package: 'github.com/helm-unittest/helm-unittest/cmd/helm-unittest',
    replace: {
      'github.com/vmware-labs/yaml-jsonpath v0.3.2':
        'github.com/helm-unittest/yaml-jsonpath v0.4.0',
    },
    home: 'https://github.com/helm-unittest/helm-unittest#install',
  },
  'helm-docs': {
    title: 'helm-docs',
    version: '1.14.2',
    oldest: '1.14.2',
    names: ['helm-docs'],
    versionArgs: ['--version'],
    go: '1.22.0',
    module: 'github.com/norwoodj/helm-docs',
    package: 'github.com/norwoodj/helm-docs/cmd/helm-docs',
    ldflags: setVariables({ 'main.version': '1.14.2' }),
    home: 'https://github.com/norwoodj/helm-docs#installation',
  },
  'kube-score': {
    title: 'kube-score',
    version: '1.20.0',
    oldest: '1.20.0',
    names: ['kube-score'],
    versionArgs: ['version'],
    go: '1.24.0',
    module: 'github.com/zegl/kube-score',
    package: 'github.com/zegl/kube-score/cmd/kube-score',
    ldflags: setVariables({ 'main.version': 'v1.20.0' }),
    home: 'https://github.com/zegl/kube-score#installation',
  },
  podinfo: sampleProgram('podinfo', ['--version']),
  podcli: sampleProgram('podcli', ['version']),
  kubectl: kubernetes('kubectl', ['version', '--client']),
  'kube-apiserver': kubernetes('kube-apiserver', ['--version']),
  'kube-controller-manager': kubernetes('kube-controller-manager', ['--version']),
  'kube-scheduler': kubernetes('kube-scheduler', ['--version']),
  kwok: {
    title: 'KWOK',
    version: '0.8.0',
    oldest: '0.8.0',
    names: ['kwok'],
    versionArgs: ['--version'],
    go: '1.26.0',
    module: 'sigs.k8s.io/kwok',
    package: 'sigs.k8s.io/kwok/cmd/kwok',
    ldflags: setVariables({ 'sigs.k8s.io/kwok/pkg/consts.Version': 'v0.8.0' }),
    home: 'https://kwok.sigs.k8s.io/docs/user/installation/',
  },
  etcd: {
    title: 'etcd',
    version: '3.6.16',
    oldest: '3.6.0',
    names: ['etcd'],
    versionArgs: ['--version'],
    go: '1.25.0',
    module: 'go.etcd.io/etcd/server/v3',
    package: '.',
    main: [
      'package main',
      '',
      'import (',
      '\t"os"',
      '',
      '\t"go.etcd.io/etcd/server/v3/etcdmain"',
      ')',
      '',
      'func main() { etcdmain.Main(os.Args) }',
      '',
    ].join('\n'),
    home: 'https://etcd.io/docs/latest/install/',
  },
});

export type ToolName = keyof typeof TOOLS;

export const TOOL_NAMES = Object.keys(TOOLS) as ToolName[];
