internal import FoundationEssentials

/// The three forms that a date of HTTP may have, all in Greenwich time:
/// `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT`, `Sun Nov  6 08:49:37 1994`.
///
/// - SeeAlso: [RFC 9110 §5.6.7](https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7)
enum HTTPDateText {
    private static let months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

    /// - Parameter now: a year of two digits that would be more than 50 years ahead of it is a century earlier.
    static func secondsSince1970(_ text: [UInt8], now: Date) -> Int? {
        let words = text.split(whereSeparator: { $0 == 0x20 || $0 == 0x2C || $0 == 0x2D }).map {
            String(decoding: $0, as: UTF8.self)
        }
        if words.count == 6, words[5] == "GMT", words[3].utf8.count == 4 || words[3].utf8.count == 2 {
            let year = number(words[3]).map { words[3].utf8.count == 2 ? fullYear($0, now: now) : $0 }
            return instant(day: words[1], month: words[2], year: year, time: words[4])
        }
        guard words.count == 5, words[4].utf8.count == 4 else { return nil }
        return instant(day: words[2], month: words[1], year: number(words[4]), time: words[3])
    }

    private static func instant(day: String, month: String, year: Int?, time: String) -> Int? {
        let clock = time.split(separator: ":", omittingEmptySubsequences: false).map {
            $0.utf8.count == 2 ? number(String($0)) : nil
        }
        guard let year, let day = number(day), let month = months.firstIndex(of: month), clock.count == 3,
            let hour = clock[0], let minute = clock[1], let second = clock[2],
            (1...31).contains(day), hour < 24, minute < 60, second <= 60
        else { return nil }
        return days(year: year, month: month + 1, day: day) * 86_400 + hour * 3600 + minute * 60 + second
    }

    private static func number(_ text: String) -> Int? {
        text.utf8.count <= 4 && text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }

    private static func fullYear(_ short: Int, now: Date) -> Int {
        let today = 1970 + Int(min(max(now.timeIntervalSince1970, 0), 250_000_000_000) / 31_556_952)
        let year = today + (short - today % 100 + 100) % 100
        return year > today + 50 ? year - 100 : year
    }

    /// Howard Hinnant's `days_from_civil`, for years from 0.
    private static func days(year: Int, month: Int, day: Int) -> Int {
        let shifted = month <= 2 ? year - 1 : year
        let era = (shifted >= 0 ? shifted : shifted - 399) / 400
        let yearOfEra = shifted - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
    }
}
