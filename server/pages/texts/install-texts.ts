import { translatable } from './translatable.ts'

/** Putting a survey in place, in English. */
export const installTexts = translatable('install', {
  draft: 'This survey is a draft: pages that have its tag ask nobody until you publish it.',
  closed: 'This survey is closed: pages that have its tag ask nobody.',
  product: 'In your product',
  seenOn: (origin: string, ago: string) => `Seen on ${origin} ${ago}.`,
  alsoOn: 'Also on',
  waiting: 'Not seen yet. Waiting for the first view …',
  checkAgain: 'Check again',
  notSeen: 'Why it may not be seen',
  reasons: {
    origins: (origins: string) => `Pages of these origins may show it: ${origins}. Others are refused.`,
    anyOrigin: 'Pages of every origin may show it.',
    rules: 'Its rules may not be met yet: page, time on it, share, or rest after another survey.',
    explain: 'In your page’s console, this says which rule it waits for:',
    csp: 'If your page has a Content-Security-Policy, allow this server in script-src and connect-src.',
    ago: 'A showing is noted at most once a minute.',
  },
  tagAbout: 'Once, before </body>.',
  identify: 'Say who is asked, where you know it, so that nobody is asked twice and you can answer them:',
  packages: 'React, Vue, Svelte',
  packagesAbout: 'The package is built by npm run package in dist/package; install it from there.',
  apps: 'In an app',
  appsAbout: 'Open this address in a web view; the page tells the app what happens.',
  link: 'By link',
  linkAbout:
    'For signatures, invoices and the counter. What its address says of the person is kept with the answer, unsigned, like ?email=ada@example.com&plan=pro.',
  qr: 'A QR code of the link',
  qrDownload: 'QR code as SVG',
  open: 'Open',
  mail: 'By mail',
  mailAbout:
    'The score is answered in the mail itself, by one click. Machines that open links are kept out of the score.',
  mailFor: 'Block for',
  services: {
    mailchimp: 'Mailchimp',
    customerio: 'Customer.io',
    hubspot: 'HubSpot',
    intercom: 'Intercom',
    plain: 'another service, with {{email}} and {{name}}',
  },
  mailShow: 'Show the block',
  mailBlock: 'Paste it as HTML where the buttons should stand.',
  copy: 'Copy',
  copied: 'Copied',
  now: 'just now',
})
