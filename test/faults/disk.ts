import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** One thing done to the disk, or an answer sent, in the order in which they happened; see `disk.c`. */
export interface Deed {
  readonly kind: 'o' | 'w' | 't' | 's' | 'u' | 'a'
  readonly path: string
  readonly offset: number
  readonly data: Buffer
}

/** Compiles the layer between a process and its disk; `null`, with a notice, where there is no C compiler. */
export function compileDisk(): string | null {
  const library = join(tmpdir(), `sayso-disk-${process.pid}.so`)
  const source = fileURLToPath(new URL('disk.c', import.meta.url))
  const compiled = spawnSync('cc', ['-O1', '-shared', '-fPIC', '-o', library, source, '-ldl', '-lpthread'])
  if (compiled.status === 0) return library
  console.warn(`skipped: no C compiler here, so the disk cannot be made to fail (${compiled.stderr ?? 'cc'})`)
  return null
}

/** The deeds in a log, first to last. */
export function readDeeds(log: string): Deed[] {
  if (!existsSync(log)) return []
  const bytes = readFileSync(log)
  const deeds: Deed[] = []
  for (let at = 0; at + 17 <= bytes.length; ) {
    const pathEnd = at + 17 + bytes.readUInt32LE(at + 9)
    const dataEnd = pathEnd + bytes.readUInt32LE(at + 13)
    deeds.push({
      kind: String.fromCharCode(bytes[at]!) as Deed['kind'],
      path: bytes.toString('utf8', at + 17, pathEnd),
      offset: Number(bytes.readBigUInt64LE(at + 1)),
      data: bytes.subarray(pathEnd, dataEnd),
    })
    at = dataEnd
  }
  return deeds
}

const sector = 512

/** A file's bytes as last synced, and what was done to it since. */
interface File {
  bytes: Buffer
  size: number
  unsafe: Deed[]
}

/**
 * A disk that is told one deed after the other and can lose power in between. Safe is what was
 * synced. Names (made, unlinked) keep their order, as on a journaling file system: they are safe
 * with the next sync of anything.
 */
export function newDisk() {
  const names = new Map<string, File>()
  const safeNames = new Map<string, File>()
  let unsafeNames: { path: string; file: File | null }[] = []

  function rename(to: Map<string, File>, { path, file }: { path: string; file: File | null }): void {
    if (file) to.set(path, file)
    else to.delete(path)
  }

  function name(path: string, file: File | null): void {
    rename(names, { path, file })
    unsafeNames.push({ path, file })
  }

  return {
    tell(deed: Deed): void {
      const { kind, path } = deed
      const file = names.get(path)
      if (kind === 'o' && !file) name(path, { bytes: Buffer.alloc(4096), size: 0, unsafe: [] })
      if (kind === 'u' && file) name(path, null)
      if (kind === 'w' || kind === 't') file?.unsafe.push(deed)
      if (kind !== 's') return
      for (const done of file?.unsafe.splice(0) ?? []) apply(file!, done)
      for (const each of unsafeNames) rename(safeNames, each)
      unsafeNames = []
    },

    /**
     * Writes into `folder` what a power cut now leaves: of what is not safe, each write with the
     * chance `kept`, in part torn between sectors; of the names, those up to some point.
     */
    leave(folder: string, kept: number, random: () => number): void {
      const left = new Map(safeNames)
      const until = Math.floor(random() * (unsafeNames.length + 1))
      for (const each of unsafeNames.slice(0, until)) rename(left, each)
      mkdirSync(folder, { recursive: true })
      for (const [path, { bytes, size, unsafe }] of left) {
        if (!path.includes('.db')) continue
        const file = { bytes: Buffer.from(bytes), size, unsafe: [] }
        for (const done of unsafe)
          if (random() < kept) apply(file, { ...done, data: torn(done.data, random) })
        writeFileSync(join(folder, basename(path)), file.bytes.subarray(0, file.size))
      }
    },
  }
}

/** Half of the unsafe writes stop at a sector's edge. */
function torn(data: Buffer, random: () => number): Buffer {
  return random() < 0.5 ? data : data.subarray(0, sector * Math.floor((random() * data.length) / sector))
}

function apply(file: File, { kind, offset, data }: Deed): void {
  const end = kind === 't' ? offset : Math.max(file.size, offset + data.length)
  if (end > file.bytes.length)
    file.bytes = Buffer.concat([file.bytes, Buffer.alloc(2 * end - file.bytes.length)])
  if (kind === 't') file.bytes.fill(0, offset)
  else data.copy(file.bytes, offset)
  file.size = end
}

/** The id of a response a client was told is stored, if this deed told it. */
export function acknowledged({ kind, data }: Deed): string[] {
  if (kind !== 'a') return []
  const found = /^HTTP\/1\.1 20[01] [\s\S]*"id":"([^"]+)"/.exec(data.toString('latin1'))
  return found ? [found[1]!] : []
}
