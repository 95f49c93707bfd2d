// Writes annotations as @actions/core writes them. Usage: node annotations.mjs MODULE < JSON, a list of
// {level, message, title, file, startLine, endLine, startColumn, endColumn}.
import { readFileSync } from 'node:fs';

const { default: core, ...named } = await import(process.argv[2]);
const actions = { ...core, ...named };
for (const { level, message, ...properties } of JSON.parse(readFileSync(0, 'utf8'))) {
  actions[level](message, properties);
}
