import dgram from 'node:dgram'
import dns from 'node:dns'
import { appendFileSync } from 'node:fs'
import net from 'node:net'

// Loaded before one of our programs (`node --import`): logs every attempt to use a network, and refuses it.

const log = process.env['HOLDFAST_NETWORK_LOG'] ?? ''

function refuse(what: string) {
  return (...words: readonly unknown[]): never => {
    appendFileSync(log, `${what} ${JSON.stringify(words[0])} ${String(words[1])}\n`)
    throw new Error(`the network was asked: ${what}`)
  }
}

net.Socket.prototype.connect = refuse('connect')
dgram.createSocket = refuse('datagram')
for (const name of ['resolve', 'resolve4', 'resolve6', 'reverse'] as const) {
  Object.assign(dns, { [name]: refuse(name) })
  Object.assign(dns.promises, { [name]: refuse(name) })
}
Object.assign(dns.promises, { lookup: refuse('lookup') })

// Listening looks up addresses that are numeric already, which sends nothing.
const { lookup } = dns
const refuseName = refuse('lookup')
Object.assign(dns, {
  lookup: (name: string, ...rest: readonly unknown[]) =>
    net.isIP(name) ? Reflect.apply(lookup, dns, [name, ...rest]) : refuseName(name),
})
