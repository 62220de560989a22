import { AsnConvert } from '@peculiar/asn1-schema'
import { Name, type GeneralName } from '@peculiar/asn1-x509'

const labels: Readonly<Record<string, string>> = {
  '2.5.4.3': 'CN',
  '2.5.4.5': 'serialNumber',
  '2.5.4.6': 'C',
  '2.5.4.7': 'L',
  '2.5.4.8': 'ST',
  '2.5.4.10': 'O',
  '2.5.4.11': 'OU',
  '2.5.4.97': 'organizationIdentifier',
  '1.2.840.113549.1.9.1': 'emailAddress',
}

/** Formats a distinguished name on one line, in its own order, such as `C=CH, O=Example, CN=Root`. */
export function nameText(name: Name): string {
  return [...name]
    .flatMap((part) =>
      [...part].map(({ type, value }) => `${labels[type] ?? type}=${quote(value.toString())}`),
    )
    .join(', ')
}

/** Formats the name of an authority on one line, whichever kind of general name it is. */
export function generalNameText(name: GeneralName): string {
  if (name.directoryName) return nameText(name.directoryName)
  const text = name.uniformResourceIdentifier ?? name.dNSName ?? name.rfc822Name
  return text === undefined ? Buffer.from(AsnConvert.serialize(name)).toString('hex') : printable(text)
}

// A name must not look like several names, nor change the direction of the text next to it.
function quote(value: string): string {
  return printable(value).replace(/[,\\"]/g, '\\$&')
}

/**
 * Returns an untrusted text without characters that would break a line or change its direction, at most 500
 * characters long.
 */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\ufffd').slice(0, 500)
}
