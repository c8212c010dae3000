export const profiles = ['web', 'worker'] as const;
export type Profile = (typeof profiles)[number];
