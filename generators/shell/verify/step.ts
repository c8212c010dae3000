/** One thing that was checked after writing, or could not be. */
export interface VerifyStep {
  /** Folder of the chart, relative to the workspace. */
  chart: string;
  /** The overlay that was laid over values.yaml; null for values.yaml alone. */
  environment: string | null;
  check: 'lint' | 'render' | 'schema' | 'unit tests';
  outcome: 'passed' | 'failed' | 'skipped';
  detail: string;
  milliseconds: number;
}
