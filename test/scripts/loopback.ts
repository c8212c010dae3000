import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

/** Paths that answer, by the port that the pod listens on. */
export type Served = ReadonlyMap<number, readonly string[]>;

/** What servers do with whoever asks them: what they should, or what they do on a bad day. */
export const manners = ['answers', 'fails', 'refuses', 'hangs', 'redirects'] as const;
export type Manner = (typeof manners)[number];

export interface Loopback {
  /** The port of this machine that stands for one of the pod; a closed one where nobody listens. */
  at(port: number): number;
  close(): Promise<void>;
}

/** By convention nobody listens here (tcpmux), and no server gets it by chance. */
const closedPort = 1;
const loginPage = '/login';

/** A server for each port, on any free port of this machine unless it is told otherwise. */
export async function serve(
  served: Served,
  manner: Manner,
  hostPort: (port: number) => number = () => 0,
): Promise<Loopback> {
  const servers = new Map<number, Server>();
  const close = async () => {
    await Promise.all([...servers.values()].map(closed));
  };
  try {
    for (const [port, paths] of manner === 'refuses' ? [] : served) {
      const server = createServer((request, response) => respond(manner, paths, request, response));
      await listening(server, hostPort(port));
      servers.set(port, server);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return {
    at: (port) => (servers.get(port)?.address() as AddressInfo | undefined)?.port ?? closedPort,
    close,
  };
}

function respond(
  manner: Manner,
  paths: readonly string[],
  { url = '' }: IncomingMessage,
  response: ServerResponse,
): void {
  const isKnown = paths.includes(url.split('?')[0] ?? '');
  if (manner === 'hangs') return;
  if (manner === 'fails') response.writeHead(500);
  // Whoever follows finds a page that answers, and has learnt nothing of the path.
  else if (manner === 'redirects' && url !== loginPage) {
    response.writeHead(302, { location: loginPage });
  } else response.writeHead(isKnown || url === loginPage ? 200 : 404);
  response.end();
}

/** Whether somebody listens at a port of this machine. */
export function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const end = (isOpen: boolean) => {
      socket.destroy();
      resolve(isOpen);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', resolve);
  });
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
