import { resolve } from 'node:path'

const shared = resolve(import.meta.dirname, '../../../shared')

/** The path of a file of the real collection, next to the checkout. It may be missing: tests that use it say so. */
export function realData(path: string): string {
  return resolve(shared, 'data', path)
}

/** The path of the article with which the project starts; like the data, it may be missing. */
export const seedArticle = resolve(shared, 'seed/article.txt')
