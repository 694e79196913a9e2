internal import SQLCore

/// How values of a column are read. The numbers are those of PostgreSQL's catalogue, which do not change.
/// - SeeAlso: [pg_type.dat](https://github.com/postgres/postgres/blob/master/src/include/catalog/pg_type.dat)
enum ValueForm {
    case integer, real, boolean, bytes, text

    static let bigint: UInt32 = 20
    static let doublePrecision: UInt32 = 701
    static let bytea: UInt32 = 17

    init(type: UInt32) {
        self =
            switch type {
            case Self.bigint, 21, 23, 26: .integer
            case 700, Self.doublePrecision: .real
            case 16: .boolean
            case Self.bytea: .bytes
            default: .text
            }
    }

    /// The value that the server wrote so, in its form for people.
    func value(_ written: UnsafeBufferPointer<UInt8>) -> SQLValue {
        switch self {
        case .integer:
            let text = String(decoding: written, as: UTF8.self)
            return Int64(text).map { .integer($0) } ?? .text(text)
        case .real:
            let text = String(decoding: written, as: UTF8.self)
            return Double(text).map { .real($0) } ?? .text(text)
        case .boolean: return SQLValue(written.first == UInt8(ascii: "t"))
        case .bytes: return Self.bytes(written).map { .blob($0) } ?? .text(String(decoding: written, as: UTF8.self))
        case .text: return .text(String(decoding: written, as: UTF8.self))
        }
    }

    /// The value of each byte as a hexadecimal digit, and 16 for what is none.
    private static let digits = (0...UInt8.max).map { $0.hexadecimalValue ?? 16 }

    /// The bytes of `\x0102…`.
    private static func bytes(_ written: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard written.count >= 2, written.count % 2 == 0, written[0] == UInt8(ascii: "\\"),
            written[1] == UInt8(ascii: "x")
        else { return nil }
        let count = written.count / 2 - 1
        var isWhole = true
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            for index in 0..<count {
                let (high, low) = (digits[Int(written[2 * index + 2])], digits[Int(written[2 * index + 3])])
                isWhole = isWhole && (high | low) < 16
                buffer[index] = high << 4 | (low & 15)
            }
            filled = count
        }
        return isWhole ? bytes : nil
    }
}
