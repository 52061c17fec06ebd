/** Saves new answers at a collector for some seconds and prints what came of it as JSON. */
import autocannon from 'autocannon'

const [url, seconds] = process.argv.slice(2)
const plans = ['free', 'pro', 'team', 'enterprise']
let made = 0

const result = await autocannon({
  url: `${url}/v1/public/responses`,
  connections: 64,
  duration: Number(seconds),
  requests: [
    {
      method: 'POST',
      headers: { 'content-type': 'text/plain;charset=UTF-8' },
      setupRequest: (request) => {
        made += 1
        const properties = { plan: plans[made % 4], country: `c${made % 12}`, role: `r${made % 5}` }
        const answer = {
          surveyId: 'demo',
          id: `${process.pid}-${made}`,
          writeKey: 'k',
          revision: 1,
          rating: made % 11,
        }
        return { ...request, body: JSON.stringify({ ...answer, properties, channel: 'widget' }) }
      },
    },
  ],
})
if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} refused, ${result.errors} lost`)
console.log(JSON.stringify({ perSecond: result['2xx'] / result.duration, p99: result.latency.p99 }))
