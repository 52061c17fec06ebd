import { expect, test } from 'vitest'
import { newUuid } from '../../widget/browser/uuid.ts'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/

/** What a page over plain http has of `crypto`. */
const insecure = { getRandomValues: crypto.getRandomValues.bind(crypto) } as Crypto

test.each([
  ['with randomUUID', crypto],
  ['without', insecure],
])('identifiers are version 4 UUIDs, %s, and never the same', (_, source) => {
  const made = Array.from({ length: 500 }, () => newUuid(source))
  for (const identifier of made) expect(identifier).toMatch(uuid)
  expect(new Set(made).size).toBe(500)
})
