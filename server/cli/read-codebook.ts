import { readFile, stat } from 'node:fs/promises'
import { type Codebook, readCodebook } from '../../shared/themes/codebook.ts'
import { defaultCodebooks } from '../../shared/themes/codebooks.ts'
import { CliError } from './api.ts'

/** In bytes. The file is read into memory, so its size is limited. */
const maxSize = 8_000_000

/** The codebook of a file, else the default one of a language. Throws a CliError that names the first error. */
export async function codebookOf(file: string | undefined, language: string | undefined): Promise<Codebook> {
  if (file === undefined) return defaultOf(language ?? 'en')
  const read = readCodebook(withLanguage(await jsonOf(file), language))
  if ('codebook' in read) return read.codebook
  const [first] = read.errors
  const more = read.errors.length > 1 ? ` (and ${read.errors.length - 1} more)` : ''
  throw new CliError(`${file}: ${first!.field} ${first!.detail}${more}`)
}

function defaultOf(language: string): Codebook {
  const book = defaultCodebooks[language.split('-')[0]!]
  if (book) return book
  const known = Object.keys(defaultCodebooks).join(', ')
  throw new CliError(`there is no codebook for ${language}, only ${known}: pass --codebook FILE.json`)
}

/** Sets the language, which decides the stemming, in a file that has none. */
function withLanguage(value: unknown, language: string | undefined): unknown {
  const hasNoLanguage = typeof value === 'object' && value !== null && !('language' in value)
  return hasNoLanguage && language ? { ...value, language } : value
}

async function jsonOf(file: string): Promise<unknown> {
  try {
    if ((await stat(file)).size > maxSize) throw new CliError(`${file} is larger than 8 MB`)
    return JSON.parse((await readFile(file, 'utf8')).replace(/^\ufeff/, ''))
  } catch (error) {
    throw error instanceof CliError ? error : new CliError(readFailure(file, error))
  }
}

/** The reason in one line why a file cannot be read. */
export function readFailure(file: string, error: unknown): string {
  if (error instanceof SyntaxError) return `${file} is not JSON: ${error.message}`
  const { code } = error as { code?: string }
  return code === 'ENOENT' ? `there is no file ${file}` : `${file} cannot be read: ${code ?? error}`
}
