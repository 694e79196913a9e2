internal import CLibOpenSSL

/// The SHA-1 of `bytes`, 20 bytes. The WebSocket handshake wants it; it protects nothing.
///
/// The pointers live for the one call, and the result has the length that OpenSSL documents for SHA-1.
func sha1(_ bytes: [UInt8]) -> [UInt8] {
    var digest = [UInt8](repeating: 0, count: 20)
    var length: UInt32 = 0
    let status = EVP_Digest(bytes, bytes.count, &digest, &length, EVP_sha1(), nil)
    precondition(status == 1 && length == 20, "OpenSSL has no SHA-1")
    return digest
}
