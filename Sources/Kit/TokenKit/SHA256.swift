internal import CLibOpenSSL

/// The SHA-256 digest of `bytes`, 32 bytes long.
public func sha256(_ bytes: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { digest, count in
        count = 32
        let done = copenssl_sha256(bytes, bytes.count, digest.baseAddress)
        precondition(done == 1, "OpenSSL has no SHA-256")
    }
}
