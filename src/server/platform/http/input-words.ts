import { z } from 'zod';

type Issue = z.core.$ZodRawIssue;

const types: Readonly<Record<string, string>> = {
  string: 'must be text',
  number: 'must be a number',
  int: 'must be a whole number',
  boolean: 'must be true or false',
  array: 'must be a list',
  object: 'must be an object',
  record: 'must be an object',
  null: 'must be null',
  never: 'is not known here',
};

const formats: Readonly<Record<string, string>> = {
  email: 'must be an e-mail address',
  url: 'must be an address such as https://example.org',
  uuid: 'must be an id as this API gives them',
  date: 'must be a day such as 2026-05-04',
  datetime: 'must be a moment such as 2026-05-04T08:00:00Z',
  time: 'must be a time such as 08:00',
};

const counted: Readonly<Record<string, string>> = { string: 'character', array: 'entry', set: 'entry', map: 'entry', record: 'entry' };

/** What is wrong with a value, to be read after the name of its field; what a schema says itself goes first. */
function wordsOfIssue(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : (types[issue.expected] ?? `must be ${issue.expected}`);
    case 'too_small':
      if (issue.origin === 'string' && Number(issue.minimum) === 1) return 'must not be empty';
      return boundOf(issue.origin, issue.minimum, issue.inclusive === false ? 'more than' : 'at least');
    case 'too_big':
      return boundOf(issue.origin, issue.maximum, issue.inclusive === false ? 'less than' : 'at most');
    case 'invalid_format':
      return formats[issue.format] ?? 'does not have the form that is needed';
    case 'invalid_value':
      return issue.values.length === 1 ? `must be ${String(issue.values[0])}` : `must be one of ${issue.values.map(String).join(', ')}`;
    case 'not_multiple_of':
      return `must be a multiple of ${issue.divisor}`;
    case 'invalid_union':
      return 'has none of the forms that are known here';
    case 'custom':
    case 'invalid_key':
    case 'invalid_element':
    case 'unrecognized_keys':
      return 'is not valid';
  }
}

function boundOf(origin: string, bound: number | bigint, how: string): string {
  const unit = counted[origin];
  if (unit === undefined) return `must be ${how} ${bound}`;
  const units = Number(bound) === 1 ? unit : unit === 'entry' ? 'entries' : `${unit}s`;
  return `must have ${how} ${bound} ${units}`;
}

/** Every schema of this process speaks so. */
export function useInputWords(): void {
  z.config({ localeError: wordsOfIssue });
}
