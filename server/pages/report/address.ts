/** The page's state, all of it in its address: what can be seen can be sent to somebody. */
export interface Address {
  readonly path: string
  readonly params: URLSearchParams
}

/**
 * The address a sent form stands for, or `null` when it is that already. Forms send empty
 * fields, and a comparison with dates of its own as two fields; links carry neither.
 */
export function tidied(url: URL): string | null {
  const params = new URLSearchParams([...url.searchParams].filter(([, value]) => value.trim() !== ''))
  if (params.get('compare') === 'custom') {
    params.set('compare', `${params.get('compareFrom') ?? ''}/${params.get('compareTo') ?? ''}`)
  }
  params.delete('compareFrom')
  params.delete('compareTo')
  const address = addressOf({ path: url.pathname, params })
  return params.size === url.searchParams.size ? null : address
}

/** The address with some of its state changed; `null` takes a part out. A page of comments does not survive. */
export function changed(
  { path, params }: Address,
  changes: Readonly<Record<string, string | null>>,
  part = '',
): string {
  const next = new URLSearchParams(params)
  next.delete('after')
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name)
    else next.set(name, value)
  }
  return addressOf({ path, params: next }) + part
}

function addressOf({ path, params }: Address): string {
  return params.size === 0 ? path : `${path}?${params}`
}

/** The same address with another page of its comments. */
export function withPage({ path, params }: Address, cursor: string): string {
  const next = new URLSearchParams(params)
  next.set('after', cursor)
  return `${addressOf({ path, params: next })}#comments`
}

/** A segment as an address has it: `plan:pro`, with a backslash before a colon in the name. */
export function segmentParameter(property: string, value: string): string {
  return `${property.replace(/[\\:]/g, '\\$&')}:${value}`
}
