/** As `sendWidgetFile` and `sendConsoleFile` send them. */
const ofAll = [
  'cache-control: public, max-age=31536000, immutable',
  "content-security-policy: default-src 'none'; frame-ancestors 'none'",
  'referrer-policy: no-referrer',
  'x-content-type-options: nosniff',
  'x-frame-options: DENY',
]
const ofWidget = ['access-control-allow-origin: *', 'cross-origin-resource-policy: cross-origin']

const rule = (path: string, headers: readonly string[]) =>
  `${path}\n${headers.map((header) => `  ${header}\n`).join('')}`

/** The `_headers` of the static files on Workers whose names change with their content. */
export const staticHeaders = rule('/widget/*', [...ofAll, ...ofWidget]) + rule('/assets/*', ofAll)
