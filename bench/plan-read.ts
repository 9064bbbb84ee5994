/** `GET /api/plan` of a staffed plan over HTTP, against the same statement by the bare driver; and the answer 304 against the whole plan. */
import autocannon from 'autocannon';
import pg from 'pg';
import { clientOptionsOf } from '../src/server/platform/database/connection.ts';
import { formatDay } from '../src/lib/days.ts';
import { createUuid } from '../src/lib/uuid.ts';
import { planQuery } from '../src/server/tenant/plan/plan-query.ts';
import { staffedPlanBatches } from './support/bench-plan.ts';
import { startBenchProduct, type BenchProduct } from './support/bench-product.ts';
import { median } from './support/measure.ts';
import { report } from './support/report.ts';

const CONNECTIONS = 16;
const SECONDS = 4;
const ROUNDS = 3;
const days = { last: 40_000 };

// As many connections to the database as the loop has that it is compared with.
const product = await startBenchProduct({ DB_POOL_SIZE: String(CONNECTIONS) });
try {
  const staffIds: string[] = [];
  for (let index = 0; index < 40; index += 1) staffIds.push(await hire(product, index));
  for (const batch of staffedPlanBatches(product.siteId, staffIds)) await product.run(batch);
  await measure(product);
} finally {
  await product.stop();
}

async function hire(subject: BenchProduct, index: number): Promise<string> {
  const id = createUuid();
  const account = {
    email: `person${index}@bench.example`,
    name: `Person ${index}`,
    role: 'user',
    siteIds: [subject.siteId],
    homeSiteId: subject.siteId,
  };
  await subject.post('/api/users', { id, ...account });
  return id;
}

async function measure(subject: BenchProduct): Promise<void> {
  const first = await fetch(`${subject.url}/api/plan`, { headers: { cookie: subject.cookie } });
  const etag = first.headers.get('etag') ?? '';
  const kilobytes = Math.round((await first.text()).length / 1024);
  const figures = { driver: [] as number[], fresh: [] as number[], plan: [] as number[], unchanged: [] as number[] };
  for (let round = 0; round < ROUNDS; round += 1) {
    figures.driver.push(await driverLoop(subject));
    figures.fresh.push(await requestLoop(subject, { status: 200, pathOf: () => `/api/plan?to=${formatDay(nextDay())}` }));
    figures.plan.push(await requestLoop(subject, { status: 200 }));
    figures.unchanged.push(await requestLoop(subject, { status: 304, headers: { 'if-none-match': etag } }));
  }
  const baseline = { of: `the same SQL by pg, ${CONNECTIONS} connections`, value: median(figures.driver) };
  const of = `GET /api/plan, ${CONNECTIONS} connections, ${kilobytes} KB`;
  const common = { unit: 'ops/s', goal: { kind: '≥', ratio: 0.7 }, baseline: baseline.value } as const;
  report({ name: 'plan-read', of: { baseline: baseline.of, figure: of }, figure: median(figures.plan), ...common });
  report({
    name: 'plan-read: each read anew',
    of: { baseline: baseline.of, figure: `${of}, each asking for another day, so that each is read` },
    figure: median(figures.fresh),
    ...common,
  });
  report({
    name: 'plan-read: 304',
    of: { baseline: `${of}, each asking for another day`, figure: 'the same with If-None-Match' },
    baseline: median(figures.fresh),
    figure: median(figures.unchanged),
    unit: 'ops/s',
    goal: { kind: '≥', ratio: 5 },
  });
}

/** Days after everything in the plan, each once. */
function nextDay(): number {
  days.last += 1;
  return days.last;
}

type Requests = { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly pathOf?: () => string };

async function requestLoop(subject: BenchProduct, { status, headers = {}, pathOf }: Requests): Promise<number> {
  const result = await autocannon({
    url: `${subject.url}/api/plan`,
    connections: CONNECTIONS,
    duration: SECONDS,
    headers: { cookie: subject.cookie, ...headers },
    ...(pathOf && { requests: [{ setupRequest: (request) => ({ ...request, path: pathOf() }) }] }),
  });
  const wanted = result.statusCodeStats?.[String(status)]?.count ?? 0;
  if (wanted !== result.requests.total || result.errors > 0)
    throw new Error(`answers other than ${status}: ${JSON.stringify(result.statusCodeStats)}`);
  return result.requests.total / result.duration;
}

/** The statement that the server sends for this reader, on as many connections, each asking again when it is answered. */
async function driverLoop(subject: BenchProduct): Promise<number> {
  const reader = { userId: subject.adminId, role: 'admin', siteIds: 'all' } as const;
  const { sql: text, parameters } = planQuery(reader, { archived: 'include' }).compile(subject.opened.database);
  const clients = Array.from({ length: CONNECTIONS }, () => new pg.Client(clientOptionsOf(subject.connection)));
  await Promise.all(clients.map((client) => client.connect()));
  const endMs = performance.now() + SECONDS * 1000;
  let count = 0;
  await Promise.all(
    clients.map(async (client) => {
      while (performance.now() < endMs) {
        await client.query(text, [...parameters]);
        count += 1;
      }
    }),
  );
  await Promise.all(clients.map((client) => client.end()));
  return count / SECONDS;
}
