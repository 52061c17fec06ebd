import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dataFiles } from './files.ts'
import { staticHeaders } from './static-headers.ts'

const folder = new URL('../../dist/data/', import.meta.url)
mkdirSync(folder, { recursive: true })
for (const [name, make] of Object.entries(dataFiles))
  writeFileSync(new URL(`${name}.json`, folder), JSON.stringify(await make()))

// How the platform of Workers sends the files that it serves without asking the Worker.
writeFileSync(new URL('../../dist/_headers', import.meta.url), staticHeaders)

// The pictures of the documents, beside which the server shows them.
const [docs, pictures] = [
  new URL('../../docs/', import.meta.url),
  new URL('../../dist/docs/', import.meta.url),
]
mkdirSync(pictures, { recursive: true })
for (const name of readdirSync(docs).filter((name) => /\.(png|jpg)$/.test(name)))
  copyFileSync(new URL(name, docs), new URL(name, pictures))
