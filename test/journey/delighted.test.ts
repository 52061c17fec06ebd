import { expect, test } from 'vitest'
import { clientOf } from '../support/client.ts'
import { browser, collector, site } from './opened.ts'
import { visit } from './visit.ts'

/** Delighted's snippet as sites have it, but for the host and the key. */
const snippet = (host: string, key: string, calls: string) => `<script>
!function(e,t,r,n){if(!e[n]){for(var a=e[n]=[],i=["survey","reset","config","init","set","get","event","identify","track","page","screen","group","alias"],s=0;s<i.length;s++){var c=i[s];a[c]=a[c]||function(e){return function(){var t=Array.prototype.slice.call(arguments);a.push([e,t])}}(c)}a.SNIPPET_VERSION="1.0.1";var o=t.createElement("script");o.type="text/javascript",o.async=!0,o.src="${host}/integrations/web/v1/library/"+r+"/"+n+".js";var p=t.getElementsByTagName("script")[0];p.parentNode.insertBefore(o,p)}}(window,document,"${key}","delighted");
${calls}
</script>`

test('a page with the Delighted snippet asks, and stores the answer with its person and properties', async () => {
  const calls = `delighted.survey({ name: 'Ann', email: 'ann@example.com', properties: { plan: 'pro', locale: 'en' } });`
  const { card, problems, end } = await visit(browser, site.add(snippet(collector.url, 'demo', calls)))
  await card.getByRole('radio', { name: '9' }).click()
  const stored = async () => (await clientOf(collector).get('/v1/surveys/demo/responses')).body.items
  await expect.poll(stored).toMatchObject([
    {
      rating: 9,
      respondent: { name: 'Ann', email: 'ann@example.com' },
      properties: { plan: 'pro', locale: 'en' },
    },
  ])
  expect(problems).toEqual([])
  await end()
})

test('a page that has not called survey() asks nothing until it does, and nobody twice', async () => {
  const { page, card, end } = await visit(browser, site.add(snippet(collector.url, 'demo', '')))
  await page.waitForFunction('window.sayso && window.sayso.ready')
  await page.waitForTimeout(800)
  expect(await card.count()).toBe(0)
  await page.evaluate(`delighted.survey({ email: 'bo@example.com' })`)
  await card.getByRole('radio', { name: '3' }).click()
  await page.reload()
  await page.waitForFunction('window.sayso && window.sayso.ready')
  await page.evaluate(`delighted.survey({ email: 'bo@example.com' })`)
  await page.waitForTimeout(1500)
  expect(await card.count()).toBe(0)
  await end()
})
