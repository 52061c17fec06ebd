import { expect, it } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { splitBy } from '../../server/responses/save-queue.ts'
import { mayBeAt } from '../../server/storage/open-database.ts'
import { turnOf } from '../../server/workspaces/workspace-database.ts'
import { saveOf } from '../support/database.ts'

it('of more databases than a tick has time for, each has its turn', () => {
  for (const [size, atOnce] of [
    [3, 30],
    [30, 30],
    [31, 30],
    [45, 30],
    [200, 30],
    [7, 3],
  ] as const) {
    const all = Array.from({ length: size }, (_, item) => item)
    const looked = Array.from({ length: size }, (_, minute) => turnOf(all, atOnce, minute))
    for (const items of looked) expect(new Set(items).size).toBe(Math.min(size, atOnce))
    expect(new Set(looked.flat()).size).toBe(size)
    const soon = looked.slice(0, Math.ceil(size / atOnce))
    expect(new Set(soon.flat()).size).toBe(size)
  }
})

it('a batch is parted by place, in order, and what has none just now comes again', async () => {
  const retried: string[] = []
  const messages = ['a1', 'b1', 'none', 'a2'].map((id) => ({
    ...{ body: saveOf({ id }), ack: () => {} },
    retry: () => retried.push(id),
  }))
  const parts = await splitBy({ messages }, async ({ id }) => {
    if (id === 'none') throw new Error('the directory is away')
    return id[0]
  })
  const ids = [...parts].map(([place, { messages }]) => [place, messages.map(({ body }) => body.id)])
  expect(ids).toEqual([
    ['a', ['a1', 'a2']],
    ['b', ['b1']],
  ])
  expect(retried).toEqual(['none'])
})

it('a token is for its host, or for any host below a name, and for no other', () => {
  const config = readConfig({
    DATABASE_URL: 'libsql://main.example.com',
    DATABASE_TOKENS: 'acme.example.com=a=, *.eu.example.com=b ,127.0.0.1:8080',
  })
  expect([...config.databaseTokens]).toEqual([
    ['acme.example.com', 'a='],
    ['*.eu.example.com', 'b'],
    ['127.0.0.1:8080', ''],
  ])
  const urls = {
    'libsql://acme.example.com': true,
    'https://ACME.example.com/': true,
    'libsql://x.eu.example.com': true,
    'libsql://eu.example.com': false,
    'libsql://xeu.example.com': false,
    'libsql://acme.example.com.evil.org': false,
    'https://acme.example.com:8443': false,
    'http://127.0.0.1:8080': true,
    'http://127.0.0.1:8081': false,
  }
  for (const [url, may] of Object.entries(urls)) expect([url, mayBeAt(config, url)]).toEqual([url, may])
})
