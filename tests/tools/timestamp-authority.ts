import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether the `openssl` program is on the PATH, with which timestamps are made and judged in tests. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0

const keyOptions = {
  rsa: ['-newkey', 'rsa:2048'],
  ec: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256'],
  p384: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-384'],
  p521: ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-521'],
  ed25519: ['-newkey', 'ed25519'],
  'rsa-1024': ['-newkey', 'rsa:1024'],
} as const
export type KeyKind = keyof typeof keyOptions

export interface CertificateOptions {
  readonly key?: KeyKind
  /** The name of the certificate that makes it out; itself when left out. */
  readonly by?: string
  readonly subject?: string
  readonly extensions?: readonly string[]
  readonly days?: number
  /** Other than now to `days` from now, as `YYYYMMDDHHMMSSZ`. */
  readonly from?: string
  readonly to?: string
  readonly digest?: string
}

export interface ReplyOptions {
  readonly signer?: string
  readonly certificates?: readonly string[]
  /** Lines of the authority's configuration that replace its own. */
  readonly settings?: Readonly<Record<string, string>>
  readonly tokenOnly?: boolean
}

export const extensions = {
  root: ['basicConstraints=critical,CA:TRUE', 'keyUsage=critical,keyCertSign,cRLSign'],
  intermediate: ['basicConstraints=critical,CA:TRUE,pathlen:0', 'keyUsage=critical,keyCertSign,cRLSign'],
  signer: [
    'basicConstraints=critical,CA:FALSE',
    'keyUsage=critical,digitalSignature',
    'extendedKeyUsage=critical,timeStamping',
  ],
} as const

export type Authority = ReturnType<typeof createAuthority>

/** A time-stamping authority in a folder of its own, kept by `openssl`: `root` ← `issuer` ← `signer`. */
export function createAuthority(key: KeyKind = 'rsa', days = 3650) {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-authority-'))
  const path = (name: string) => join(folder, name)
  const read = (name: string) => new Uint8Array(readFileSync(path(name)))
  const run = (...args: string[]) => execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' }).toString()

  /** Makes `<name>.pem` and `<name>.key`. */
  function certify(name: string, options: CertificateOptions): string {
    const { by, subject = `/C=CH/O=Example/CN=${name}`, extensions: lines = [] } = options
    writeFileSync(
      path('request.cnf'),
      `[req]\ndistinguished_name=dn\n[dn]\n[ext]\nsubjectKeyIdentifier=hash\n${lines.join('\n')}\n`,
    )
    run('req', '-new', '-nodes', ...keyOptions[options.key ?? key], '-subj', subject, '-config', 'request.cnf',
      '-keyout', `${name}.key`, '-out', 'request.csr') // prettier-ignore
    writeFileSync(path('index.txt'), '')
    writeFileSync(
      path('ca.cnf'),
      '[ca]\ndefault_ca=c\n[c]\ndatabase=index.txt\nnew_certs_dir=.\nrand_serial=yes\nunique_subject=no\npolicy=p\n' +
        '[p]\ncountryName=optional\norganizationName=optional\ncommonName=supplied\n',
    )
    const issuer = by
      ? ['-cert', `${by}.pem`, '-keyfile', `${by}.key`]
      : ['-selfsign', '-keyfile', `${name}.key`]
    const when = options.from
      ? ['-startdate', options.from, '-enddate', options.to ?? '']
      : ['-days', String(options.days ?? days)]
    run('ca', '-batch', '-notext', '-config', 'ca.cnf', '-md', options.digest ?? 'default', '-preserveDN',
      '-extfile', 'request.cnf', '-extensions', 'ext', ...issuer, ...when, '-in', 'request.csr', '-out', `${name}.pem`) // prettier-ignore
    return readFileSync(path(`${name}.pem`), 'utf8')
  }

  /** The authority's answer to a query. */
  function reply(query: Uint8Array, options: ReplyOptions = {}): Uint8Array {
    const signer = options.signer ?? 'signer'
    const chain = (options.certificates ?? ['issuer']).map((each) =>
      readFileSync(path(`${each}.pem`), 'utf8'),
    )
    writeFileSync(path('chain.pem'), chain.join(''))
    writeFileSync(path('serial'), '2A')
    writeFileSync(path('query.tsq'), query)
    const settings = {
      serial: 'serial',
      crypto_device: 'builtin',
      signer_cert: `${signer}.pem`,
      certs: 'chain.pem',
      signer_key: `${signer}.key`,
      signer_digest: 'sha256',
      default_policy: '1.2.3.4.1',
      digests: 'sha256',
      accuracy: 'secs:1, millisecs:500',
      tsa_name: 'yes',
      ess_cert_id_alg: 'sha256',
      ...options.settings,
    }
    const lines = Object.entries(settings).map(([name, value]) => `${name}=${value}`)
    writeFileSync(path('tsa.cnf'), `[tsa]\ndefault_tsa=t\n[t]\n${lines.join('\n')}\n`)
    run('ts', '-reply', '-config', 'tsa.cnf', '-queryfile', 'query.tsq', '-out', 'reply.tsr',
      ...(options.tokenOnly ? ['-token_out'] : [])) // prettier-ignore
    return read('reply.tsr')
  }

  /** A token over `content` as any signer may make it: `openssl ts` would refuse what RFC 3161 does not allow. */
  function sign(
    content: Uint8Array,
    options: { signer: string; certificates?: readonly string[]; more?: readonly string[] },
  ) {
    const chain = (options.certificates ?? ['issuer']).map((each) =>
      readFileSync(path(`${each}.pem`), 'utf8'),
    )
    writeFileSync(path('chain.pem'), chain.join(''))
    writeFileSync(path('content.der'), content)
    run('cms', '-sign', '-binary', '-nodetach', '-nosmimecap', '-cades', '-econtent_type', '1.2.840.113549.1.9.16.1.4',
      '-in', 'content.der', '-signer', `${options.signer}.pem`, '-inkey', `${options.signer}.key`,
      '-certfile', 'chain.pem', '-outform', 'DER', '-out', 'signed.tst', ...(options.more ?? [])) // prettier-ignore
    return read('signed.tst')
  }

  /** Whether `openssl ts -verify` takes an answer to be one to a query, under a root. */
  function agrees(
    response: Uint8Array,
    query: Uint8Array,
    root: string,
    more: readonly string[] = [],
  ): boolean {
    writeFileSync(path('judged.tsr'), response)
    writeFileSync(path('judged.tsq'), query)
    writeFileSync(path('judged-root.pem'), root)
    const args = [
      'ts',
      '-verify',
      '-in',
      'judged.tsr',
      '-queryfile',
      'judged.tsq',
      '-CAfile',
      'judged-root.pem',
    ]
    return spawnSync('openssl', [...args, ...more], { cwd: folder }).status === 0
  }

  const root = certify('root', { extensions: extensions.root })
  const issuer = certify('issuer', { by: 'root', extensions: extensions.intermediate })
  certify('signer', { by: 'issuer', extensions: extensions.signer })
  const remove = () => rmSync(folder, { recursive: true, force: true })
  return { folder, path, run, certify, reply, sign, agrees, root, issuer, remove }
}
