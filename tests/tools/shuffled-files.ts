import { BaseSequencer, type TestSpecification } from 'vitest/node'
import { randomFrom } from './random.ts'

/** Shuffles test files by the seed of the run, within each project, so that files of one project share processes. */
export class ShuffledFiles extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const random = randomFrom(this.ctx.config.sequence.seed)
    // The order in which files are found must not matter, only the seed.
    const listed = files.toSorted((a, b) => (a.moduleId < b.moduleId ? -1 : 1))
    const shuffled = listed.map((file) => ({ file, place: random() })).sort((a, b) => a.place - b.place)
    const projects = [...new Set(shuffled.map(({ file }) => file.project.name))]
    return projects.flatMap((name) =>
      shuffled.filter(({ file }) => file.project.name === name).map(({ file }) => file),
    )
  }
}
