import * as z from 'zod'

/** Schemes a browser never sends as an origin, or that every page may make itself. */
const neverOrigins = ['javascript', 'data', 'blob', 'about', 'file', 'filesystem', 'ws', 'wss', 'ftp']

/**
 * An entry of `allowedOrigins` as browsers send it: in lower case, international names in punycode, without
 * the scheme's usual port or a slash at the end. Otherwise what is wrong with it, for its author.
 */
function normalizeOrigin(given: string): { readonly entry: string } | { readonly problem: string } {
  const text = given.trim()
  if (text === '*') return { entry: text }
  if (text === 'null')
    return { problem: 'cannot be null: sandboxed frames and files of anybody are null; * allows them, too' }
  const [, scheme = '', rest = ''] = text.match(/^([a-z][a-z\d+.-]*):\/\/(.*)$/i) ?? []
  if (!scheme || neverOrigins.includes(scheme.toLowerCase()))
    return { problem: 'must be an origin like https://app.example.com, without a path, or *' }
  const [authority = '', ...path] = rest.split('/')
  if (path.some((part) => part !== '') || path.length > 1 || /[?#\\]/.test(rest))
    return { problem: 'must have no path, query or fragment: browsers send https://app.example.com' }
  if (authority.includes('@')) return { problem: 'must have no user name or password' }
  const entry = /^https?$/i.test(scheme) ? webEntry(scheme, authority) : appEntry(scheme, authority)
  return entry
    ? { entry }
    : { problem: 'must be an origin like https://app.example.com; * may be its first label or its port' }
}

function webEntry(scheme: string, authority: string): string | null {
  const [, wildcard = '', host = '', port = ''] = authority.match(/^(\*\.)?(.*?)(:\*|:\d+)?$/) ?? []
  const address = `${scheme}://${host}${port === ':*' ? '' : port}`
  if (!host || /[*\s%]/.test(host) || !URL.canParse(address)) return null
  const url = new URL(address)
  if (wildcard && /^(\[|[\d.]+$)/.test(url.hostname)) return null
  return `${url.protocol}//${wildcard}${url.hostname}${port === ':*' ? port : url.port && `:${url.port}`}`
}

/** Apps and extensions have schemes of their own, whose hosts browsers leave as they are. */
function appEntry(scheme: string, authority: string): string | null {
  const isHost = /^(\*|[\w-]+(\.[\w-]+)*)?(:\d+)?$/.test(authority) && authority !== ''
  return isHost ? `${scheme}://${authority}`.toLowerCase() : null
}

/** An entry of `allowedOrigins`, normalised. */
export const allowedOrigin = z
  .string()
  .max(300)
  .transform((given, context) => {
    const read = normalizeOrigin(given)
    if ('entry' in read) return read.entry
    context.addIssue(read.problem)
    return z.NEVER
  })
