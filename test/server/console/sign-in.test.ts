import { expect, it } from 'vitest'
import { send } from '../../support/client.ts'
import { startCollector } from '../../support/collector.ts'
import { textOf } from '../../support/console.ts'

it('signs in once by the link of the first start, and only where a person presses the button', async () => {
  const first = await startCollector({ SAYSO_ADMIN_KEY: undefined })
  const path = `/console/first/${first.onceToken}`
  const page = await send(first.url + path)
  expect([page.status, page.body]).toEqual([200, expect.stringContaining('signs in once')])
  const press = () =>
    send(first.url + path, {
      method: 'POST',
      headers: { origin: first.url, 'content-type': 'application/x-www-form-urlencoded' },
      redirect: 'manual',
    })
  const { status, headers } = await press()
  expect([status, headers.get('location')]).toEqual([303, '/console'])
  const session = headers.get('set-cookie')!.split(';')[0]!
  const home = await send(`${first.url}/console`, { headers: { cookie: session } })
  expect(textOf(home)).toContain('Ask your first question')
  const again = await press()
  expect([again.status, again.body]).toEqual([401, expect.stringContaining('This link was used already')])
  const asCookie = { cookie: `sayso_session=${first.onceToken}` }
  expect((await send(`${first.url}/console`, { headers: asCookie })).body).toContain('name="key"')
  await first.close()
})
