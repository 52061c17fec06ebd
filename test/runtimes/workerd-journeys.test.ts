/**
 * The widget on a host page and the pages for people, on workerd with a libSQL server and the
 * `wrangler.toml` of production. `npm run test:worker` makes every journey there.
 */
process.env.SAYSO_ON = 'workerd'
await import('../journey/host-page.test.ts')
await import('../journey/pages.test.ts')

export {}
