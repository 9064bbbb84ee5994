/** A command could not do what it was asked; `code` is stable, for programs. */
export class CliError extends Error {
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** The outcome has been written; a part of what was asked for is not done, or what was looked for was found. */
export class PartlyDone extends Error {}
