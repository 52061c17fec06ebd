import { readdirSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { sha256 } from '../http/hashing.ts'
import type { Asset } from '../services.ts'

/** Reads all files of the build in `folder`, by their path in it: they are few and small. Throws when there is none. */
export async function readAssets(folder: URL): Promise<Map<string, Asset>> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(js|json|css)$/.test(name),
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

/** The bytes of one file of `folder` that is asked for seldom, or `null` when there is none. */
export async function readPicture(folder: URL, name: string): Promise<ArrayBuffer | null> {
  const bytes = await readFile(new URL(name, folder)).catch(() => null)
  return bytes && new Uint8Array(bytes).buffer
}
