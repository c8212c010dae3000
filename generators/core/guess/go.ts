import { cleanName, cleanUrl } from './clean.ts';
import { type Hints, withoutGaps } from './types.ts';

const file = 'go.mod';

export function goHints(text: string): Hints {
  const path = /^module[ \t]+"?([\w./~-]{1,200})"?[ \t]*(?:\/\/.*)?$/m.exec(text)?.[1];
  if (path === undefined) return {};
  const parts = path.split('/');
  if (/^v\d+$/.test(parts.at(-1) ?? '')) parts.pop();
  const name = cleanName(parts.at(-1));
  const isHosted = /^(github\.com|gitlab\.com|bitbucket\.org|codeberg\.org)$/.test(parts[0] ?? '');
  const source =
    isHosted && parts.length >= 3 ? cleanUrl(`https://${parts.slice(0, 3).join('/')}`) : undefined;
  // Where the metrics answer is decided in code: only that there are some can be seen here.
  const hasMetrics =
    /^[ \t]*(?:require[ \t]+)?github\.com\/prometheus\/client_golang[ \t]+v[\w.+-]+[ \t]*$/m;
  return withoutGaps({
    name: name === undefined ? undefined : { value: name, from: file },
    sources: source === undefined ? undefined : { value: [source], from: file },
    metricsLibrary: hasMetrics.test(text) ? `${file} (prometheus/client_golang)` : undefined,
  });
}
