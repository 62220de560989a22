import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isolate } from './isolate.ts'
import { showDirections, showStrayDirections } from './show-directions.ts'

const controls = fc.constantFrom(...'\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069')
const anyText = fc.array(fc.oneof(controls, fc.constantFrom('a', 'ب', '/', ' ', '\n', 'C:\\')), {
  maxLength: 20,
})

describe('direction controls', () => {
  it('that would reverse a name are shown, in place; those that only join or separate letters are left', () => {
    expect(showDirections('invoice\u202excod.exe')).toBe('invoice↔xcod.exe')
    expect(showDirections('\u2067a\u2069')).toBe('↔a↔')
    expect(showDirections('می\u200cرود \u200f(1)')).toBe('می\u200cرود \u200f(1)')
  })

  it('of a sentence are kept if it isolates a part with them, whatever the part is', () => {
    fc.assert(
      fc.property(anyText, (parts) => {
        const part = parts.join('').replaceAll('\n', ' ')
        const sentence = `The folder ${isolate(part)} is gone.`
        expect(showStrayDirections(sentence)).toBe(sentence)
        expect(sentence.replace(/[\u2066\u2068\u2069]/g, '')).not.toMatch(/[\u202a-\u202e\u2067]/)
      }),
    )
  })

  it('that stand alone are shown in any text, and none of them ends what Holdfast began', () => {
    expect(showStrayDirections('a\u202eb\u2069c\u2068d')).toBe('a↔b↔c↔d')
    expect(showStrayDirections('\u2068a\n\u2069')).toBe('↔a\n↔')
    expect(showStrayDirections('\u2066abc\u2069')).toBe('↔abc↔')
    fc.assert(
      fc.property(anyText, (parts) => {
        const shown = showStrayDirections(parts.join(''))
        expect(showStrayDirections(shown)).toBe(shown)
        expect(shown).toHaveLength(parts.join('').length)
        expect(shown).not.toMatch(/[\u202a-\u202e\u2067]/)
      }),
    )
  })
})
