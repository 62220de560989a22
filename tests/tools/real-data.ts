import { resolve } from 'node:path'

const shared = resolve(import.meta.dirname, '../../../shared')

/** Where a file of the real collection lies, beside the checkout. It need not be there: tests that use it say so. */
export function realData(path: string): string {
  return resolve(shared, 'data', path)
}

/** Where the article lies with which the project starts; like the data, it need not be there. */
export const seedArticle = resolve(shared, 'seed/article.txt')
