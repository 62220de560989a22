// Lists all records of a Holdfast archive without Holdfast: node list-records.mjs <archive folder>
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const ledger = join(process.argv[2] ?? '.', 'ledger')
const files = readdirSync(ledger).flatMap((device) =>
  readdirSync(join(ledger, device)).map((file) => join(ledger, device, file)),
)
const order = ({ at, device, seq }) => `${at} ${device} ${String(seq).padStart(12, '0')}`
const entries = files
  .flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line)),
  )
  .sort((a, b) => (order(a) < order(b) ? -1 : 1))

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
