import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Separator } from './read-csv.ts'
import { readCsv } from './read-csv.ts'
import { guardFormula, printCsvRow } from './write-csv.ts'

const cellsOf = (text: string, separator: Separator = ',') =>
  [...readCsv(text, separator)].map((row) => row.cells)

describe('readCsv', () => {
  it('reads quotes, doubled quotes, separators and line ends inside them, and every line end', () => {
    expect(cellsOf('\ufeffa,"b,c"\r\n"d ""e""","f\ng"\rh,\n\n,i')).toEqual([
      ['a', 'b,c'],
      ['d "e"', 'f\ng'],
      ['h', ''],
      ['', 'i'],
    ])
  })

  it('reads other separators, and lines that are one cell', () => {
    expect(cellsOf('a;b,c', ';')).toEqual([['a', 'b,c']])
    expect(cellsOf('نام\tآزادی', '\t')).toEqual([['نام', 'آزادی']])
    expect(cellsOf('clinic lang:fa,en;x', null)).toEqual([['clinic lang:fa,en;x']])
  })

  it('loses one line to an unclosed quote, and none after it', () => {
    const rows = [...readCsv('a,"open\nb,c\n"d" e,f\n"g\nh",i', ',')]
    expect(rows).toEqual([
      { line: 1, cells: ['a', '"open'], isTorn: true },
      { line: 2, cells: ['b', 'c'], isTorn: false },
      { line: 3, cells: ['"d" e', 'f'], isTorn: true },
      { line: 4, cells: ['g\nh', 'i'], isTorn: false },
    ])
  })

  it('reads any text to its end, each line once', () => {
    const piece = fc.oneof(
      fc.constantFrom('"', ',', '\n', '\r\n', 'a', ' ', 'آ'),
      fc.string({ maxLength: 3 }),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const lines = [...readCsv(pieces.join(''), ',')].map((row) => row.line)
        expect(lines).toEqual(lines.toSorted((one, other) => one - other))
        expect(new Set(lines).size).toBe(lines.length)
      }),
    )
  })
})

describe('printCsvRow', () => {
  const cell = fc.oneof(
    fc.constantFrom('', '"', ',', '\r', '\n', '=1+1', 'می‌رود', '«آزادی»', ' a ', '\ufeff'),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  )
  const rows = fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { minLength: 1, maxLength: 5 })

  it('writes what readCsv reads as the same cells', () => {
    fc.assert(
      fc.property(rows, (written) => {
        // A byte order mark before the text belongs to the file, not to its first cell.
        expect(cellsOf(`\ufeff${written.map(printCsvRow).join('')}`)).toEqual(written)
      }),
      { numRuns: 500 },
    )
  })

  it('ends lines as RFC 4180 requires', () => {
    expect(printCsvRow(['a', 'b"c', 'd,e'])).toBe('a,"b""c","d,e"\r\n')
  })
})

describe('guardFormula', () => {
  it('defuses every cell that a spreadsheet would run as a formula, and changes no other', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const guarded = guardFormula(text)
        expect(guarded).not.toMatch(/^[=+\-@\t\r]/)
        expect([text, `'${text}`]).toContain(guarded)
      }),
    )
    expect(['=1', '+1', '-state', '@a', '\tb', '\rc'].map(guardFormula)).toEqual(
      ['=1', '+1', '-state', '@a', '\tb', '\rc'].map((text) => `'${text}`),
    )
    expect(guardFormula('a=1')).toBe('a=1')
  })
})
