import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'
import type { Env } from '../context.ts'

/**
 * What every response says unless its handler said otherwise. The policy is for what is no page: nothing
 * in it may run or load, however a browser comes to show it; pages bring their own.
 */
const securityHeaders = (strictTransportSecurity: string | false) =>
  secureHeaders({
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    xFrameOptions: 'DENY',
    strictTransportSecurity,
    // It would keep the widget's scripts out of the pages that embed them.
    crossOriginResourcePolicy: false,
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    xDnsPrefetchControl: false,
    xDownloadOptions: false,
    xPermittedCrossDomainPolicies: false,
    xXssProtection: false,
    removePoweredBy: false,
    overwrite: false,
  })
const overHttp = securityHeaders(false)
const overHttps = securityHeaders('max-age=31536000')

/** Puts the security headers, the request's id and `no-store` on every response that does not say otherwise. */
export const usualHeaders: MiddlewareHandler<Env> = async (c, next) => {
  const isSecure = c.get('services').publicUrl?.startsWith('https:')
  await (isSecure ? overHttps : overHttp)(c, next)
  const { headers } = c.res
  // It knows no list; browsers that read the policy's ignore it anyway.
  if (!headers.get('content-security-policy')?.includes("frame-ancestors 'none'"))
    headers.delete('x-frame-options')
  if (!headers.has('cache-control')) headers.set('cache-control', 'no-store')
  headers.set('x-request-id', c.get('requestId'))
  tellQuotas(headers, c.get('quotas') ?? {})
}

/** Says how many requests are left, and when that begins anew: draft-ietf-httpapi-ratelimit-headers-10. */
function tellQuotas(headers: Headers, quotas: NonNullable<Env['Variables']['quotas']>): void {
  const all = Object.entries(quotas)
  if (all.length === 0) return
  const policies = all.map(([name, { most, seconds }]) => `"${name}";q=${most};w=${seconds}`)
  const limits = all.map(([name, { left, reset }]) => `"${name}";r=${left};t=${reset}`)
  headers.set('ratelimit-policy', policies.join(', '))
  headers.set('ratelimit', limits.join(', '))
}
