import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ping, StorageUnavailable } from '../../server/storage/db.ts'
import { openRemote } from '../../server/storage/remote.ts'

/** What a database server was asked with; it answers nothing that could be understood. */
const seen: (string | undefined)[] = []
const server = createServer((request, response) => {
  seen.push(request.headers.authorization)
  response.end('{}')
})
beforeAll(() => once(server.listen(0, '127.0.0.1'), 'listening'))
afterAll(() => once(server.close(), 'close'))

it.each([
  ['a token', 'secret', 'Bearer secret'],
  ['an empty token', '', undefined],
  ['none', undefined, undefined],
])('a libSQL server with %s is asked with it alone', async (_, token, sent) => {
  const { port } = server.address() as AddressInfo
  const reason = await ping(openRemote(`http://127.0.0.1:${port}`, token)).catch(({ cause }) => cause)
  expect(reason).toBeInstanceOf(StorageUnavailable)
  expect(seen.at(-1)).toBe(sent)
})
