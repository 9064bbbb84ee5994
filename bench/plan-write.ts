/** One phase move that pushes 20 successors, committed over HTTP with log and mask, against the same row updates in one bare transaction. */
import http from 'node:http';
import pg from 'pg';
import { formatDay } from '../src/lib/days.ts';
import { createUuid } from '../src/lib/uuid.ts';
import { clientOptionsOf } from '../src/server/platform/database/connection.ts';
import { startBenchProduct, type BenchProduct } from './support/bench-product.ts';
import { median, percentile, timeAsyncMs } from './support/measure.ts';
import { report } from './support/report.ts';

const SUCCESSORS = 20;
const FIRST = 20_500;
const ROUNDS = 300;
const WARM_UPS = 50;

const product = await startBenchProduct();
try {
  await measure(product);
} finally {
  await product.stop();
}

/** Nothing is ever pulled, so each round moves the head of the chain a day further. */
async function measure(subject: BenchProduct): Promise<void> {
  const chain = await makeChain(subject);
  const rows = await makeChain(subject);
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });
  const client = new pg.Client(clientOptionsOf(subject.connection));
  await client.connect();
  const times = { bare: [] as number[], product: [] as number[] };
  for (let round = -WARM_UPS; round < ROUNDS; round += 1) {
    const shift = round + WARM_UPS + 1;
    const bareMs = await timeAsyncMs(() => updateRows(client, rows, shift));
    const productMs = await timeAsyncMs(() => moveHead(subject, agent, chain, shift));
    if (round < 0) continue;
    times.bare.push(bareMs);
    times.product.push(productMs);
  }
  await client.end();
  agent.destroy();
  report({
    name: 'plan-write',
    of: {
      baseline: `${SUCCESSORS + 2} rows updated in one transaction by pg`,
      figure: `POST /api/commands, one move that pushes ${SUCCESSORS} phases`,
    },
    baseline: median(times.bare),
    figure: median(times.product),
    unit: 'ms',
    goal: { kind: '≤', ratio: 2.5 },
    note: `p95 ${percentile(times.bare, 95).toPrecision(3)} ms bare, ${percentile(times.product, 95).toPrecision(3)} ms product`,
  });
}

type Chain = { readonly projectId: string; readonly phaseIds: readonly string[] };

async function makeChain(subject: BenchProduct): Promise<Chain> {
  const projectId = createUuid();
  const phaseIds = Array.from({ length: SUCCESSORS + 1 }, () => createUuid());
  const days = (index: number) => ({ startOn: formatDay(FIRST + index), endOn: formatDay(FIRST + index) });
  await subject.run([
    { kind: 'project.create', id: projectId, siteId: subject.siteId, name: 'Chain', ...days(0) },
    ...phaseIds.map((id, index) => ({ kind: 'phase.create', id, projectId, parentId: null, name: `Phase ${index}`, ...days(index) })),
    ...phaseIds.slice(1).map((id, index) => ({
      kind: 'dependency.link',
      id: createUuid(),
      predecessorId: phaseIds[index],
      successorId: id,
      type: 'FS',
      lagDays: 0,
    })),
  ]);
  return { projectId, phaseIds };
}

async function updateRows(client: pg.Client, { projectId, phaseIds }: Chain, shift: number): Promise<void> {
  await client.query('begin');
  for (const [index, id] of phaseIds.entries()) {
    const day = formatDay(FIRST + index + shift);
    await client.query('update phases set start_on = $2, end_on = $3 where id = $1', [id, day, day]);
  }
  await client.query('update projects set start_on = $2, end_on = $3 where id = $1', [
    projectId,
    formatDay(FIRST + shift),
    formatDay(FIRST + SUCCESSORS + shift),
  ]);
  await client.query('commit');
}

function moveHead(subject: BenchProduct, agent: http.Agent, { phaseIds }: Chain, shift: number): Promise<void> {
  const day = formatDay(FIRST + shift);
  const body = JSON.stringify({ commands: [{ kind: 'phase.reschedule', id: phaseIds[0], startOn: day, endOn: day }] });
  return new Promise((resolve, reject) => {
    const request = http.request(
      `${subject.url}/api/commands`,
      {
        agent,
        method: 'POST',
        headers: { cookie: subject.cookie, 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) },
      },
      (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => (text += chunk));
        response.on('end', () => {
          const moved = response.statusCode === 200 ? (JSON.parse(text) as { moves: unknown[] }).moves.length : 0;
          if (moved > SUCCESSORS) resolve();
          else reject(new Error(text));
        });
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}
