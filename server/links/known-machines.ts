import type { Ctx } from '../context.ts'

/** Names by which scanners, fetchers, previewers and libraries give themselves away. */
const machines =
  /(?<!cu)bot\b|crawl|spider|scan|preview|prefetch|monitor|validator|existence discovery|proxy|barracuda|mimecast|proofpoint|fireeye|trellix|trend ?micro|sophos|symantec|messagelabs|bitdefender|kaspersky|mcafee|fortinet|fortigate|forcepoint|zscaler|cloudmark|ironport|cisco|avanan|checkpoint|urlscan|virustotal|netcraft|phish|safe ?browsing|safelinks|slurp|facebookexternalhit|whatsapp|skypeuri|embedly|curl|wget|python|go-http|okhttp|java\/|libwww|apache-http|axios|node-fetch|undici|ruby|perl|php|guzzle|aiohttp|httpx|scrapy/i

/**
 * Whether a request is a machine's by its own account: it names a scanner, names nothing, or asks
 * ahead of a person. What it says of itself is looked at and not kept.
 */
export function isKnownMachine(c: Ctx): boolean {
  const agent = c.req.header('user-agent') ?? ''
  const purpose = ['sec-purpose', 'purpose', 'x-purpose', 'x-moz']
    .map((name) => c.req.header(name) ?? '')
    .join()
  return agent === '' || machines.test(agent) || /prefetch|prerender|preview/i.test(purpose)
}
