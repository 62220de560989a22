import { describe, expect, it } from 'vitest'
import type { ListedTag } from '../../../shared/contract/tags.ts'
import type { TagNode } from './tag-nodes.ts'
import { tagNodes, withDescendants } from './tag-nodes.ts'

const tag = (id: string, parent: string | null = null) => ({ id, parent, label: id }) as unknown as ListedTag
const tags = [tag('medical'), tag('access', 'medical'), tag('hospitals', 'access'), tag('orphan', 'gone')]
const shape = (nodes: readonly TagNode[]): unknown =>
  nodes.map((node) => [node.tag.label, shape(node.children)])

describe('tagNodes', () => {
  it('puts each tag under its parent, and loses none', () => {
    expect(shape(tagNodes(tags))).toEqual([
      ['medical', [['access', [['hospitals', []]]]]],
      ['orphan', []],
    ])
  })
})

describe('withDescendants', () => {
  it('finds everything under a tag', () => {
    expect([...withDescendants(tags[0]!.id, tags)]).toEqual(['medical', 'access', 'hospitals'])
    expect([...withDescendants(tags[3]!.id, tags)]).toEqual(['orphan'])
  })
})
