import { buildApp } from '../../server/app.ts'
import { addKeyed } from '../../server/keyed.ts'
import { openApiDocument } from '../../server/openapi/document.ts'
import type { OpenApi } from '../contract/calls.ts'

const app = buildApp(() => Promise.reject(new Error('not called')), addKeyed)

/** The document that the server describes its calls with. */
export const document = openApiDocument(app) as unknown as OpenApi
