import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { freePort } from '../support/sqld.ts'
import { type Driver, keyValue } from './driver.ts'

/** WebKitGTK on a screen of its own that nobody sees, spoken to as W3C WebDriver says. */
export async function openWebKit(program: string, screen: string): Promise<Driver> {
  const xvfb = spawn(screen, ['-displayfd', '1', '-screen', '0', '1200x900x24', '-nolisten', 'tcp'])
  const display = `:${`${await once(xvfb.stdout, 'data')}`.trim()}`
  const port = await freePort()
  const server = spawn(program, [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: display, WEBKIT_DISABLE_COMPOSITING_MODE: '1' },
  })

  async function call(path: string, body: object, method = 'POST') {
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      ...(method === 'POST' && { body: JSON.stringify(body) }),
    })
    const { value } = (await response.json()) as { value: { error?: string } | null }
    if (!response.ok) throw new Error(`${path}: ${JSON.stringify(value)}`)
    return value as never
  }
  const { sessionId } = await untilItListens(() => call('/session', { capabilities: {} }))
  const session = (path: string, body: object, method?: string) =>
    call(`/session/${sessionId}${path}`, body, method)
  const act = (type: 'key' | 'pointer', actions: object[]) =>
    session('/actions', { actions: [{ type, id: type, actions }] })
  await session('/window/rect', { width: 1100, height: 850 })

  return {
    open: (url) => session('/url', { url }),
    evaluate: (run, given) =>
      session('/execute/sync', { script: `return (${run})(arguments[0])`, args: [given] }),
    press(key, { repeats = 0, with: modifier } = {}) {
      const down = { type: 'keyDown', value: keyValue(key) }
      const held = modifier && keyValue(modifier)
      return act('key', [
        ...(held ? [{ type: 'keyDown', value: held }] : []),
        // It takes a key that is down already for one press.
        ...Array(repeats + 1).fill(down),
        { type: 'keyUp', value: keyValue(key) },
        ...(held ? [{ type: 'keyUp', value: held }] : []),
      ])
    },
    type: (text) =>
      act(
        'key',
        [...text].flatMap((value) => ['keyDown', 'keyUp'].map((type) => ({ type, value }))),
      ),
    click: (x, y) =>
      act('pointer', [
        { type: 'pointerMove', x: Math.round(x), y: Math.round(y) - 20, duration: 0 },
        { type: 'pointerMove', x: Math.round(x), y: Math.round(y), duration: 100 },
        { type: 'pointerDown', button: 0 },
        { type: 'pointerUp', button: 0 },
      ]),
    async close() {
      await session('', {}, 'DELETE').catch(() => {})
      await Promise.all([server, xvfb].map(end))
    },
  }
}

async function untilItListens(begin: () => Promise<{ sessionId: string }>): Promise<{ sessionId: string }> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await begin()
    } catch (error) {
      if (tries === 50) throw error
      await new Promise((resolve) => setTimeout(resolve, 200))
    }
  }
}

async function end(program: ChildProcess): Promise<void> {
  const ended = once(program, 'exit')
  program.kill()
  await ended
}
