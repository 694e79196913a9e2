internal import CLibOpenSSL

/// The SHA-256 digest of `bytes`, 32 bytes long.
package func sha256(_ bytes: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 32) { digest, count in
        count = 32
        let done = copenssl_sha256(bytes, bytes.count, digest.baseAddress)
        precondition(done == 1, "OpenSSL has no SHA-256")
    }
}

/// The SHA-1 digest of `bytes`, 20 bytes long. The handshake of WebSocket wants it; it protects nothing.
package func sha1(_ bytes: [UInt8]) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: 20) { digest, count in
        count = 20
        let done = copenssl_sha1(bytes, bytes.count, digest.baseAddress)
        precondition(done == 1, "OpenSSL has no SHA-1")
    }
}
