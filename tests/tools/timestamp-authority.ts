import { execFileSync, spawnSync } from 'node:child_process'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Whether the `openssl` program, which creates and checks timestamps in tests, is on the PATH. */
export const hasOpenssl = spawnSync('openssl', ['version']).status === 0

const keyOptions = {
  rsa: '-newkey rsa:2048',
  ec: '-newkey ec -pkeyopt ec_paramgen_curve:P-256',
  p384: '-newkey ec -pkeyopt ec_paramgen_curve:P-384',
  p521: '-newkey ec -pkeyopt ec_paramgen_curve:P-521',
  secp256k1: '-newkey ec -pkeyopt ec_paramgen_curve:secp256k1',
  ed25519: '-newkey ed25519',
  'rsa-1024': '-newkey rsa:1024',
} as const
export type KeyKind = keyof typeof keyOptions

export interface CertificateOptions {
  readonly key?: KeyKind
  /** The name of the certificate whose key it shares; when left out, it gets a new key. */
  readonly keyOf?: string
  /** The name of the certificate that issues it; self-signed when left out. */
  readonly by?: string
  readonly subject?: string
  readonly extensions?: readonly string[]
  /** The validity as `YYYYMMDDHHMMSSZ`, when it is not the 30 years from 2020 on. */
  readonly from?: string
  readonly to?: string
  readonly digest?: string
}

interface ReplyOptions {
  readonly signer?: string
  readonly certificates?: readonly string[]
  /** Lines of the authority's configuration that replace the default ones; an empty value leaves the line out. */
  readonly settings?: Readonly<Record<string, string>>
  readonly tokenOnly?: boolean
}

interface SignOptions {
  readonly certificates?: readonly string[]
  /** More options for openssl, each with a space before it. */
  readonly how?: string
  /** The option that makes the signed attributes name the certificate. */
  readonly attributes?: string
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

const CA_CONFIGURATION = `[ca]
default_ca=c
[c]
database=index.txt
new_certs_dir=.
rand_serial=yes
unique_subject=no
policy=p
[p]
countryName=optional
organizationName=optional
commonName=supplied
`

const settings = {
  serial: 'serial',
  crypto_device: 'builtin',
  certs: 'chain.pem',
  signer_digest: 'sha256',
  default_policy: '1.2.3.4.1',
  digests: 'sha256',
  accuracy: 'secs:1, millisecs:500',
  tsa_name: 'yes',
  ess_cert_id_alg: 'sha256',
} as const

export type Authority = ReturnType<typeof createAuthority>

/** A time-stamping authority in a temporary folder, run with `openssl`: `root` ← `issuer` ← `signer`. */
export function createAuthority(key: KeyKind = 'rsa') {
  const folder = mkdtempSync(join(tmpdir(), 'holdfast-authority-'))
  const path = (name: string) => join(folder, name)
  const read = (name: string) => new Uint8Array(readFileSync(path(name)))
  const pem = (name: string) => readFileSync(path(`${name}.pem`), 'utf8')
  const run = (line: string) =>
    execFileSync('openssl', line.split(' '), { cwd: folder, stdio: 'pipe' }).toString()

  /** Creates `<name>.pem` and `<name>.key`. */
  function certify(name: string, options: CertificateOptions): string {
    const { by, keyOf, digest = 'default', subject = `/C=CH/O=Example/CN=${name}` } = options
    const { from = '20200101000000Z', to = '20491231235959Z' } = options
    const lines = ['[req]', 'distinguished_name=d', '[d]', '[ext]', 'subjectKeyIdentifier=hash']
    writeFileSync(path('request.cnf'), `${[...lines, ...(options.extensions ?? [])].join('\n')}\n`)
    writeFileSync(path('index.txt'), '')
    writeFileSync(path('ca.cnf'), CA_CONFIGURATION)
    if (keyOf) copyFileSync(path(`${keyOf}.key`), path(`${name}.key`))
    const ofKey = keyOf ? `-key ${name}.key` : `${keyOptions[options.key ?? key]} -keyout ${name}.key`
    run(`req -new -nodes ${ofKey} -subj ${subject} -config request.cnf -out request.csr`)
    const issuer = by ? `-cert ${by}.pem -keyfile ${by}.key` : `-selfsign -keyfile ${name}.key`
    const when = `-startdate ${from} -enddate ${to}`
    const how = `-batch -notext -config ca.cnf -md ${digest} -preserveDN -extfile request.cnf -extensions ext`
    run(`ca ${how} ${issuer} ${when} -in request.csr -out ${name}.pem`)
    return pem(name)
  }

  /** The authority's response to a request. */
  function reply(query: Uint8Array, options: ReplyOptions = {}): Uint8Array {
    const { signer = 'signer', certificates = ['issuer'] } = options
    writeFileSync(path('chain.pem'), certificates.map(pem).join(''))
    writeFileSync(path('serial'), '2A')
    writeFileSync(path('query.tsq'), query)
    const own = { signer_cert: `${signer}.pem`, signer_key: `${signer}.key` }
    const lines = Object.entries({ ...settings, ...own, ...options.settings })
      .filter(([, value]) => value !== '')
      .map(([name, value]) => `${name}=${value}`)
    writeFileSync(path('tsa.cnf'), `[tsa]\ndefault_tsa=t\n[t]\n${lines.join('\n')}\n`)
    const kind = options.tokenOnly ? ' -token_out' : ''
    run(`ts -reply -config tsa.cnf -queryfile query.tsq -out reply.tsr${kind}`)
    return read('reply.tsr')
  }

  /** A token over `content` as any signer may make it: `openssl ts` would refuse what RFC 3161 does not allow. */
  function sign(content: Uint8Array, signer: string, options: SignOptions = {}): Uint8Array {
    const { certificates = ['issuer'], how = '', attributes = '-cades' } = options
    writeFileSync(path('chain.pem'), certificates.map(pem).join(''))
    writeFileSync(path('content.der'), content)
    const chain = certificates.length > 0 ? ' -certfile chain.pem' : ''
    const what = '-binary -nodetach -nosmimecap -econtent_type 1.2.840.113549.1.9.16.1.4 -in content.der'
    const who = `-signer ${signer}.pem -inkey ${signer}.key${chain}${how}`
    run(`cms -sign ${attributes} ${what} ${who} -outform DER -out signed.tst`)
    return read('signed.tst')
  }

  /** Whether `openssl ts -verify` accepts a response to a request, under a root. */
  function agrees(response: Uint8Array, query: Uint8Array, rootPem: string, more = ''): boolean {
    writeFileSync(path('judged.tsr'), response)
    writeFileSync(path('judged.tsq'), query)
    writeFileSync(path('judged-root.pem'), rootPem)
    const line = `ts -verify -in judged.tsr -queryfile judged.tsq -CAfile judged-root.pem${more}`
    return spawnSync('openssl', line.split(' '), { cwd: folder }).status === 0
  }

  const root = certify('root', { extensions: extensions.root })
  const issuer = certify('issuer', { by: 'root', extensions: extensions.intermediate })
  certify('signer', { by: 'issuer', extensions: extensions.signer })
  const remove = () => rmSync(folder, { recursive: true, force: true })
  return { folder, path, run, certify, reply, sign, agrees, root, issuer, remove }
}
