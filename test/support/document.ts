import { buildApp } from '../../server/app.ts'
import { openApiDocument } from '../../server/openapi/document.ts'
import examples from '../../server/openapi/examples.json' with { type: 'json' }
import type { OpenApi } from '../contract/calls.ts'

const app = buildApp(() => Promise.reject(new Error('not called')))

/** The document that the server describes its calls with. */
export const document = openApiDocument(app, examples) as unknown as OpenApi
