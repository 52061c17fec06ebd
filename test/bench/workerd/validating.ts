/** The collector as it is on Workers, but for the database: an answer is kept as soon as it is found right. */

import { buildApp } from '../../../server/app.ts'
import { sha256 } from '../../../server/http/hashing.ts'
import { keyringOf } from '../../../server/links/keyring.ts'
import { createFloodWatch } from '../../../server/responses/flood-watch.ts'
import type { Services } from '../../../server/services.ts'
import { openRemote } from '../../../server/storage/remote.ts'
import { createTagger } from '../../../server/themes/tagger.ts'
import { secretsOf } from '../../support/linkSecrets.ts'

const database = openRemote('http://127.0.0.1:1', undefined)

const services: Services = {
  database,
  directory: database,
  own: null,
  save: async ({ revision }) => ({ outcome: 'created', revision }),
  saveView: async () => ({ outcome: 'created', revision: 1 }),
  takesSaves: () => true,
  floods: createFloodWatch(),
  later: () => {},
  tagger: createTagger(),
  languageData: async () => ({ languages: {}, codebooks: {} }),
  rebuildThemes: () => {},
  asset: async () => null,
  hash: sha256,
  now: Date.now,
  freeBytes: async () => null,
  logBytes: async () => null,
  hasGivenSecrets: false,
  keyring: async () => keyringOf('main', secretsOf('a secret of a benchmark')),
  limit: async () => ({ wait: 0, quota: null }),
  addressOf: () => 'unknown',
  logRequest: () => {},
  metrics: null,
  mail: null,
  picture: async () => null,
  publicUrl: null,
  mailEvents: new Map(),
}

const app = buildApp(() => services)

export default { fetch: app.fetch }
