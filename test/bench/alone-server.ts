/** The server, in which every save has a commit of its own. */
import { inFile, serve } from '../../server/node.ts'

await serve({ ...inFile, largest: 1 })
