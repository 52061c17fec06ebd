import { startCollector } from '../support/collector.ts'
import { describeCollector } from './cases.ts'
import { describeReports } from './report-cases.ts'

describeCollector('Node with a database file', () => startCollector())
describeReports('Node with a database file', () => startCollector())
