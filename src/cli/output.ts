import type { Command } from 'commander';
import type { CliError } from './cli-error.ts';

export type Output = {
  readonly isJson: boolean;
  /** Progress and remarks, for people alone. */
  readonly note: (line: string) => void;
  /** The outcome: `text` for people, or `value` as the one JSON document. */
  result(text: string, value: unknown): void;
  fail(error: CliError): void;
};

/** Results go to standard output, everything else to standard error, so that results can be piped. */
export function createOutput(isJson: boolean): Output {
  const write = (text: string): void => void process.stdout.write(`${text}\n`);
  const remark = (text: string): void => void process.stderr.write(`${text}\n`);
  return {
    isJson,
    note: (line) => {
      if (!isJson) remark(line);
    },
    result: (text, value) => write(isJson ? JSON.stringify(value, null, 2) : text),
    fail: ({ code, message }) => (isJson ? write(JSON.stringify({ error: { code, message } }, null, 2)) : remark(message)),
  };
}

export function outputOf(command: Command): Output {
  return createOutput(command.optsWithGlobals<{ json?: boolean }>().json === true);
}
