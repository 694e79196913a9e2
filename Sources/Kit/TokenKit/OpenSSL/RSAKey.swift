internal import CLibOpenSSL
internal import LockKit

/// An RSA key of OpenSSL: the only owner of its pointers.
///
/// Sendable although it holds pointers: the `EVP_PKEY` never changes after `init` and OpenSSL lets threads share one
/// for reading; a context, which threads must not share, is out of the pool while one call uses it.
final class RSAKey: @unchecked Sendable {
    /// The sizes of keys that are accepted. Less is too weak for RS256 (RFC 7518 §3.3), more costs too much time.
    static let bits = 2048...8192
    /// The longest PEM text that is read.
    static let maxPEMBytes = 64 << 10
    /// Contexts that are kept for the next call; more exist only while more threads than this verify at once.
    private static let maxIdleContexts = 16

    /// Belongs to one call at a time, or to the pool.
    private struct Context: @unchecked Sendable {
        let pointer: OpaquePointer
    }

    private let key: OpaquePointer
    private let verifiers = Mutex<[Context]>([])

    /// Takes over a key that OpenSSL made.
    private init(taking key: OpaquePointer?) throws(TokenError) {
        ERR_clear_error()
        guard let key else { throw TokenError(.badKey, "OpenSSL cannot read or make this key") }
        self.key = key
        guard EVP_PKEY_is_a(key, "RSA") == 1 else { throw TokenError(.badKey, "the key is not an RSA key") }
        let size = Int(EVP_PKEY_get_bits(key))
        guard Self.bits.contains(size) else {
            throw TokenError(
                .badKey,
                "the key has \(size) bits; \(Self.bits.lowerBound) to \(Self.bits.upperBound) are accepted")
        }
    }

    deinit {
        for context in verifiers.withLock({ $0 }) { EVP_PKEY_CTX_free(context.pointer) }
        EVP_PKEY_free(key)
    }

    /// A new pair.
    static func generate(bits: Int) throws(TokenError) -> RSAKey {
        guard Self.bits.contains(bits) else { throw TokenError(.badKey, "\(bits) is no usable size of a key") }
        return try RSAKey(taking: copenssl_generate_rsa(bits))
    }

    /// The pair in a PEM text with a private key, which must not be encrypted.
    convenience init(pem: String) throws(TokenError) {
        let text = Array(pem.utf8)
        guard text.count <= Self.maxPEMBytes else { throw TokenError(.badKey, "the PEM text is too long") }
        let key = text.withUnsafeBytes { bytes in
            copenssl_read_pem(bytes.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(bytes.count))
        }
        guard let key else {
            ERR_clear_error()
            throw TokenError(.badKey, "the text holds no readable private key: PEM without a passphrase is needed")
        }
        try self.init(taking: key)
    }

    /// The DER text of the first certificate in a PEM text that belongs to this key.
    func certificate(in pem: String) throws(TokenError) -> [UInt8] {
        let text = Array(pem.utf8)
        guard text.count <= Self.maxPEMBytes else { throw TokenError(.badKey, "the PEM text is too long") }
        var der: UnsafeMutablePointer<UInt8>?
        let count = text.withUnsafeBytes { bytes in
            copenssl_matching_certificate(
                bytes.baseAddress?.assumingMemoryBound(to: CChar.self), CInt(bytes.count), key, &der)
        }
        defer { copenssl_free(der) }
        guard count >= 0 else { throw TokenError(.badKey, "there is no certificate in it (BEGIN CERTIFICATE)") }
        guard count > 0 else { throw TokenError(.badKey, "no certificate in it belongs to the private key") }
        return Array(UnsafeBufferPointer(start: der, count: Int(count)))
    }

    /// The package key with these big-endian numbers.
    convenience init(modulus: [UInt8], exponent: [UInt8]) throws(TokenError) {
        guard modulus.count <= Self.bits.upperBound / 8, (1...8).contains(exponent.count) else {
            throw TokenError(.badKey, "the numbers of the key are out of bounds")
        }
        try self.init(taking: copenssl_public_rsa(modulus, CInt(modulus.count), exponent, CInt(exponent.count)))
    }

    /// The modulus, big-endian.
    var modulus: [UInt8] { number(isExponent: false) }
    /// The package exponent, big-endian.
    var exponent: [UInt8] { number(isExponent: true) }

    /// The private key as PEM (PKCS #8).
    func pem() throws(TokenError) -> String {
        guard let output = copenssl_write_pem(key) else {
            ERR_clear_error()
            throw TokenError(.badKey, "OpenSSL cannot write the key")
        }
        defer { BIO_free(output) }
        var start: UnsafePointer<CChar>?
        let count = copenssl_memory(output, &start)
        return String(decoding: UnsafeRawBufferPointer(start: start, count: count), as: UTF8.self)
    }

    /// The RS256 signature of `message`.
    func sign(_ message: [UInt8]) throws(TokenError) -> [UInt8] {
        guard let context = copenssl_rs256(key, 1) else { throw failure() }
        defer { EVP_PKEY_CTX_free(context) }
        var signature = [UInt8](repeating: 0, count: Int(EVP_PKEY_get_size(key)))
        var count = signature.count
        guard EVP_PKEY_sign(context, &signature, &count, sha256(message), 32) == 1 else { throw failure() }
        return Array(signature.prefix(count))
    }

    /// Whether `signature` is the RS256 signature of a message with this SHA-256 digest.
    func verifies(_ signature: [UInt8], ofDigest digest: [UInt8]) -> Bool {
        guard let context = verifiers.withLock({ $0.popLast() }) ?? copenssl_rs256(key, 0).map(Context.init) else {
            ERR_clear_error()
            return false
        }
        let result = EVP_PKEY_verify(context.pointer, signature, signature.count, digest, digest.count)
        if result != 1 { ERR_clear_error() }  // else the thread's next call of OpenSSL would see the old error
        let isKept = verifiers.withLock { idle in
            guard idle.count < Self.maxIdleContexts else { return false }
            idle.append(context)
            return true
        }
        if !isKept { EVP_PKEY_CTX_free(context.pointer) }
        return result == 1
    }

    private func number(isExponent: Bool) -> [UInt8] {
        let which: CInt = isExponent ? 1 : 0
        var bytes = [UInt8](repeating: 0, count: Int(copenssl_rsa_number(key, which, nil)))
        _ = copenssl_rsa_number(key, which, &bytes)
        return bytes
    }

    private func failure() -> TokenError {
        ERR_clear_error()
        return TokenError(.badKey, "the key cannot sign: it has no private part")
    }
}
