import { readdirSync, readFileSync } from 'node:fs'
import { sha256 } from '../http/hashing.ts'
import type { Asset } from '../services.ts'

/** Reads all built files, by their path in `dist`: they are few and small. Throws when nothing was built. */
export async function readAssets(): Promise<Map<string, Asset>> {
  const folder = new URL('../../dist/', import.meta.url)
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(js|json)$/.test(name),
  )
  return new Map(
    await Promise.all(
      names.map(async (name): Promise<[string, Asset]> => {
        const text = readFileSync(new URL(name, folder), 'utf8')
        return [name.replaceAll('\\', '/'), { text, etag: await sha256(text) }]
      }),
    ),
  )
}
