import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildApp } from './server/app.ts'
import { openApiDocument } from './server/openapi/document.ts'
import { type Described, typesOf } from './server/openapi/typescript.ts'

// Writes the types of the API, and the empty module that they are of, into the folder of a package: `npm run package`.
const folder = process.argv[2]!
const app = buildApp(() => Promise.reject(new Error('not called')))
const document = JSON.parse(JSON.stringify(openApiDocument(app))) as Described
writeFileSync(join(folder, 'types/api.d.ts'), typesOf(document))
writeFileSync(join(folder, 'api.js'), 'export {}\n')
