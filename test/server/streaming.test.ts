import { once } from 'node:events'
import { rmSync, statSync, truncateSync } from 'node:fs'
import { createServer, type Server as HttpServer } from 'node:http'
import { type AddressInfo, connect as openSocket } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cutStalledReaders } from '../../server/node/slow-requests.ts'
import { connect } from '../../server/storage/file/connection.ts'
import { copierOf } from '../../server/storage/file/copy.ts'
import { clientOf, newResponse } from '../support/client.ts'
import { newFile, type Server, startServer } from '../support/server.ts'

describe('a backup over HTTP', () => {
  const file = newFile()
  let server: Server
  beforeAll(async () => {
    server = await startServer(file.variables)
    // More than what is read at once, so that a copy nobody reads does not end by itself.
    await saveMany(1000)
  })
  afterAll(async () => {
    await server.end()
    rmSync(file.folder, { recursive: true })
  })
  async function saveMany(count: number): Promise<void> {
    const { publicly } = clientOf(server)
    for (let i = 0; i < count; i += 50)
      await Promise.all(
        Array.from({ length: 50 }, () =>
          publicly('/v1/public/responses', newResponse('demo', { comment: 'x'.repeat(5000) })),
        ),
      )
  }
  const ask = (method: string, init: RequestInit = {}) =>
    fetch(`${server.url}/v1/backup`, { method, headers: { authorization: `Bearer ${server.key}` }, ...init })
  const isWhole = async () => {
    const answer = await ask('GET')
    return answer.status === 200 && (await answer.bytes()).length > 0
  }

  it('is not begun by a HEAD, after which the log is moved into the file as before', async () => {
    for (let i = 0; i < 3; i += 1) expect((await ask('HEAD')).status).toBe(200)
    expect(await isWhole()).toBe(true)
    expect((await ask('HEAD')).status).toBe(200)
    await saveMany(1500)
    // A thousand pages of 4 KiB are moved at once; a log that is not emptied would hold all of it.
    expect(statSync(`${file.path}-wal`).size).toBeLessThan(16 * 1024 * 1024)
    expect(await isWhole()).toBe(true)
  })

  it('is over when its reader leaves', async () => {
    for (let i = 0; i < 3; i += 1) {
      const leaving = new AbortController()
      const answer = await ask('GET', { signal: leaving.signal })
      expect(answer.status).toBe(200)
      leaving.abort()
    }
    await expect.poll(isWhole).toBe(true)
  })

  it('that left an overgrown log behind is told by the doctor', async () => {
    const checkup = async () => (await clientOf(server).get('/v1/checkup')).body
    expect(await checkup()).toMatchObject({ isWell: true, logBytes: expect.any(Number) })
    const checkupOfGrown = () => {
      truncateSync(`${file.path}-wal`, 300 * 1024 * 1024)
      return checkup()
    }
    // The server's own work in the background may empty it at any time.
    await expect.poll(checkupOfGrown).toMatchObject({ isWell: false, logBytes: 300 * 1024 * 1024 })
  })
})

describe('a copy', () => {
  /** Of a database of some megabytes. */
  function copierWith(limits: { stalled: number; whole: number }) {
    const { folder, path } = newFile()
    const connection = connect(path)
    connection.write([{ sql: 'CREATE TABLE pages (text TEXT)', args: [] }])
    for (let i = 0; i < 3; i += 1)
      connection.write([{ sql: 'INSERT INTO pages VALUES (hex(zeroblob(600000)))', args: [] }])
    let failures = 0
    const pragma = async (text: string) => {
      if (failures > 0) {
        failures -= 1
        throw new Error('the disk is full')
      }
      return connection.read({ sql: `PRAGMA ${text}`, args: [] })
    }
    const copier = copierOf(path, pragma, limits)
    return {
      copy: copier.copy,
      fail: () => {
        failures = 1
      },
      end() {
        connection.release()
        copier.close()
        rmSync(folder, { recursive: true })
      },
    }
  }

  async function bytesOf(stream: ReadableStream<Uint8Array>): Promise<number> {
    let size = 0
    for await (const part of stream) size += part.length
    return size
  }

  it('ends when nobody reads on, and the next can be made', async () => {
    const { copy, end } = copierWith({ stalled: 100, whole: 60_000 })
    const abandoned = await copy()
    await expect(copy()).rejects.toThrow('another copy')
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect(await bytesOf(await copy())).toBeGreaterThan(3_000_000)
    await expect(bytesOf(abandoned)).rejects.toThrow('nobody reads')
    end()
  })

  it('ends when it is read a little now and then, and takes for ever', async () => {
    const { copy, end } = copierWith({ stalled: 60_000, whole: -3000 })
    const reader = (await copy()).getReader()
    await reader.read()
    await new Promise((resolve) => setTimeout(resolve, 1500))
    expect(await bytesOf(await copy())).toBeGreaterThan(3_000_000)
    await expect(reader.read().then(() => reader.read())).rejects.toThrow('nobody reads')
    end()
  })

  it('that could not begin leaves room for the next', async () => {
    const { copy, fail, end } = copierWith({ stalled: 60_000, whole: 60_000 })
    fail()
    await expect(copy()).rejects.toThrow('the disk is full')
    expect(await bytesOf(await copy())).toBeGreaterThan(3_000_000)
    end()
  })
})

describe('whoever reads nothing of an answer', () => {
  let server: HttpServer
  afterAll(() => server.closeAllConnections())

  it('is cut, and what makes the answer ends; an answer that takes long to begin is not', async () => {
    const over: string[] = []
    server = createServer((request, answer) => {
      answer.on('close', () => over.push(request.url!))
      if (request.url === '/late') return void setTimeout(() => answer.end('late'), 1500)
      const more = () => {
        while (!answer.destroyed && answer.write('x'.repeat(65_536)));
      }
      answer.on('drain', more)
      more()
    })
    cutStalledReaders(server, 300)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const deaf = openSocket(port, '127.0.0.1')
    deaf.on('error', () => {})
    deaf.pause().write('GET /endless HTTP/1.1\r\nhost: x\r\n\r\n')
    const late = await fetch(`http://127.0.0.1:${port}/late`)
    expect(await late.text()).toBe('late')
    await expect.poll(() => over).toContain('/endless')
    deaf.destroy()
    server.close()
  })
})
