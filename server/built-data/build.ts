import { mkdirSync, writeFileSync } from 'node:fs'
import { dataFiles } from './files.ts'

const folder = new URL('../../dist/data/', import.meta.url)
mkdirSync(folder, { recursive: true })
for (const [name, make] of Object.entries(dataFiles))
  writeFileSync(new URL(`${name}.json`, folder), JSON.stringify(await make()))
