/** The fields of a header block, by their names in lower case; of those that repeat, the first. */
export type Fields = ReadonlyMap<string, string>

/** A message or one of its parts. */
interface Part {
  readonly fields: Fields
  readonly body: string
}

/** What a report says by machine (RFC 3462): the blocks of fields in its parts, by the parts' types, and its own. */
export interface ReportParts {
  readonly own: Fields
  /** A block for each recipient, after one about the mail. */
  readonly deliveryStatus: readonly Fields[]
  readonly feedback: Fields | null
  /** The headers of the mail that it is about. */
  readonly returned: Fields | null
}

/** More parts than reports have. */
const mostParts = 20

/** The parts of a report; `null` for a message that is none. */
export function readReport(message: string): ReportParts | null {
  const whole = partOf(message.replaceAll('\r\n', '\n'))
  const type = whole.fields.get('content-type') ?? ''
  const boundary = type.match(/;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i)
  if (!/^multipart\/report\b/i.test(type) || !boundary) return null
  const parts = `\n${whole.body}`
    .split(`\n--${boundary[1] ?? boundary[2]}`)
    .slice(1, mostParts)
    .filter((part) => part.startsWith('\n'))
    .map((part) => partOf(part.slice(1)))
  const bodyOf = (types: RegExp) => {
    const found = parts.find(({ fields }) => types.test(fields.get('content-type') ?? ''))
    return found ? decoded(found) : null
  }
  const feedback = bodyOf(/^message\/feedback-report\b/i)
  const returned = bodyOf(/^(message\/(global|rfc822)|text\/rfc822-headers|message\/global-headers)\b/i)
  const status = bodyOf(/^message\/(global-)?delivery-status\b/i)
  return {
    own: whole.fields,
    deliveryStatus: status === null ? [] : status.split(/\n\s*\n/).map(fieldsOf),
    feedback: feedback === null ? null : fieldsOf(feedback),
    returned: returned === null ? null : partOf(returned).fields,
  }
}

function partOf(text: string): Part {
  const end = text.startsWith('\n') ? 0 : text.indexOf('\n\n')
  return end < 0
    ? { fields: fieldsOf(text), body: '' }
    : { fields: fieldsOf(text.slice(0, end)), body: text.slice(end).replace(/^\n{1,2}/, '') }
}

function fieldsOf(block: string): Fields {
  const lines = block.replace(/\n[ \t]+/g, ' ').split('\n')
  const pairs = lines.flatMap((line): [string, string][] => {
    const [, name, value] = line.match(/^([\w-]+)[ \t]*:(.*)$/) ?? []
    return name ? [[name.toLowerCase(), value!.trim()]] : []
  })
  return new Map(pairs.reverse())
}

/** The text of a part without its transfer encoding. */
function decoded({ fields, body }: Part): string {
  const encoding = fields.get('content-transfer-encoding')?.toLowerCase()
  if (encoding === 'quoted-printable')
    return body
      .replace(/[ \t]*=\n/g, '')
      .replace(/=([\dA-F]{2})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
  if (encoding !== 'base64') return body
  try {
    return atob(body.replace(/\s/g, '')).replaceAll('\r\n', '\n')
  } catch {
    return ''
  }
}
