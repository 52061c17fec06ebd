import { closeSync, fstatSync, openSync, read } from 'node:fs'
import { promisify } from 'node:util'
import { StorageUnavailable } from '../db.ts'

const readAt = promisify(read)
const chunkSize = 1024 * 1024

/** How long a copy may take, in milliseconds: while it is made, the log beside the file grows. */
export interface CopyLimits {
  /** A reader that asks for nothing for so long has stopped. */
  readonly stalled: number
  /** The whole copy: so long, and a second for each megabyte. */
  readonly whole: number
}
const usualLimits: CopyLimits = { stalled: 30_000, whole: 60_000 }

/** Copies an open database file; `close` after the database was closed. */
export interface Copier {
  copy(): Promise<ReadableStream<Uint8Array>>
  close(): void
}

/**
 * Copies the database while it is in use, without blocking saves. A checkpoint moves the log into the file, then
 * checkpoints are off until the copy is done: the file does not change, and saves grow the log beside it.
 * (`VACUUM INTO` blocks every save: 0.6 s for 70 MB.)
 *
 * The file is opened for reading once and stays open, because closing it would drop this process's lock
 * (https://sqlite.org/howtocorrupt.html, 2.2). One copy at a time; it ends by itself when its reader does not.
 */
export function copierOf(
  path: string,
  pragma: (text: string) => Promise<unknown>,
  limits = usualLimits,
): Copier {
  let file: number | null = null
  let isCopying = false

  async function begin(): Promise<number> {
    await pragma('wal_autocheckpoint = 0')
    await pragma('wal_checkpoint(TRUNCATE)')
    file ??= openSync(path, 'r')
    return file
  }

  async function end(): Promise<void> {
    try {
      await pragma('wal_autocheckpoint = 1000')
    } finally {
      isCopying = false
    }
  }

  return {
    async copy() {
      if (isCopying) throw new StorageUnavailable('another copy of the database is in progress')
      isCopying = true
      try {
        return streamOf(await begin(), end, limits)
      } catch (error) {
        await end()
        throw error
      }
    },
    close() {
      if (file !== null) closeSync(file)
      file = null
    },
  }
}

/** The file from beginning to end. `end` is called once, however the reading ends: done, failed, left or stalled. */
function streamOf(
  from: number,
  end: () => Promise<void>,
  { stalled, whole }: CopyLimits,
): ReadableStream<Uint8Array> {
  const { size, mtimeMs } = fstatSync(from)
  let at = 0
  let ended: Promise<void> | undefined
  let giveUp = () => {}
  const stalling = setTimeout(() => giveUp(), stalled).unref()
  const overdue = setTimeout(() => giveUp(), whole + (size / chunkSize) * 1000).unref()

  function endOnce(): Promise<void> {
    clearTimeout(stalling)
    clearTimeout(overdue)
    ended ??= end()
    return ended
  }

  async function readPart(): Promise<Buffer> {
    const part = Buffer.alloc(Math.min(chunkSize, size - at))
    const { bytesRead } = await readAt(from, part, 0, part.length, at)
    at += bytesRead
    if (fstatSync(from).mtimeMs !== mtimeMs)
      throw new StorageUnavailable('the file changed while it was copied')
    return part.subarray(0, bytesRead)
  }

  return new ReadableStream<Uint8Array>({
    start(controller) {
      giveUp = () => {
        controller.error(new StorageUnavailable('nobody reads the copy'))
        void endOnce().catch(() => {})
      }
    },
    async pull(controller) {
      try {
        stalling.refresh()
        const part = await readPart()
        if (ended) return
        if (part.length > 0) controller.enqueue(part)
        if (at < size) return
        await endOnce()
        controller.close()
      } catch (error) {
        await endOnce()
        throw error
      }
    },
    cancel: endOnce,
  })
}
