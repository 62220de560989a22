import { isSelfIssued, issuedByProblem, type Certificate } from './certificates.ts'
import {
  ANY_PURPOSE,
  BASIC_CONSTRAINTS,
  CERTIFICATE_POLICIES,
  EXTENDED_KEY_USAGE,
  INHIBIT_ANY_POLICY,
  KEY_USAGE,
  NAME_CONSTRAINTS,
  POLICY_CONSTRAINTS,
  POLICY_MAPPINGS,
  SUBJECT_ALTERNATIVE_NAME,
  TIME_STAMPING,
} from './object-identifiers.ts'

/** The path from a certificate to a chosen root, both included, and what speaks against it. */
export interface Chain {
  /** Ends at a root unless `problem` says that none was reached. */
  readonly path: readonly Certificate[]
  readonly problem: string | null
}

export interface ChainMaterial {
  /** Certificates that the user chose to trust; those that are not self-issued only serve as intermediates. */
  readonly roots: readonly Certificate[]
  readonly others: readonly Certificate[]
  /** The time at which the certificates should be valid, if there are several paths. */
  readonly at: Date
}

const KEY_CERT_SIGN = 5
const MOST_CERTIFICATES = 8
const MOST_SIGNATURES = 100
const MOST_PATHS = 16

// Policies and alternative names are not checked here; any other critical extension would have to be understood.
const understood = new Set([
  BASIC_CONSTRAINTS,
  KEY_USAGE,
  EXTENDED_KEY_USAGE,
  SUBJECT_ALTERNATIVE_NAME,
  CERTIFICATE_POLICIES,
  POLICY_MAPPINGS,
  POLICY_CONSTRAINTS,
  INHIBIT_ANY_POLICY,
])

/** Finds the best path from `signer` to a root: one without a problem and valid at the time, if there is one. */
export function buildChain(signer: Certificate, material: ChainMaterial): Chain {
  const search = startSearch(material)
  search.walk([signer])
  const chains = search.paths.map((path) => ({ path, problem: pathProblem(path) }))
  const [best] = chains.sort((a, b) => rank(a, material.at) - rank(b, material.at))
  return best ?? { path: [signer], problem: search.lastProblem() }
}

/** Returns the certificates of a path that are not valid at a given time. */
export function invalidAt(path: readonly Certificate[], at: Date): Certificate[] {
  return path.filter(({ notBefore, notAfter }) => at < notBefore || at > notAfter)
}

function rank({ path, problem }: Chain, at: Date): number {
  return (problem ? 2 : 0) + (invalidAt(path, at).length > 0 ? 1 : 0)
}

function startSearch({ roots, others }: ChainMaterial) {
  const anchors = distinct(roots.filter(isSelfIssued))
  const trusted = new Set(anchors.map(({ fingerprint }) => fingerprint))
  const helpers = distinct([...others, ...roots]).filter(({ fingerprint }) => !trusted.has(fingerprint))
  const paths: Certificate[][] = []
  let signatures = 0
  let problem = ''

  function walk(path: readonly Certificate[]): void {
    const last = path.at(-1)!
    if (trusted.has(last.fingerprint)) paths.push([...path])
    if (trusted.has(last.fingerprint) || path.length >= MOST_CERTIFICATES) return
    const issuers = [...anchors, ...helpers].filter(
      (each) => each.subjectName === last.issuerName && !path.includes(each),
    )
    if (issuers.length === 0)
      problem ||= `The certificate of “${last.issuer}”, which issued that of “${last.subject}”, is missing.`
    for (const issuer of issuers) {
      if (paths.length >= MOST_PATHS || ++signatures > MOST_SIGNATURES) return
      const refused = issuedByProblem(last, issuer)
      if (refused === null) walk([...path, issuer])
      else
        problem = `The certificate of “${last.subject}”, checked with that of “${issuer.subject}”: ${refused}`
    }
  }

  return {
    walk,
    paths,
    lastProblem: () => problem || 'The certificates do not lead to any of the chosen roots.',
  }
}

function pathProblem(path: readonly Certificate[]): string | null {
  const [signer, ...authorities] = path
  for (const certificate of path) {
    const problem = criticalProblem(certificate)
    if (problem) return problem
  }
  let below = 0
  for (const [index, authority] of authorities.entries()) {
    const problem = authorityProblem(authority, below, index === authorities.length - 1)
    if (problem) return `The certificate of “${authority.subject}” ${problem}`
    if (!isSelfIssued(authority)) below += 1
  }
  return signer ? null : 'There is no certificate.'
}

function authorityProblem(authority: Certificate, below: number, isRoot: boolean): string | null {
  if (!authority.isCa) return 'may not issue other certificates.'
  if (authority.keyUsage && !authority.keyUsage.has(KEY_CERT_SIGN))
    return 'has a key that may not sign certificates.'
  if (authority.pathLength !== null && authority.pathLength < below)
    return 'allows fewer certificates below it.'
  const { purposes } = authority
  if (!isRoot && purposes && !purposes.includes(TIME_STAMPING) && !purposes.includes(ANY_PURPOSE))
    return 'is for purposes other than timestamps.'
  return null
}

function criticalProblem({ extensions, subject }: Certificate): string | null {
  if (extensions.has(NAME_CONSTRAINTS))
    return `The certificate of “${subject}” restricts the names below it, which Holdfast does not check.`
  for (const { extnID, critical } of extensions.values())
    if (critical && !understood.has(extnID))
      return `The certificate of “${subject}” has the critical extension ${extnID}, which Holdfast does not know.`
  return null
}

function distinct(certificates: readonly Certificate[]): Certificate[] {
  return [...new Map(certificates.map((each) => [each.fingerprint, each])).values()]
}
