/**
 * Writes the generated SQL into `all.ts`, since Workers have no files to read it from, and the migrations'
 * names into `names.ts`, which is enough to check whether any is missing. Run by `npm run migrations`; a test
 * keeps these files and the SQL equal.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'

const folder = new URL('.', import.meta.url)
const names = readdirSync(folder)
  .filter((name) => name.endsWith('.sql'))
  .sort()
const entries = names.map((name) => {
  const statements = readFileSync(new URL(name, folder), 'utf8')
    .split('--> statement-breakpoint')
    .map((statement) => statement.trim())
  return { name: name.replace(/\.sql$/, ''), statements }
})
writeFileSync(
  new URL('all.ts', folder),
  `// Made by \`npm run migrations\` from the .sql files beside it: append, never edit.
export const migrations: readonly { readonly name: string; readonly statements: readonly string[] }[] =
${JSON.stringify(entries, null, 2)}
`,
)
writeFileSync(
  new URL('names.ts', folder),
  `// Made by \`npm run migrations\`, like all.ts.
export const migrationNames: readonly string[] = ${JSON.stringify(entries.map(({ name }) => name))}
`,
)
