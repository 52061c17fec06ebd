import { createHash } from 'node:crypto'
import { open, stat } from 'node:fs/promises'
import { CliError } from './api.ts'

/** What a file of text is written in. */
export interface TextFile {
  readonly file: string
  readonly encoding: string
  /** The SHA-256 of its bytes. */
  readonly hash: string
  /** Its first characters, and whether they are all of it. */
  readonly sample: string
  readonly isWhole: boolean
}

const sampleBytes = 256 * 1024

/** The beginning of a file. Throws a CliError for one that cannot be read. */
export async function beginningOf(file: string, bytes = sampleBytes): Promise<Buffer> {
  try {
    if ((await stat(file)).isDirectory()) throw new CliError(`${file} is a folder: name a file in it`)
    const handle = await open(file)
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(bytes), 0, bytes, 0)
    await handle.close()
    return buffer.subarray(0, bytesRead)
  } catch (error) {
    if (error instanceof CliError) throw error
    const { code } = error as NodeJS.ErrnoException
    throw new CliError(code === 'ENOENT' ? `there is no file ${file}` : `${file} cannot be read: ${code}`)
  }
}

/** Reads a whole file once to see what it is written in. Throws a CliError when that cannot be told. */
export async function openText(file: string, said?: string): Promise<TextFile> {
  const begin = await beginningOf(file)
  const encoding = said ?? markOf(begin)
  const seen = await look(file)
  const chosen = encoding ?? (seen.isUtf8 ? 'utf-8' : olderEncoding(file, seen))
  if (!isEncoding(chosen))
    throw new CliError(`there is no encoding «${chosen}»: use a name like windows-1252`)
  if (!encoding && chosen === older) await requireWestern(file)
  const sample = new TextDecoder(chosen).decode(begin, { stream: true })
  return { file, encoding: chosen, hash: seen.hash, sample, isWhole: begin.length < sampleBytes }
}

function isEncoding(name: string): boolean {
  try {
    new TextDecoder(name)
    return true
  } catch {
    return false
  }
}

/** UTF-16 by its byte order mark, or by the zeros between letters; `null` for others. */
function markOf(bytes: Buffer): string | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be'
  const zeros = [0, 0]
  for (const [place, byte] of bytes.subarray(0, 4096).entries()) if (byte === 0) zeros[place % 2]! += 1
  const half = Math.min(bytes.length, 4096) / 2
  if (zeros[1]! > half / 2 && zeros[0]! < half / 10) return 'utf-16le'
  return zeros[0]! > half / 2 && zeros[1]! < half / 10 ? 'utf-16be' : null
}

interface Seen {
  readonly hash: string
  readonly isUtf8: boolean
  /** Letters beyond ASCII that UTF-8 has, and the line of the first byte that it has not. */
  readonly letters: number
  readonly badLine: number
  /** Whether it has bytes that Windows-1252 does not know. */
  readonly isOlder: boolean
}

/** What files of text are in that are neither UTF-8 nor UTF-16, most of them. */
const older = 'windows-1252'

/** The bytes Windows-1252 has no letter for. */
const unknownBytes = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d])

async function look(file: string): Promise<Seen> {
  const hash = createHash('sha256')
  const decoder = new TextDecoder('utf-8')
  let [letters, badLine, line, isOlder] = [0, 0, 1, true]

  function note(text: string): void {
    if (/^[\0-\x7f]*$/.test(text)) {
      line += text.split('\n').length - 1
      return
    }
    for (const letter of text) {
      if (letter === '\n') line += 1
      else if (letter === '\ufffd') badLine ||= line
      else if (letter > '\x7f') letters += 1
    }
  }

  for await (const bytes of bytesOf(file)) {
    hash.update(bytes)
    note(decoder.decode(bytes, { stream: true }))
    if (badLine > 0 && isOlder) isOlder = !bytes.some((byte) => unknownBytes.has(byte))
  }
  note(decoder.decode())
  return { hash: hash.digest('hex'), isUtf8: badLine === 0, letters, badLine, isOlder }
}

function olderEncoding(file: string, { letters, badLine, isOlder }: Seen): string {
  if (letters > 0)
    throw new CliError(
      `${file} is written in two encodings: other lines are UTF-8, line ${badLine} is not. Save it anew as UTF-8, or say --encoding`,
    )
  if (!isOlder)
    throw new CliError(
      `${file} is neither UTF-8 nor Windows-1252, as line ${badLine} shows: say --encoding, like windows-1251 or shift_jis`,
    )
  return older
}

/** Four letters beyond ASCII in a row, a sign or a capital inside a word: how other alphabets look when read as Windows-1252. */
const strange =
  /[^\p{ASCII}\s]{4,}|(?<=\p{L})[^\p{ASCII}\p{L}\p{P}´\s]+(?=\p{L})|(?<=\p{Ll})[ŽŠŒŸÐ]|(?<=\p{L})[¿¡§¶†‡‰„](?=\p{L})/gu
/** Letters of Icelandic, which Turkish looks like. */
const [turkish, icelandic] = [/[ðþ]/gi, /[áéíóæ]/gi]

/** Throws a CliError for a file that has the letters of another alphabet. */
async function requireWestern(file: string): Promise<void> {
  let [all, odd, either, north] = [0, 0, 0, 0]
  for await (const text of textOfFile({ file, encoding: older })) {
    all += text.match(/[^\p{ASCII}]/gu)?.length ?? 0
    either += text.match(turkish)?.length ?? 0
    north += text.match(icelandic)?.length ?? 0
    for (const [found] of text.matchAll(strange)) if (/\p{L}|^.$/u.test(found)) odd += found.length
  }
  if ((odd + (north === 0 ? either : 0)) * 4 > all)
    throw new CliError(
      `${file} is not UTF-8, and its letters look strange as Windows-1252: say --encoding, like windows-1250, windows-1251, shift_jis or macintosh; if it is windows-1252, say that`,
    )
}

const pieceBytes = 64 * 1024

/** The bytes of a file in pieces, each in the same memory: a stream leaves a buffer a piece until they are collected. */
async function* bytesOf(file: string): AsyncGenerator<Buffer> {
  const handle = await open(file)
  try {
    const buffer = Buffer.allocUnsafe(pieceBytes)
    for (;;) {
      const { bytesRead } = await handle.read(buffer, 0, pieceBytes, null)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await handle.close()
  }
}

/** The text of a file in pieces. Throws a CliError for bytes that its encoding does not have. */
export async function* textOfFile({
  file,
  encoding,
}: Pick<TextFile, 'file' | 'encoding'>): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding, { fatal: true })
  const decoded = (bytes?: Buffer) => {
    try {
      return decoder.decode(bytes, { stream: bytes !== undefined })
    } catch {
      throw new CliError(`${file} is not ${encoding} to its end`)
    }
  }
  for await (const bytes of bytesOf(file)) yield decoded(bytes)
  yield decoded()
}
