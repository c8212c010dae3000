/**
 * What a text must be, in one place: zod refines with these, prompts show them while one types, and
 * the shortest path of the CLI uses them without loading zod. Each returns what is wrong, or nothing.
 */
export type Rule = (text: string) => string | undefined;

/** Helm allows 53 characters for a release, and names of objects grow from it. */
const longestName = 53;

/** A rule from a pattern and the words for what it asks. */
export const matches =
  (pattern: RegExp, words: string): Rule =>
  (text) =>
    pattern.test(text) ? undefined : words;

export const chartName: Rule = (text) => {
  if (text === '') return 'a name is needed';
  if (text.length > longestName) return `at most ${longestName} characters, not ${text.length}`;
  if (/^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(text)) return undefined;
  const mended = toChartName(text);
  return `small letters, digits and "-", a letter first and no "-" last${mended ? `; for example ${mended}` : ''}`;
};

/** The nearest valid chart name, or an empty text where nothing is left of it. */
export function toChartName(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+/, '')
    .slice(0, longestName)
    .replace(/-+$/, '');
}

const label = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

export const dnsLabel: Rule = (text) =>
  label.test(text)
    ? undefined
    : 'small letters, digits and "-", at most 63, a letter or digit at both ends';

export const portName: Rule = (text) =>
  text.length <= 15 && /^[a-z]([a-z0-9-]*[a-z0-9])?$/.test(text) && !text.includes('--')
    ? undefined
    : 'small letters, digits and "-", at most 15, a letter first';

export const host: Rule = (text) => {
  const bareHost = text.startsWith('*.') ? text.slice(2) : text;
  const labels = bareHost.split('.');
  if (text.length <= 253 && labels.every((part) => label.test(part))) return undefined;
  return 'a host name such as app.example.com or *.example.com, in small letters';
};

export const environmentVariable: Rule = (text) =>
  /^[A-Za-z_][A-Za-z0-9_]*$/.test(text) ? undefined : 'letters, digits and "_", no digit first';

export const valueKey: Rule = (text) =>
  /^[a-z][A-Za-z0-9]*$/.test(text)
    ? undefined
    : 'letters and digits, a small letter first, such as agentName';

export const labelKey: Rule = (text) => {
  const parts = text.split('/');
  const name = parts.pop() ?? '';
  const prefixIsGood =
    parts.length === 0 || (parts.length === 1 && host(parts[0] as string) === undefined);
  return prefixIsGood &&
    name.length <= 63 &&
    /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/.test(name)
    ? undefined
    : 'a Kubernetes key such as team or acme.com/team';
};

/** For every object: what Helm and the chart's selectors live by is theirs. */
export const ownKey: Rule = (text) =>
  /^(helm\.sh|app\.kubernetes\.io)\//.test(text)
    ? 'a key of your own; helm.sh/ and app.kubernetes.io/ belong to Helm and the chart'
    : labelKey(text);

export const labelValue: Rule = (text) =>
  text.length <= 63 && /^([A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?)?$/.test(text)
    ? undefined
    : 'at most 63 letters, digits, "-", "_" and ".", a letter or digit at both ends';

export const configKey: Rule = (text) =>
  text.length <= 253 && /^[-._a-zA-Z0-9]+$/.test(text)
    ? undefined
    : 'letters, digits, "-", "_" and "."';

export const absolutePath: Rule = (text) =>
  /^\/[^\s:]*$/.test(text) && !text.split('/').includes('..')
    ? undefined
    : 'an absolute path such as /tmp';

export const urlPath: Rule = (text) =>
  /^\/[^\s?#"'`\\{}<>]*$/.test(text) ? undefined : 'a path such as /healthz';

export const url: Rule = (text) =>
  /^https?:\/\/[^\s"'`<>{}\\]+$/.test(text)
    ? undefined
    : 'a URL that starts with https:// or http://';

export const quantity: Rule = (text) =>
  /^\d+(\.\d+)?(m|k|Ki|M|Mi|G|Gi|T|Ti)?$/.test(text)
    ? undefined
    : 'a quantity such as 250m, 1 or 128Mi';

export const semver: Rule = (text) =>
  /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?(\+[0-9A-Za-z.-]+)?$/.test(text)
    ? undefined
    : 'a semantic version such as 0.1.0 or 1.2.0-rc.1';

export const versionRange: Rule = (text) =>
  /^[\s0-9A-Za-z.*^~<>=|,+-]+$/.test(text) && /[0-9*x]/.test(text)
    ? undefined
    : 'a version range such as ^1.2.0 or ">=1.2.0 <2.0.0"';

export const email: Rule = (text) =>
  /^[^\s@<>"]+@[^\s@<>".]+(\.[^\s@<>".]+)+$/.test(text)
    ? undefined
    : 'an e-mail address such as team@example.com';

export const cidr: Rule = (text) =>
  /^(\d{1,3}(\.\d{1,3}){3}\/([0-9]|[12]\d|3[0-2])|[0-9a-f:]+\/\d{1,3})$/i.test(text)
    ? undefined
    : 'a CIDR such as 10.0.0.0/8';

export const singleLine: Rule = (text) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(text)
    ? 'one line without control or direction characters'
    : undefined;

export const plainText: Rule = (text) =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/.test(
    text,
  )
    ? 'no control or direction characters'
    : undefined;

/** One that Helm understands too: Go's expressions look neither ahead nor back. */
export const regularExpression: Rule = (text) => {
  if (/\(\?[=!<]|\\[1-9k]/.test(text))
    return 'without looking around or back, which Helm cannot do';
  if (/\\[uc]|\[\^?\]|\{\d*,?\d{4,}\}/.test(text)) {
    return 'without \\u, empty classes and counts above 999, which Helm cannot read';
  }
  try {
    new RegExp(text);
    return undefined;
  } catch {
    return 'a regular expression';
  }
};
