import type { Delivery, RefusedFor, Reply } from './mailer.ts'

/** The command that the server refused; `data` is also the answer to the whole mail. */
export type RefusedAt = 'sender' | 'recipient' | 'data'

/** An error of nodemailer. */
export interface SmtpError extends Error {
  readonly code?: string
  readonly command?: string
  readonly response?: string
  readonly responseCode?: number
}

/** What the server answered, or else what went wrong; a refusal of TLS says nothing without what was asked. */
export function replyOf({ code, response, responseCode, message }: SmtpError): Reply {
  return { code: responseCode ?? null, text: code === 'ETLS' ? message : (response ?? message) }
}

/**
 * Reads a 4xx or 5xx reply. Only evidence about the mailbox itself says that the address is dead: an enhanced status
 * code (RFC 3463), or plain words in answer to the recipient. Everything else is about us, or about nothing we know.
 */
export function readRefusal(reply: Reply, at: RefusedAt): Delivery {
  const status = enhancedStatus(reply.text)
  // Authentication is needed, or was not good enough (RFC 4954): nobody can send.
  if (reply.code && [530, 534, 535, 538].includes(reply.code)) return { outcome: 'away', reply }
  if (reply.code === 421 && at === 'sender') return { outcome: 'away', reply }
  if ((reply.code ?? 0) < 500 || status?.startsWith('4.'))
    return { outcome: at === 'sender' ? 'resting' : 'later', reply }
  return { outcome: 'refused', what: at === 'sender' ? 'sender' : refusedFor(reply, status, at), reply }
}

/**
 * The enhanced status code of a reply, like `5.1.1`, where servers put it: first, or in brackets. `null` when there is
 * none; an IP address is none.
 */
function enhancedStatus(text: string): string | null {
  const found =
    text.match(/^(?:\d{3}[ -])?\s*#?([245]\.\d{1,3}\.\d{1,3})(?![.\d])/m) ??
    text.match(/[(#[]#?([245]\.\d{1,3}\.\d{1,3})(?![.\d])/)
  return found?.[1] ?? null
}

/** About the recipient's address, or their disabled mailbox. 5.1.7 and 5.1.8 are about the sender's address. */
const deadStatus = /^5\.1\.([1-6]|10)$|^5\.2\.1$/
const fullStatus = /^5\.2\./

function refusedFor({ code, text }: Reply, status: string | null, at: RefusedAt): RefusedFor {
  const isPolicy = policyWords.test(text)
  if (status === '5.1.0') return isPolicy ? 'message' : 'address'
  if (status && deadStatus.test(status)) return 'address'
  if (status && fullStatus.test(status)) return 'mailbox'
  if (status && status !== '5.0.0') return 'message'
  if (code === 552 || fullWords.test(text)) return 'mailbox'
  return at === 'recipient' && !isPolicy && deadWords.test(text) ? 'address' : 'message'
}

const policyWords =
  /relay|block|black ?list|\blisted\b|spam|polic|dmarc|\bspf\b|dkim|reputation|authenticat|authori[sz]|permi(t|ssion)|not allowed|prohibit|denied|banned|dnsbl|\brbls?\b|reverse dns|\bptr\b|\bhelo\b|sender|content|virus|malware|\btls\b|encrypt|rate|too many|\bclient host\b/i
const fullWords = /mailbox (is )?full|over ?quota|quota exceeded|exceeded storage|insufficient storage/i
const deadWords =
  /(user|mailbox|recipient|account|address|alias)\b.{0,60}\b(unknown|not found|not exist|unavailable|invalid|disabled|no longer|not have)|(unknown|invalid|no such|non-?existent)\b.{0,20}\b(user|mailbox|recipient|account|address|alias|person|local part)|doesn'?t (exist|have an?)|does not exist|no mailbox/i
