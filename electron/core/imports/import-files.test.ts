import { expect, it } from 'vitest'
import { Hash, RecordId } from '../../../shared/model/ids.ts'
import { importFiles, type ImportTarget } from './import-files.ts'

const hash = Hash.parse('a'.repeat(64))

it('creates one record for files with the same bytes, in whatever order their lookups finish', async () => {
  for (let turns = 0; turns < 8; turns += 1) {
    let made = 0
    const services: ImportTarget = {
      store: async () => ({ hash, sizeBytes: 1, path: '' }),
      read: async () => ({ mediaType: 'text/plain', category: 'text', facts: {}, notes: [], text: null }),
      async recordWith() {
        for (let turn = 0; turn < turns; turn += 1) await undefined
        return null
      },
      videoNamed: async () => null,
      create: async () => RecordId.parse(`k3fp-00000${++made}`),
      attach: async () => undefined,
    }
    const file = { ticket: 't', path: '/x', folder: '/', sizeBytes: 1 }
    const outcomes = await importFiles(services, {
      files: ['a.txt', 'b.txt', 'c.txt'].map((name) => ({ ...file, name })),
      tags: [],
      signal: new AbortController().signal,
      onBytes: () => undefined,
      onFile: () => undefined,
    })
    expect(outcomes.map(({ outcome, record }) => [outcome, record])).toEqual([
      ['imported', 'k3fp-000001'],
      ['duplicate', 'k3fp-000001'],
      ['duplicate', 'k3fp-000001'],
    ])
  }
})
