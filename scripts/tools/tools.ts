/** A program that tests run, how to recognise one on PATH, and how Go builds it. */
export interface Tool {
  readonly title: string;
  /** What is built. */
  readonly version: string;
  /** One on PATH is taken from this version on, within the same major. */
  readonly oldest: string;
  /** Names on PATH; the first is its name in the cache. */
  readonly names: readonly [string, ...string[]];
  /** Prints the version. Without it, or where it prints none, Go's build information tells. */
  readonly versionArgs?: readonly string[];
  /** The oldest Go that builds it. */
  readonly go: string;
  readonly module: string;
  readonly package: string;
  readonly ldflags?: string;
  /** `go install` refuses a module that has these, so it is built from a module of our own. */
  readonly replace?: Readonly<Record<string, string>>;
  /** Where somebody without Go gets it. */
  readonly home: string;
}

/** Go's linker sets what a program built from source would not know of itself. */
const setVariables = (variables: Record<string, string>): string =>
  Object.entries(variables)
    .map(([name, value]) => `-X ${name}=${value}`)
    .join(' ');

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
});

export type ToolName = keyof typeof TOOLS;

export const TOOL_NAMES = Object.keys(TOOLS) as ToolName[];
