internal import TokenKit

/// The `MS-CV` that every answer of the service plane carries: Teams' support correlates by it.
enum CorrelationVector {
    /// A new one: 22 characters of base64 and the place in the chain.
    static func make() -> String {
        var generator = SystemRandomNumberGenerator()
        let bytes = (0..<16).map { _ in UInt8.random(in: 0...255, using: &generator) }
        return "\(Base64URL.encode(bytes)).0"
    }
}
