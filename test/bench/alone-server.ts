/** The server, in which every save has a commit of its own. */
import { fileGroups, serve } from '../../server/node.ts'

await serve({ ...fileGroups, maxGroup: 1 })
