import type { Data } from '../compose/tree.ts';

/** How people write what is no text, in flags and prompts alike. */
export function numberFromText(text: string): Data {
  return /^-?\d{1,15}(\.\d+)?$/.test(text) ? Number(text) : text;
}

/** Where several types fit, JSON decides; what is no JSON is a text. */
export function scalarFromText(text: string): Data {
  try {
    return (JSON.parse(text) as Data | null) ?? text;
  } catch {
    return text;
  }
}
