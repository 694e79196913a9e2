internal import Foundation
internal import JSONKit

/// The attempts of a delivery as a column holds them: `[[milliseconds,status,waited],…]`. Of many the first and the
/// last 15 are kept.
enum StoredAttempts {
    private static let most = 16

    static func attempts(_ text: String?) -> [DeliveryAttempt] {
        guard let text, let items = (try? JSONValue(parsing: text))?.arrayValue else { return [] }
        return items.compactMap { item in
            guard let at = item[0]?.doubleValue else { return nil }
            return DeliveryAttempt(
                at: Date(timeIntervalSince1970: at / 1000), status: item[1]?.intValue,
                waited: item[2]?.doubleValue ?? 0)
        }
    }

    static func text(_ text: String?, adding attempt: DeliveryAttempt) -> String {
        let waited = attempt.waited.isFinite ? (attempt.waited * 1000).rounded() / 1000 : 0
        let item = "[\(attempt.at.milliseconds),\(attempt.status.map(String.init) ?? "null"),\(waited)]"
        guard let text, text.count > 2 else { return "[\(item)]" }
        let short = "\(text.dropLast()),\(item)]"
        // Each attempt has one bracket that opens.
        guard short.utf8.count(where: { $0 == UInt8(ascii: "[") }) > most + 1,
            let items = (try? JSONValue(parsing: short))?.arrayValue
        else { return short }
        return JSONValue.array([items[0]] + items.suffix(most - 1)).text()
    }
}
