/** The object identifiers of RFC 3161, 5035, 5280 and 5652 that the verification of a timestamp needs. */
export const SHA256 = '2.16.840.1.101.3.4.2.1'

export const SIGNED_DATA = '1.2.840.113549.1.7.2'
export const TST_INFO = '1.2.840.113549.1.9.16.1.4'
/** The identifier above as a DER element, in hexadecimal: tag, length, content. */
export const TST_INFO_DER = '060b2a864886f70d0109100104'

export const CONTENT_TYPE = '1.2.840.113549.1.9.3'
export const MESSAGE_DIGEST = '1.2.840.113549.1.9.4'
export const SIGNING_CERTIFICATE = '1.2.840.113549.1.9.16.2.12'
export const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47'

export const TIME_STAMPING = '1.3.6.1.5.5.7.3.8'
export const ANY_PURPOSE = '2.5.29.37.0'

export const KEY_USAGE = '2.5.29.15'
export const SUBJECT_ALTERNATIVE_NAME = '2.5.29.17'
export const BASIC_CONSTRAINTS = '2.5.29.19'
export const NAME_CONSTRAINTS = '2.5.29.30'
export const CERTIFICATE_POLICIES = '2.5.29.32'
export const POLICY_MAPPINGS = '2.5.29.33'
export const POLICY_CONSTRAINTS = '2.5.29.36'
export const EXTENDED_KEY_USAGE = '2.5.29.37'
export const INHIBIT_ANY_POLICY = '2.5.29.54'
export const SUBJECT_KEY_IDENTIFIER = '2.5.29.14'
