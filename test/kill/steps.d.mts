export interface Step {
  call: string;
  path: string;
  to: string | null;
  half: boolean;
}

export function watchSteps(
  folder: string,
  before: (step: Step) => (() => void) | undefined,
): () => void;
