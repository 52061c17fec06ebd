import DKIM from 'nodemailer/lib/dkim'

/** What mails are signed with, as in the DNS record `SELECTOR._domainkey.DOMAIN`. */
export interface DkimKey {
  readonly domain: string
  readonly selector: string
  /** PEM. */
  readonly privateKey: string
}

/** nodemailer leaves out List-Unsubscribe-Post, which one-click unsubscribing must have signed (RFC 8058, 4). */
const signedHeaders =
  'From:To:Reply-To:Subject:Date:Message-ID:In-Reply-To:References:MIME-Version:Content-Type:List-Id:List-Unsubscribe:List-Unsubscribe-Post:Feedback-ID'

/**
 * Signs mails that come from the key's domain or one below it, which is what DMARC takes as aligned; others are not
 * signed.
 */
export function signerWith({ domain, selector, privateKey }: DkimKey) {
  const dkim = new DKIM({
    ...{ domainName: domain, keySelector: selector, privateKey },
    headerFieldNames: signedHeaders,
  })
  const isOurs = (from: string) => {
    const host = from.slice(from.lastIndexOf('@') + 1).toLowerCase()
    return host === domain || host.endsWith(`.${domain}`)
  }
  return (from: string) => (isOurs(from) ? dkim : null)
}
