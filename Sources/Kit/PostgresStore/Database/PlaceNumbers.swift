/// Statements with numbered places, `$1`, `$2`, …, in place of question marks: what was numbered once is remembered.
final class PlaceNumbers {
    private static let most = 512
    private var known: [String: String] = [:]

    func numbered(_ sql: String) -> String {
        if let numbered = known[sql] { return numbered }
        let numbered = Self.numbered(sql)
        if known.count >= Self.most { known.removeAll() }
        known[sql] = numbered
        return numbered
    }

    /// Question marks within quotes stay as they are.
    static func numbered(_ sql: String) -> String {
        var result: [UInt8] = []
        result.reserveCapacity(sql.utf8.count + 16)
        var place = 0
        var quote: UInt8?
        for byte in sql.utf8 {
            if byte == quote {
                quote = nil
            } else if quote == nil, byte == UInt8(ascii: "'") || byte == UInt8(ascii: "\"") {
                quote = byte
            } else if quote == nil, byte == UInt8(ascii: "?") {
                place += 1
                result += "$\(place)".utf8
                continue
            }
            result.append(byte)
        }
        return String(decoding: result, as: UTF8.self)
    }
}
