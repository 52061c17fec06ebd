import { existsSync } from 'node:fs'
import { open, readFile, rename, rm } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Ledger, Tombstone } from '../db.ts'

/**
 * The erasures of a database file, in a file of its own beside it: one JSON object a line, the first with the key.
 * It has hashes and times, and nobody's name. Each append begins a new line, so that one cut short by a crash
 * spoils no other.
 */
export function ledgerAt(path: string): Ledger {
  async function read() {
    if (!existsSync(path)) return null
    const lines = (await readFile(path, 'utf8')).split('\n').flatMap(parsed)
    const key = lines.find((line) => typeof line.key === 'string')?.key as string | undefined
    const erased = lines.filter((line) => typeof line.name === 'string') as unknown as Tombstone[]
    return key === undefined ? null : { key, erased }
  }

  return {
    read,
    async append(key, erased) {
      const isNew = !existsSync(path)
      await write(path, 'a', linesOf([...(isNew ? [{ key }] : []), ...erased]))
    },
    async prune(before) {
      const kept = await read()
      const young = kept?.erased.filter(({ erasedAt }) => erasedAt >= before)
      if (!kept || young!.length === kept.erased.length) return
      await rm(`${path}.new`, { force: true })
      await write(`${path}.new`, 'w', linesOf([{ key: kept.key }, ...young!]))
      await rename(`${path}.new`, path)
    },
    setAside: () => rename(path, `${path}.other`),
  }
}

async function write(path: string, how: 'a' | 'w', text: string): Promise<void> {
  const file = await open(path, how, 0o600)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  // A new name is on the disk only when its folder is.
  const folder = await open(dirname(path), 'r')
  await folder.sync().finally(() => folder.close())
}

const linesOf = (lines: readonly object[]) => lines.map((line) => `\n${JSON.stringify(line)}`).join('')

function parsed(line: string): Record<string, unknown>[] {
  try {
    return [JSON.parse(line)]
  } catch {
    return []
  }
}
