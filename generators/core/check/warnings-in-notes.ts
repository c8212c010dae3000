import type { Warning } from './choices.ts';

/** The items of a chart's own define of warnings: each begins with a dash, and may go on. */
export function warningsIn(text: string): Warning[] {
  return text
    .split(/^\s*- /m)
    .map((item) => item.trim().replace(/\s+/g, ' '))
    .filter((message) => message !== '')
    .map((message) => ({ message }));
}
