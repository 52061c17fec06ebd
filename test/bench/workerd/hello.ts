/** The least that a worker made with Hono can do. */
import { Hono } from 'hono'

export default new Hono().get('/', (c) => c.text('hello'))
