/** The page's state. All of it is in the URL, so that a view can be shared. */
export interface Address {
  readonly path: string
  readonly params: URLSearchParams
}

/**
 * The URL without what only a form sends: empty fields, and custom comparison dates as two fields.
 * Returns `null` when the URL has neither, so that no redirect is needed.
 */
export function normalizedUrl(url: URL): string | null {
  const params = new URLSearchParams([...url.searchParams].filter(([, value]) => value.trim() !== ''))
  if (params.get('compare') === 'custom') {
    params.set('compare', `${params.get('compareFrom') ?? ''}/${params.get('compareTo') ?? ''}`)
  }
  params.delete('compareFrom')
  params.delete('compareTo')
  const address = addressOf({ path: url.pathname, params })
  return params.size === url.searchParams.size ? null : address
}

/** The URL with some parameters changed; `null` removes one. Always returns to the first page of comments. */
export function withChanges(
  { path, params }: Address,
  changes: Readonly<Record<string, string | null>>,
  fragment = '',
): string {
  const next = new URLSearchParams(params)
  next.delete('after')
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name)
    else next.set(name, value)
  }
  return addressOf({ path, params: next }) + fragment
}

function addressOf({ path, params }: Address): string {
  return params.size === 0 ? path : `${path}?${params}`
}

/** The URL of another page of comments. */
export function withPage({ path, params }: Address, cursor: string): string {
  const next = new URLSearchParams(params)
  next.set('after', cursor)
  return `${addressOf({ path, params: next })}#comments`
}

/** A segment as a query parameter: `plan:pro`, with colons and backslashes in the property name escaped. */
export function segmentParameter(property: string, value: string): string {
  return `${property.replace(/[\\:]/g, '\\$&')}:${value}`
}
