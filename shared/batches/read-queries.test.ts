import { describe, expect, it } from 'vitest'
import { readQueries } from './read-queries.ts'

const read = (text: string, layout: 'csv' | 'lines' = 'csv') => {
  const { queries, problems } = readQueries(text, layout)
  return [
    queries.map(({ name, query }) => (name ? `${name}: ${query}` : query)),
    problems.map(({ line, problem }) => `${line} ${problem}`),
  ]
}

describe('readQueries', () => {
  it.each([
    ['one column', 'clinic\n\n"a, b"\r\n', ['clinic', 'a, b']],
    ['one column under a heading', 'Query\nclinic lang:fa,en\n', ['clinic lang:fa,en']],
    ['one column with commas in some queries', 'clinic lang:fa,en\na\nb', ['clinic lang:fa,en', 'a', 'b']],
    ['names and queries', 'Q1,clinic\nQ2,"""of movement"""', ['Q1: clinic', 'Q2: "of movement"']],
    ['a heading, semicolons', 'name;query\nQ1;lang:fa,en', ['Q1: lang:fa,en']],
    ['columns in any order', 'query\tdone by\tname\nclinic\tx\tQ1', ['Q1: clinic']],
    ['Persian', '\ufeffنام,پرسش\nیک,«حقوق بشر»\nدو,آزادی', ['یک: «حقوق بشر»', 'دو: آزادی']],
    ['cells that a spreadsheet adds', 'name,query,,\nQ1,a,,\n,b,,\n', ['Q1: a', 'b']],
    ['nothing', '\n \n', []],
  ])('reads %s', (_, text, queries) => {
    expect(read(text)).toEqual([queries, []])
  })

  it('reports the lines it cannot read and reads the others', () => {
    const text = `name,query\nQ1,a\nQ2,"b\nQ3,—\nQ4,c,d\nQ5,"e\nf"\nQ6,${'x'.repeat(5000)}\nQ7,g`
    expect(read(text)).toEqual([
      ['Q1: a', 'Q5: e f', 'Q7: g'],
      ['3 torn-quote', '4 no-query', '5 too-many-cells', '8 too-long'],
    ])
  })

  it('keeps pasted lines as they are', () => {
    expect(read('"of movement" -state\nlang:fa,en clinic\n«حقوق بشر»\n', 'lines')).toEqual([
      ['"of movement" -state', 'lang:fa,en clinic', '«حقوق بشر»'],
      [],
    ])
    expect(read('Q1\tclinic\nhospital\nQ2\ta\tb\nQ3\t', 'lines')).toEqual([
      ['Q1: clinic', 'hospital'],
      ['3 too-many-cells', '4 no-query'],
    ])
  })
})
