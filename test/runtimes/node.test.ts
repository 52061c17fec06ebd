import { startCollector } from '../support/collector.ts'
import { describeCollector } from './cases.ts'

describeCollector('Node with a database file', () => startCollector())
