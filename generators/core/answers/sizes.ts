/** Requests and limits by load; the figures are those that teams publish for such services. */
export interface Amounts {
  cpu: string;
  memory: string;
  ephemeralStorage: string;
}

export interface Resources {
  requests: Amounts;
  limits: Amounts;
}

export const sizeNames = ['XS', 'S', 'M', 'L', 'XL'] as const;
export type Size = (typeof sizeNames)[number];

const storage = { requests: '64Mi', limits: '256Mi' };

function sized(cpu: [string, string], memory: [string, string]): Resources {
  return {
    requests: { cpu: cpu[0], memory: memory[0], ephemeralStorage: storage.requests },
    limits: { cpu: cpu[1], memory: memory[1], ephemeralStorage: storage.limits },
  };
}

export const sizes: Readonly<Record<Size, Resources>> = {
  XS: sized(['25m', '50m'], ['32Mi', '64Mi']),
  S: sized(['50m', '100m'], ['64Mi', '128Mi']),
  M: sized(['100m', '200m'], ['128Mi', '256Mi']),
  L: sized(['500m', '1'], ['512Mi', '1Gi']),
  XL: sized(['1', '2'], ['2Gi', '4Gi']),
};

/** The size some steps below, never below the smallest. */
export function smaller(size: Size, steps: number): Size {
  return sizeNames[Math.max(0, sizeNames.indexOf(size) - steps)] as Size;
}
