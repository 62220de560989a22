// Lists all records of a Holdfast archive without Holdfast: node list-records.mjs <archive folder>
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ledger = join(process.argv[2] ?? '.', 'ledger')
const linesOf = (file) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line))
const ledgers = readdirSync(ledger).map((device) =>
  readdirSync(join(ledger, device))
    .sort()
    .flatMap((file) => linesOf(join(ledger, device, file))),
)

// A line comes after everything that its writer had seen; lines that did not know of one another go by clock, then device.
const entries = []
const taken = {}
for (;;) {
  const fronts = ledgers.filter((lines) => lines.length > 0).map(([line]) => line)
  if (fronts.length === 0) break
  const waits = ({ device, seen = {} }) =>
    fronts.some((other) => other.device !== device && (taken[other.device] ?? 0) < (seen[other.device] ?? 0))
  const ready = fronts.filter((line) => !waits(line))
  const order = ({ at, device }) => `${at} ${device}`
  const [next] = (ready.length > 0 ? ready : fronts).sort((a, b) => (order(a) < order(b) ? -1 : 1))
  entries.push(ledgers.find(([line]) => line === next).shift())
  taken[next.device] = next.seq
}

const records = {}
const has = (list, value) => list.some((each) => JSON.stringify(each) === JSON.stringify(value))
for (const { changes } of entries) {
  for (const { table, id, set, add = {}, remove = {} } of changes) {
    if (table !== 'records') continue
    const record = (records[id] = { ...records[id], ...set })
    for (const [field, values] of Object.entries(add))
      record[field] = [...record[field], ...values.filter((value) => !has(record[field], value))]
    for (const [field, values] of Object.entries(remove))
      record[field] = record[field].filter((value) => !has(values, value))
  }
}
for (const [id, { kind, title, dateStated, objects, withdrawn }] of Object.entries(records))
  if (!withdrawn) console.log([id, kind, dateStated, title, ...objects.map(({ hash }) => hash)].join('\t'))
