import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:https';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from '../../generators/core/kubernetes/objects.ts';

/** An object as the API server holds it. */
export interface Stored extends KubeObject {
  metadata: KubeObject['metadata'] & {
    name: string;
    uid: string;
    deletionTimestamp?: string;
    ownerReferences?: { kind: string; name: string; uid: string }[];
  };
  status?: Record<string, unknown>;
}

/** A few verbs of the Kubernetes API, by paths such as /api/v1/namespaces/x/pods. */
export interface Kube {
  isReady(): Promise<boolean>;
  get(path: string): Promise<Stored | undefined>;
  list(path: string): Promise<Stored[]>;
  create(path: string, object: object): Promise<Stored>;
  patch(path: string, merge: object): Promise<Stored>;
  remove(path: string): Promise<void>;
  /** Server-side apply of every document of a text. */
  apply(text: string): Promise<void>;
}

interface Answer {
  status: number;
  text: string;
}

export function kubeAt({ url, token, ca }: { url: string; token: string; ca: string }): Kube {
  let agent: Agent | undefined;

  async function send(
    method: string,
    path: string,
    body?: { type: string; text: string },
  ): Promise<Answer> {
    // The server writes its certificate while it starts.
    agent ??= new Agent({ ca: readFileSync(ca), keepAlive: true });
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body && { 'content-type': body.type }),
    };
    return new Promise((resolve, reject) => {
      const sent = request(
        `${url}${path}`,
        { method, agent, headers, timeout: 30_000 },
        (answer) => {
          let text = '';
          answer.setEncoding('utf8').on('data', (chunk: string) => {
            text += chunk;
          });
          answer.on('error', reject).on('end', () => {
            resolve({ status: answer.statusCode ?? 0, text });
          });
        },
      );
      sent.on('timeout', () => sent.destroy(new Error(`${method} ${path} took too long`)));
      sent.on('error', reject).end(body?.text);
    });
  }

  async function sendJson(method: string, path: string, body?: object, type = 'application/json') {
    const answer = await send(method, path, body && { type, text: JSON.stringify(body) });
    if (answer.status >= 400) {
      throw new Error(`${method} ${path}: ${answer.status} ${answer.text}`);
    }
    return JSON.parse(answer.text) as Stored;
  }

  return {
    isReady: async () => (await send('GET', '/readyz')).status === 200,
    async get(path) {
      const answer = await send('GET', path);
      if (answer.status === 404) return undefined;
      if (answer.status >= 400) throw new Error(`GET ${path}: ${answer.status} ${answer.text}`);
      return JSON.parse(answer.text) as Stored;
    },
    async list(path) {
      const { items } = (await sendJson('GET', path)) as unknown as { items: Stored[] };
      return items;
    },
    create: (path, object) => sendJson('POST', path, object),
    patch: (path, merge) => sendJson('PATCH', path, merge, 'application/merge-patch+json'),
    async remove(path) {
      const answer = await send('DELETE', path);
      if (answer.status >= 400 && answer.status !== 404) {
        throw new Error(`DELETE ${path}: ${answer.status} ${answer.text}`);
      }
    },
    async apply(text) {
      for (const document of parseAllDocuments(text)) {
        const object = document.toJS() as KubeObject | null;
        if (!object) continue;
        await sendJson(
          'PATCH',
          `${pathOf(object)}?fieldManager=test&force=true`,
          object,
          'application/apply-patch+yaml',
        );
      }
    },
  };
}

const plurals: Readonly<Record<string, string>> = {
  StorageClass: 'storageclasses',
  PriorityClass: 'priorityclasses',
  NetworkPolicy: 'networkpolicies',
  Ingress: 'ingresses',
  PodMetrics: 'pods',
};

/** Where the API has an object of a kind, in a namespace where its metadata names one. */
export function pathOf({ apiVersion, kind, metadata }: KubeObject): string {
  const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
  const room = metadata.namespace ? `/namespaces/${metadata.namespace}` : '';
  const plural = plurals[kind] ?? `${kind.toLowerCase()}s`;
  return `${root}${room}/${plural}/${metadata.name}`;
}
