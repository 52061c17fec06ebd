import type { Ctx } from '../context.ts'

/** User agents of mail scanners, crawlers, link previewers and HTTP libraries. */
const machines =
  /(?<!cu)bot\b|crawl|spider|scan|preview|prefetch|monitor|validator|existence discovery|proxy|barracuda|mimecast|proofpoint|fireeye|trellix|trend ?micro|sophos|symantec|messagelabs|bitdefender|kaspersky|mcafee|fortinet|fortigate|forcepoint|zscaler|cloudmark|ironport|cisco|avanan|checkpoint|urlscan|virustotal|netcraft|phish|safe ?browsing|safelinks|slurp|facebookexternalhit|whatsapp|skypeuri|embedly|curl|wget|python|go-http|okhttp|java\/|libwww|apache-http|axios|node-fetch|undici|ruby|perl|php|guzzle|aiohttp|httpx|scrapy/i

/**
 * Whether the request's headers say that it comes from a machine: a known user agent, none at all, or
 * a prefetch. The headers are not stored.
 */
export function isKnownMachine(c: Ctx): boolean {
  const agent = c.req.header('user-agent') ?? ''
  const purpose = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz']
    .map((name) => c.req.header(name) ?? '')
    .join()
  return agent === '' || machines.test(agent) || /prefetch|prerender|preview/i.test(purpose)
}
