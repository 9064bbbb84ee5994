import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { openLiveConnection } from './live-connection.ts';

class FakeSocket extends EventTarget {
  static readonly OPEN = 1;
  static all: FakeSocket[] = [];
  readyState = 0;
  sent: string[] = [];
  readonly url: string;
  constructor(url: string) {
    super();
    this.url = url;
    FakeSocket.all.push(this);
  }
  send(text: string): void {
    this.sent.push(text);
  }
  open(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }
  close(): void {
    this.readyState = 3;
    this.dispatchEvent(new Event('close'));
  }
}

const last = (): FakeSocket => FakeSocket.all.at(-1)!;

beforeEach(() => {
  FakeSocket.all = [];
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', FakeSocket);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('a lost connection is opened again with growing pauses, and at once when the network is back', () => {
  const states: string[] = [];
  const close = openLiveConnection('ws://here/api/ws', { onMessage: () => undefined, onState: (state) => states.push(state) });
  last().open();
  last().close();
  expect(states).toEqual(['open', 'closed']);
  expect(FakeSocket.all).toHaveLength(1);
  vi.advanceTimersByTime(1000);
  expect(FakeSocket.all).toHaveLength(2);
  for (let index = 0; index < 8; index += 1) {
    last().close();
    vi.advanceTimersByTime(20_000);
  }
  const count = FakeSocket.all.length;
  last().close();
  vi.advanceTimersByTime(1000);
  expect(FakeSocket.all).toHaveLength(count);
  window.dispatchEvent(new Event('online'));
  expect(FakeSocket.all).toHaveLength(count + 1);
  close();
});

it('a line that has gone silent is given up and opened anew', () => {
  const close = openLiveConnection('ws://here/api/ws', { onMessage: () => undefined, onState: () => undefined });
  const first = last();
  first.open();
  vi.advanceTimersByTime(26_000);
  expect(first.sent).toEqual(['{"type":"ping"}']);
  vi.advanceTimersByTime(60_000);
  expect(first.readyState).toBe(3);
  expect(FakeSocket.all.length).toBeGreaterThan(1);
  close();
});

it('messages are handed on, noise is dropped, and nothing happens after it is closed', () => {
  const messages: unknown[] = [];
  const close = openLiveConnection('ws://here/api/ws', { onMessage: (message) => messages.push(message), onState: () => undefined });
  last().open();
  last().dispatchEvent(new MessageEvent('message', { data: '{"type":"hello","revision":4}' }));
  last().dispatchEvent(new MessageEvent('message', { data: 'not json' }));
  expect(messages).toEqual([{ type: 'hello', revision: 4 }]);
  close();
  vi.advanceTimersByTime(60_000);
  expect(FakeSocket.all).toHaveLength(1);
});
