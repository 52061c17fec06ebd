import type { Respondent } from './response.ts'

/** The fields of a respondent that may name a person. */
export const nameFields = ['id', 'email', 'name'] as const
export type NameField = (typeof nameFields)[number]

/** What programs write where a value is missing, and what people call somebody they do not know. */
const fillers =
  /^(undefined|null|nil|none|nan|n[/.]?a\.?|#n\/a|\[?object object\]?|false|true|empty|blank|missing|default|unknown|anon|anonymous|guest|visitor|nobody|no ?one|(not|un)[ -_]?(set|available|provided|known|defined)|no[ -_]?(e?-?mail|id|name))$/i

/** The same of a name alone. Null, None, Nan and Na are surnames or given names when written as such. */
const fillersOfNames =
  /^(undefined|null|NULL|nil|none|None|NaN|n\/a|N\/A|#N\/A|\[object Object\]|([Aa]nonymous|[Gg]uest|[Uu]nknown)( [Uu]ser)?)$/

/** The name of a field where its value belongs, like USER_ID, your-email or currentUser.id. */
const fieldNames =
  /^(your|my|the)?[ _-]?(current)?[ _-]?(user|customer|client|contact|person|member|account|lead|profile|subscriber|recipient|respondent|visitor)?[ _.-]?(id|uuid|guid|e-?mail([ _-]?address)?)$/i

/** Mailboxes that are nobody's, whatever the domain. */
const fillersOfMailboxes =
  /^(undefined|null|nan|none|n\/a|no[-_.]?e?mail|(do[-_.]?not|no)[-_.]?reply|anonymous|nobody|\[object object\])$/i

/** Zero in any length, the empty UUID among them, and -1; nothing but signs and blanks. */
const emptyValues = /^([0-]+(\.0+)?|-1|[\s\p{P}\p{Z}\p{Cf}$+<=>^`|~]*)$/u

/** The MD5, SHA-1 and SHA-256 of an empty text: a host hashed an address it does not have. */
const hashesOfNothing =
  /^(d41d8cd98f00b204e9800998ecf8427e|da39a3ee5e6b4b0d3255bfef95601890afd80709|e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855)$/i

/** A name made of parts of which none has a value, like `undefined undefined` or `user-null`. */
const emptyParts =
  /^((user|customer|contact|account|member|visitor|lead|uid|id)[-_:/.|= ]+)?(undefined|null|nan|none)([-_:/.|, ]+(undefined|null|nan|none))*$/i

/** Merge tags nobody mistakes for text, wherever they stand: an unfilled part is the same for everybody. */
const tagWithin =
  /\{\{|\{[!$%#@]|[$#@%]\{|\$\[|\[\[|\[%|<<|«|<[%?]|\*\||\|\*|!\*|%%.+%%|##.+##|@@.+@@|%\(\w+\)s|&lt;&lt;|\[object \w+\]/i

/** Merge tags that are all of the value, by their first and last signs. */
const tagAround =
  /^(\{(.*)\}|\[(.*)\]|<(.*)>|‹(.*)›|%(.*)%|#(.*)#|\$(.*)\$|~(.*)~|\|(.*)\||::?(.*?)::?|__(.*)__|\$([a-z_]\w*((\.|->|::)\w+)*))$/i

/** What stands in brackets without being a tag: a number, a UUID as Windows writes it, an address, JSON. */
const noTag = /^[\d\s-]*$|^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$|@.+\.|^\s*["']/i

/**
 * Whether a value is blank or a merge tag that was not filled in, in the notation of any common template
 * language or mail service.
 */
export function isUnfilled(value: string): boolean {
  const text = decoded(value).trim()
  if (text === '' || tagWithin.test(text)) return true
  const inner = text
    .match(tagAround)
    ?.slice(2)
    .find((part) => part !== undefined)
  return inner !== undefined && !noTag.test(inner)
}

/** A tag that was escaped once too often, as links in mails are. */
function decoded(value: string): string {
  if (!/%[25-7]/.test(value)) return value
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

/**
 * Whether a value cannot be a person, as many people would share it: an unfilled merge tag, or what programs
 * write instead of nothing. Anything that might be somebody's is a person. `name` is for show and the least
 * strict; `email` may also be an address whose mailbox or domain is such a value.
 */
export function isNobody(field: NameField, value: string): boolean {
  const text = value
    .trim()
    .replace(/^(["'`])(.*)\1$/, '$2')
    .trim()
  if (isUnfilled(text) || emptyValues.test(text)) return true
  if (field === 'name') return fillersOfNames.test(text) || /^undefined undefined$/i.test(text)
  const bare = text.replace(/^[(<](.*)[)>]$/, '$1')
  if ([fillers, fieldNames, hashesOfNothing, emptyParts].some((pattern) => pattern.test(bare))) return true
  const [, mailbox = '', domain = ''] = text.match(/^(.*)@(.*)$/) ?? []
  return fillersOfMailboxes.test(mailbox) || /^(undefined|null|nan)(\.|$)/i.test(domain)
}

/** A respondent without the fields that cannot be a person, and which fields those were. */
export function personIn<Given extends Pick<Respondent, NameField>>(
  respondent: Given,
): { readonly person: Given; readonly nobody: readonly NameField[] } {
  const nobody = nameFields.filter((field) => {
    const value = respondent[field]
    return typeof value === 'string' && value !== '' && isNobody(field, value)
  })
  const person = { ...respondent }
  for (const field of nobody) delete person[field]
  return { person, nobody }
}
