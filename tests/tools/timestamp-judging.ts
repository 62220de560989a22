import { createHash } from 'node:crypto'
import { childOf, readDer, tags, type DerElement } from '../../electron/core/timestamps/der.ts'
import type { TimestampReport } from '../../electron/core/timestamps/timestamp-report.ts'
import {
  verifyTimestamp,
  type VerifyTimestampOptions,
} from '../../electron/core/timestamps/verify-timestamp.ts'
import { AppError } from '../../shared/errors.ts'

export const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** The checks that failed, by name. */
export function failedOf({ checks }: TimestampReport): string[] {
  return checks.filter(({ outcome }) => outcome === 'failed').map(({ check }) => check)
}

/** What a report says about one check. */
export function checkOf({ checks }: TimestampReport, name: string) {
  return checks.find(({ check }) => check === name)!
}

/** Whether a timestamp of arbitrary bytes holds; that it is unreadable is the only error it may throw. */
export function judged(options: VerifyTimestampOptions): 'holds' | 'fails' | 'unreadable' {
  try {
    return verifyTimestamp(options).holds ? 'holds' : 'fails'
  } catch (thrown) {
    if (thrown instanceof AppError && thrown.code === 'timestamps.unreadable') return 'unreadable'
    throw thrown
  }
}

/** The parts of a response that are signed, and the signature itself. */
export function partsOf(response: Uint8Array): {
  content: DerElement
  attributes: DerElement
  signature: DerElement
} {
  const signedData = childOf(childOf(readDer(response).children[1]!, 1, tags.context0), 0, tags.sequence)
  const encapsulated = childOf(signedData, 2, tags.sequence)
  const signer = childOf(signedData.children.at(-1)!, 0, tags.sequence)
  return {
    content: childOf(childOf(encapsulated, 1, tags.context0), 0, tags.octetString),
    attributes: childOf(signer, 3, tags.context0),
    signature: childOf(signer, 5, tags.octetString),
  }
}
