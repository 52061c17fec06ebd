import { toUnicode } from 'nodemailer/lib/punycode'

/**
 * An address as mail servers are given it: its domain as DNS has it, in lower case and in punycode where it is
 * international. The part before the @ stays, since its server may mean the case. What is no address stays as it is.
 */
export function addressForWire(address: string): string {
  const at = address.lastIndexOf('@')
  return at < 0 ? address : `${address.slice(0, at + 1)}${domainForWire(address.slice(at + 1))}`
}

function domainForWire(domain: string): string {
  if (isAscii(domain)) return domain.toLowerCase()
  const url = `http://${domain.normalize('NFC')}`
  // The parser of addresses has the table of UTS #46. What it takes for more than a host is no domain.
  const host = /[\p{L}\p{M}\p{N}]$/u.test(domain) && URL.canParse(url) ? new URL(url).host : ''
  return isDomain.test(host) ? host : domain.normalize('NFC').toLowerCase()
}

const isDomain = /^[a-z\d-]+(\.[a-z\d-]+)*$/
const isAscii = (text: string) => /^[\0-\x7f]*$/.test(text)

/**
 * The one key of an address, however it is written: in lower case and NFC, the domain in punycode, and one sigma, since
 * both have one capital. SQL's `lower` makes the same of what `storedEmail` returns.
 */
export function emailKey(address: string): string {
  return isAscii(address)
    ? address.toLowerCase()
    : addressForWire(address.normalize('NFC')).toLowerCase().replaceAll('ς', 'σ').normalize('NFC')
}

/** The address as answers keep it: as given, or as its key where SQL's `lower`, which knows ASCII only, would miss it. */
export function storedEmail<Email extends string | null>(address: Email): Email | string {
  return address === null || isAscii(address) ? address : emailKey(address)
}

/**
 * The keys that earlier versions may have had for an address: as it was written, in lower case. Their suppressions are
 * known by hashes alone, so they are looked for under each spelling.
 */
export function earlierKeys(address: string): string[] {
  const key = emailKey(address)
  if (isAscii(key) && !/[@.]xn--/.test(key)) return []
  const at = key.lastIndexOf('@') + 1
  const readable = `${key.slice(0, at)}${readableDomain(key.slice(at))}`
  const spellings = [address, key, readable].flatMap((each) => [
    each,
    each.normalize('NFC'),
    each.normalize('NFD'),
  ])
  return [...new Set(spellings.map((each) => each.toLowerCase()))].filter((each) => each !== key)
}

/** A domain in punycode as people write it; what is no punycode stays as it is. */
function readableDomain(domain: string): string {
  try {
    return toUnicode(domain)
  } catch {
    return domain
  }
}
