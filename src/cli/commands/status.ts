import type { Command } from 'commander';
import { outputOf } from '../output.ts';
import { withWorkspace } from '../workspace.ts';

/** `milestone status`: where the server and its database are, and whether the database is current. */
export function addStatus(program: Command): void {
  program
    .command('status')
    .description('say where the server and its database are, and whether the database is current')
    .action(async (_options: unknown, command: Command) => {
      const output = outputOf(command);
      await withWorkspace(output.note, async ({ runtime, serverUrl, connection }) => {
        const isCurrent = await runtime.isReady();
        const database = { host: connection.host, port: connection.port, name: connection.database, isCurrent };
        const lines = [
          `Server:    ${serverUrl ?? 'none known here'}`,
          `Database:  ${database.host}:${database.port}/${database.name}, ${isCurrent ? 'current' : 'not reachable or not current'}`,
        ];
        output.result(lines.join('\n'), { server: serverUrl ?? null, database });
      });
    });
}
