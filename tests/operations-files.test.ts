import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const read = (file: string): string => readFileSync(file, 'utf8');

function namesIn(text: string, pattern: RegExp): readonly string[] {
  return [...new Set(Array.from(text.matchAll(pattern), (match) => match[1] ?? ''))];
}

/** Variables that a file mentions, as `NAME:` of an environment or `${NAME}`. */
function variablesOf(text: string): readonly string[] {
  const lines = text.split('\n').filter((line) => !line.trimStart().startsWith('#'));
  return namesIn(lines.join('\n'), /(?:^ +|\$\{?)([A-Z][A-Z_]{2,})(?=[:}\s]|$)/gm);
}

describe('the files for operators', () => {
  const documented = new Set(namesIn(read('.env.example'), /^#? ?([A-Z][A-Z_]+)=/gm));

  it('the compose files set names that the product knows, and the first one all of them', () => {
    const compose = variablesOf(read('ops/docker-compose.yml'));
    expect(compose.length).toBeGreaterThan(30);
    expect(compose.filter((name) => !documented.has(name))).toEqual([]);
    // Where it listens and keeps its files is the image's affair.
    const own = ['HOST', 'DATA_DIR'];
    expect([...documented].filter((name) => !compose.includes(name) && !own.includes(name))).toEqual([]);
    const fresh = variablesOf(read('ops/docker-compose.fresh.yml')).filter((name) => !name.startsWith('POSTGRES_'));
    expect(fresh.filter((name) => !documented.has(name))).toEqual([]);
  });

  it('no default of a variable names another one: not every Compose looks into it, and the name would be the password', () => {
    for (const file of ['ops/docker-compose.yml', 'ops/docker-compose.fresh.yml']) expect(read(file)).not.toMatch(/\$\{[^}]*\$/);
  });

  it('the image copies what exists, and what the server needs is let into its build', () => {
    const copied = Array.from(read('ops/Dockerfile').matchAll(/^COPY ((?:[\w.-]+\/? )+)\S+$/gm), (match) =>
      (match[1] ?? '').trim().split(' '),
    );
    const sources = copied.flat().filter((source) => source !== '.');
    expect(sources).toEqual(expect.arrayContaining(['src/', 'seeds/', 'package.json']));
    const letIn = read('ops/Dockerfile.dockerignore').split('\n');
    for (const source of sources) {
      expect(existsSync(source)).toBe(true);
      expect(letIn).toContain(`!${source.replace('/', '')}`);
    }
  });

  it('mounted files exist', () => {
    const mounted = Array.from(read('ops/docker-compose.fresh.yml').matchAll(/- \.\/([\w.-]+):/g), (match) => match[1] ?? '');
    expect(mounted).toHaveLength(2);
    for (const file of mounted) expect(existsSync(`ops/${file}`)).toBe(true);
  });

  it('the Helm chart is of this version, reads only values that it explains, and names only variables that there are', () => {
    const chart = 'ops/helm/milestone';
    const { version } = JSON.parse(read('package.json')) as { version: string };
    expect(read(`${chart}/Chart.yaml`)).toContain(`\nappVersion: ${version}\n`);
    const values = read(`${chart}/values.yaml`);
    const keys = new Set(namesIn(values, /^([a-zA-Z]+):/gm));
    const templates = readdirSync(`${chart}/templates`).map((file) => read(`${chart}/templates/${file}`));
    const used = templates.flatMap((template) => namesIn(template, /\.Values\.([a-zA-Z]+)/g));
    expect([...keys].toSorted()).toEqual([...new Set(used)].toSorted());
    const nested = templates.flatMap((template) => Array.from(template.matchAll(/\.Values\.([a-zA-Z]+)\.([a-zA-Z]+)/g)));
    for (const [, group, key] of nested) expect(values, `${group}.${key}`).toMatch(new RegExp(`^${group}:(\\n {2}.*)*\\n {2}${key}:`, 'm'));
    const named = namesIn([values, ...templates].join('\n'), /\b((?!NOTES)[A-Z]{2,}(?:_[A-Z]+)+)\b/g);
    expect(named).toEqual(expect.arrayContaining(['MULTI_TENANT', 'MASTER_DATABASE_URL', 'NODE_COUNT']));
    expect(named.filter((name) => !documented.has(name))).toEqual([]);
  });

  it('the runbook mentions only commands that there are', async () => {
    const { createProgram } = await import('../src/cli/command-line.ts');
    const known = createProgram().commands.flatMap((command) => [
      command.name(),
      ...command.commands.map((sub) => `${command.name()} ${sub.name()}`),
    ]);
    const mentioned = Array.from(
      read('ops/RUNBOOK.md').matchAll(/\bmilestone ((?:tenant|keys|admin) [a-z]+|migrate|doctor|status)\b/g),
      (match) => match[1] ?? '',
    );
    expect(mentioned.length).toBeGreaterThan(10);
    expect(mentioned.filter((name) => !known.includes(name))).toEqual([]);
  });
});
