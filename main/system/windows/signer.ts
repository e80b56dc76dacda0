import { textOf, type Handle, type Libraries } from './libraries.ts';

/** Who signed a program. */
export interface Signer {
  /** Name on the signer's certificate. */
  readonly name: string;
  /** The file is as it was signed and Windows trusts the signer. A name alone proves nothing. */
  readonly trusted: boolean;
}

/**
 * Signer inside a program's file; undefined for an unsigned one. Windows' own programs are mostly
 * signed by a catalogue elsewhere, so none is no reproach.
 */
export type ReadSigner = (file: string) => Signer | undefined;
/** The name on the certificate inside; this verifies nothing. */
export type ReadSignerName = (file: string) => string | undefined;

/** wincrypt.h: from a file, an embedded PKCS #7 signature, in binary form. */
const FROM_FILE = 1;
const EMBEDDED_SIGNATURE = 1 << 10;
const BINARY = 1 << 1;
const SIGNER_CERTIFICATE_INFO = 7;
const X509_AND_PKCS7 = 0x1_0001;
const FIND_SUBJECT = 11 << 16;
const SIMPLE_DISPLAY_NAME = 4;
const LONGEST_NAME = 512;

/** wintrust.h: WINTRUST_ACTION_GENERIC_VERIFY_V2, of a file, without windows and without the network. */
const GENERIC_VERIFY = Buffer.from('6bc5aa0044cdd0118cc200c04fc295ee', 'hex');
const NO_WINDOWS = 2;
const OF_FILE = 1;
const FROM_CACHE_ONLY = 0x1000;
const NOBODY = 0xffff_ffff_ffff_ffffn;

export function bindSigner(libraries: Libraries): ReadSigner {
  const nameOf = bindSignerName(libraries);
  const isTrusted = bindTrust(libraries);
  return (file) => {
    const name = nameOf(file);
    return name === undefined ? undefined : { name, trusted: isTrusted(file) };
  };
}

export function bindSignerName({ library }: Libraries): ReadSignerName {
  const crypt32 = library('crypt32');
  const query: (
    ...call: [
      type: number,
      file: string,
      content: number,
      format: number,
      flags: number,
      encoding: null,
      contentType: null,
      formatType: null,
      store: [Handle],
      message: [Handle],
      context: null,
    ]
  ) => number = crypt32.func(
    'int CryptQueryObject(uint32_t type, const char16_t *file, uint32_t content, uint32_t format, uint32_t flags, void *encoding, void *contentType, void *formatType, _Out_ void **store, _Out_ void **message, void *context)',
  );
  const parameter: (
    message: Handle,
    which: number,
    index: number,
    data: Buffer | null,
    bytes: [number],
  ) => number = crypt32.func(
    'int CryptMsgGetParam(void *message, uint32_t which, uint32_t index, void *data, _Inout_ uint32_t *bytes)',
  );
  const find: (
    store: Handle,
    encoding: number,
    flags: number,
    by: number,
    what: Buffer,
    previous: null,
  ) => Handle = crypt32.func(
    'void *CertFindCertificateInStore(void *store, uint32_t encoding, uint32_t flags, uint32_t by, const void *what, void *previous)',
  );
  const nameOf: (
    certificate: Handle,
    type: number,
    flags: number,
    parameter: null,
    name: Buffer,
    units: number,
  ) => number = crypt32.func(
    'uint32_t CertGetNameStringW(void *certificate, uint32_t type, uint32_t flags, void *parameter, void *name, uint32_t units)',
  );
  const freeCertificate: (certificate: Handle) => number = crypt32.func(
    'int CertFreeCertificateContext(void *certificate)',
  );
  const closeStore: (store: Handle, flags: number) => number = crypt32.func(
    'int CertCloseStore(void *store, uint32_t flags)',
  );
  const closeMessage: (message: Handle) => number = crypt32.func(
    'int CryptMsgClose(void *message)',
  );

  const nameInside = (store: Handle, message: Handle): string | undefined => {
    const bytes: [number] = [0];
    if (parameter(message, SIGNER_CERTIFICATE_INFO, 0, null, bytes) === 0) return undefined;
    const info = Buffer.alloc(bytes[0]);
    if (parameter(message, SIGNER_CERTIFICATE_INFO, 0, info, bytes) === 0) return undefined;
    const certificate = find(store, X509_AND_PKCS7, 0, FIND_SUBJECT, info, null);
    if (certificate === null) return undefined;
    try {
      const name = Buffer.alloc(LONGEST_NAME * 2);
      // The count includes the end, so that 1 is an empty name.
      const units = nameOf(certificate, SIMPLE_DISPLAY_NAME, 0, null, name, LONGEST_NAME);
      return units > 1 ? textOf(name, units - 1) : undefined;
    } finally {
      freeCertificate(certificate);
    }
  };

  return (file) => {
    const store: [Handle] = [null];
    const message: [Handle] = [null];
    const isSigned = query(
      FROM_FILE,
      file,
      EMBEDDED_SIGNATURE,
      BINARY,
      0,
      null,
      null,
      null,
      store,
      message,
      null,
    );
    if (isSigned === 0) return undefined;
    try {
      return nameInside(store[0], message[0]);
    } finally {
      closeMessage(message[0]);
      closeStore(store[0], 0);
    }
  };
}

/** Revocation is not looked up: that takes the network, and the exam does not wait for it. */
function bindTrust({ koffi, library }: Libraries): (file: string) => boolean {
  // WINTRUST_FILE_INFO and WINTRUST_DATA; koffi lays them out as the compiler of Windows does.
  const FileInfo = koffi.struct({
    size: 'uint32_t',
    file: 'str16',
    handle: 'void *',
    knownSubject: 'void *',
  });
  const Data = koffi.struct({
    size: 'uint32_t',
    policyCallback: 'void *',
    sipClient: 'void *',
    windows: 'uint32_t',
    revocation: 'uint32_t',
    kind: 'uint32_t',
    file: koffi.pointer(FileInfo),
    action: 'uint32_t',
    state: 'void *',
    address: 'void *',
    flags: 'uint32_t',
    context: 'uint32_t',
    signatures: 'void *',
  });
  const verify: (owner: bigint, action: Buffer, data: object) => number = library('wintrust').func(
    'WinVerifyTrust',
    'int32_t',
    ['void *', 'void *', koffi.pointer(Data)],
  );
  return (file) => {
    const data = {
      size: koffi.sizeof(Data),
      policyCallback: null,
      sipClient: null,
      windows: NO_WINDOWS,
      revocation: 0,
      kind: OF_FILE,
      file: { size: koffi.sizeof(FileInfo), file, handle: null, knownSubject: null },
      action: 0,
      state: null,
      address: null,
      flags: FROM_CACHE_ONLY,
      context: 0,
      signatures: null,
    };
    return verify(NOBODY, GENERIC_VERIFY, data) === 0;
  };
}
