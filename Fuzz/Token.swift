@testable import JSONKit
@testable import TokenKit

/// Neither a token nor a key set of a stranger may do harm while it is taken apart.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzToken(_ start: UnsafePointer<UInt8>, _ count: Int) -> CInt {
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    let text = String(decoding: bytes, as: UTF8.self)
    if let token = try? Token(unverified: text) { _ = (token.keyID, token.claims, token.header) }
    if let decoded = Base64URL.decode(text) {
        precondition(Base64URL.encode(decoded) == text, "Base64URL has two spellings of one value")
    }
    if let json = try? JSONValue(parsing: bytes) { _ = try? KeySet(json: json) }
    return 0
}
