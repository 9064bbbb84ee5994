import { WebSocket } from 'ws';
import { fromWire, toWire } from '../../src/contract/days-wire.ts';
import type { ServerMessage } from '../../src/contract/socket.ts';
import { toProblem } from '../../src/client/data/api.ts';
import type { PlanTransport } from '../../src/client/data/plan-transport.ts';
import type { TestClient } from './test-accounts.ts';

/** What a browser tab of this person uses, without the browser: the same calls and messages, over HTTP and a socket. */
export function createServerTransport(url: string, client: TestClient): PlanTransport {
  // Answers are what the contract says of each call; the server's own tests see to that.
  const ask = async <Answer>(method: string, path: string, body?: unknown, key?: string): Promise<Answer> => {
    const headers: Record<string, string> = key === undefined ? {} : { 'idempotency-key': key };
    const answer = await client.call(method, path, body === undefined ? undefined : toWire(body), headers);
    if (answer.status !== 200) throw toProblem(path, answer.status, answer.body, answer.headers.get('retry-after'));
    return fromWire(answer.body) as Answer;
  };
  return {
    loadPlan: () => ask('GET', '/api/plan'),
    runCommands: (key, commands, label) => ask('POST', '/api/commands', { commands, label }, key),
    revert: (key, revision, choice) => ask('POST', '/api/changes/revert', { revision, ...choice }, key),
    listSteps: () => ask('GET', '/api/changes/steps'),
    listChanges: (since) => ask('GET', `/api/changes?since=${String(since)}&limit=500`),
    connect(handlers) {
      const socket = new WebSocket(`${url.replace('http', 'ws')}/api/ws`, { headers: { cookie: client.cookie } });
      socket.on('open', () => handlers.onState('open'));
      socket.on('message', (data: Buffer) => handlers.onMessage(JSON.parse(data.toString()) as ServerMessage));
      // One that is closed before it is open says so as an error.
      socket.on('error', () => undefined);
      return () => socket.terminate();
    },
  };
}
