import { rmSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { readJsonFile, writePrivateFile } from './private-file.ts';

const schema = z.object({ pid: z.int(), url: z.string(), databasePort: z.int().nullable() });
/** What the running server tells the command line: where it serves, and where its embedded database listens. */
export type ServerFile = z.output<typeof schema>;

const NAME = 'server.json';

export function writeServerFile(folder: string, content: ServerFile): void {
  writePrivateFile(path.join(folder, NAME), `${JSON.stringify(content, null, 2)}\n`);
}

/** May be left by a server that was killed: believe it only while the folder is locked by somebody. */
export function readServerFile(folder: string): ServerFile | undefined {
  return readJsonFile(path.join(folder, NAME), schema);
}

export function removeServerFile(folder: string): void {
  rmSync(path.join(folder, NAME), { force: true });
}
