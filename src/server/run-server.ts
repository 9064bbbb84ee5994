import { ConfigError, loadConfig } from './platform/config/config.ts';
import { readEnvironment } from './platform/config/environment.ts';
import { DataFolderError } from './platform/data-folder/data-folder.ts';
import { MigrationError } from './platform/database/migrations.ts';
import { startProduct } from './start.ts';
import { StartError, type RunningProduct } from './start-steps.ts';

const print = (line: string): void => void process.stdout.write(`${line}\n`);
const complain = (line: string): void => void process.stderr.write(`${line}\n`);

/** A person who presses Ctrl-C again after this long wants no order any more. Sooner it is an echo: npm and `timeout` pass signals on twice. */
const PATIENCE_MS = 2000;
const PARENT_CHECK_MS = 300;

/** The process: starts the product, and stops it in order when it is told to, by Ctrl-C as by a supervisor. */
export async function runServer(): Promise<void> {
  let stoppingSinceMs: number | undefined;
  const starting: { product?: Promise<RunningProduct> } = {};
  const stop = async (exitCode: number): Promise<void> => {
    stoppingSinceMs = performance.now();
    const product = await starting.product?.catch(() => undefined);
    await product?.stop();
    process.exit(exitCode);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => {
      if (stoppingSinceMs === undefined) void stop(0);
      else if (signal === 'SIGINT' && performance.now() - stoppingSinceMs > PATIENCE_MS) process.exit(130);
    });
  }
  // Nobody reads any more, as behind `| head`: no reason to stop serving.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
  process.on('uncaughtException', (error) => {
    complain(`Unexpected error, stopping: ${error.stack ?? error.message}`);
    if (stoppingSinceMs === undefined) void stop(1);
  });
  try {
    const environment = readEnvironment();
    if (environment['npm_lifecycle_event'] !== undefined) onParentEnd(() => stoppingSinceMs ?? void stop(0));
    starting.product = startProduct(loadConfig(environment), print);
    await starting.product;
  } catch (error) {
    if (stoppingSinceMs !== undefined) return;
    complain(
      isExpected(error)
        ? error.message
        : `Milestone could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    );
    process.exit(1);
  }
}

/** npm passes a signal on to the shell between it and us, and many shells end of it without passing it on further. */
function onParentEnd(callback: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, PARENT_CHECK_MS).unref();
}

function isExpected(error: unknown): error is Error {
  return [ConfigError, StartError, DataFolderError, MigrationError].some((kind) => error instanceof kind);
}
