import { cleanPath, cleanPort } from './clean.ts';
import type { Endpoint, Hints } from './types.ts';

const here = String.raw`(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1?\])`;
const withScheme = new RegExp(
  String.raw`\b(https?):\/\/${here}(?::([^\s/"'\`?#]+))?([^\s"'\`|;&)]*)`,
  'i',
);
const withoutScheme = new RegExp(
  String.raw`(?:^|\s)${here}(?::(\d+))?(\/[^\s"'\`|;&)]*)?(?=$|[\s"'\`|;&)])`,
);
const longestCommand = 8192;

/** The hints of a container's own health check. */
export function healthHints(command: string, from: string): Hints {
  const value = healthEndpoint(command);
  if (!value) return {};
  const guess = { value, from };
  const asksReadiness = /ready|readiness/i.test(value.path);
  return {
    ...(value.port === undefined ? {} : { checkedPort: { value: value.port, from } }),
    ...(asksReadiness ? { ready: guess } : { live: guess }),
  };
}

/** The address that a health check of a container asks, where it asks itself over HTTP. */
function healthEndpoint(command: string): Endpoint | undefined {
  if (command.length > longestCommand) return undefined;
  const url = withScheme.exec(command);
  if (url) {
    const [, scheme, portText, rest] = url;
    if (scheme?.toLowerCase() === 'https') return undefined;
    return endpoint(portText ?? '80', rest ?? '');
  }
  if (!/\b(curl|wget|http)\b/.test(command)) return undefined;
  const plain = withoutScheme.exec(command);
  return plain ? endpoint(plain[1] ?? '80', plain[2] ?? '') : undefined;
}

/** Without a port only where that is a variable that the image does not set. */
function endpoint(portText: string, rest: string): Endpoint | undefined {
  const path = cleanPath(rest === '' ? '/' : rest);
  if (path === undefined) return undefined;
  const port = cleanPort(portText);
  return port === undefined ? { path } : { path, port };
}
