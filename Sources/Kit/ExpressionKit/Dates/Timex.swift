/// A time expression (TIMEX3) as Bot Framework's recognizers write them: `2020-12-20T14:20`, `XXXX-12-24`, `PT30M`,
/// `TMO`. What is written and what is left open decides its kinds.
///
/// - SeeAlso: [Recognizers-Text, datatypes-timex-expression](https://github.com/microsoft/Recognizers-Text)
struct Timex: Sendable {
    var year: Int?
    var month: Int?
    var day: Int?
    var weekday: Int?
    var hour: Int?
    var minute: Int?
    var second: Int?
    var partOfDay: String?
    var season: String?
    var weekOfYear: Int?
    var weekOfMonth: Int?
    var isNow = false
    var hasDuration = false

    private static let partsOfDay = ["DT": "DT", "NI": "NI", "MO": "MO", "AF": "AF", "EV": "EV", "morning": "MO"]

    init(_ text: String) {
        if text == "PRESENT_REF" {
            isNow = true
            hour = 0
            minute = 0
            second = 0
            return
        }
        guard !text.hasPrefix("(") else { return }
        if text.hasPrefix("P") {
            hasDuration = Self.isDuration(text)
            return
        }
        guard let mark = text.firstIndex(of: "T") else {
            readDate(text)
            return
        }
        if mark != text.startIndex { readDate(String(text[..<mark])) }
        readTime(String(text[text.index(after: mark)...]))
    }

    private static func isDuration(_ text: String) -> Bool {
        let rest = text.utf8.dropFirst()
        guard let last = rest.last, !isDigit(last), rest.contains(where: isDigit) else { return false }
        return rest.allSatisfy { isDigit($0) || "TYMWDHS.".utf8.contains($0) }
    }

    private mutating func readDate(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
        guard let first = parts.first, first.count == 4 || ["SP", "SU", "FA", "WI"].contains(first) else { return }
        if first.count == 4 {
            guard first == "XXXX" || first.utf8.allSatisfy(Self.isDigit) else { return }
            year = Int(first)
        } else {
            season = first
            return
        }
        guard parts.count > 1 else { return }
        let second = parts[1]
        if second.hasPrefix("W") {
            weekOfYear = Int(second.dropFirst())
            if parts.count > 2 { weekday = Int(parts[2]) }
        } else if ["SP", "SU", "FA", "WI"].contains(second) {
            season = second
        } else if second.count == 2 {
            month = Self.twoDigits(second)
            guard parts.count > 2 else { return }
            if parts[2].hasPrefix("W") {
                weekOfMonth = Int(parts[2].dropFirst())
            } else if parts[2].count == 2 {
                day = Self.twoDigits(parts[2])
            }
        }
        if (month.map { !(1...12).contains($0) } ?? false) || (day.map { !(1...31).contains($0) } ?? false) {
            (year, month, day) = (nil, nil, nil)
        }
    }

    private mutating func readTime(_ text: String) {
        if let part = Self.partsOfDay[text] {
            partOfDay = part
            return
        }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        let numbers = parts.compactMap(Self.twoDigits)
        guard (1...3).contains(parts.count), numbers.count == parts.count else { return }
        let wanted = numbers + [0, 0]
        guard wanted[0] <= 24, wanted[1] < 60, wanted[2] < 60 else { return }
        hour = wanted[0]
        minute = wanted[1]
        second = wanted[2]
    }

    private static func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }

    /// The number that two digits say, and nothing but two digits.
    static func twoDigits(_ text: some StringProtocol) -> Int? {
        text.utf8.count == 2 && text.utf8.allSatisfy(isDigit) ? Int(text) : nil
    }

    // MARK: Kinds

    var isTime: Bool { hour != nil && minute != nil && second != nil }
    var isDate: Bool { month != nil && day != nil || weekday != nil }
    var isDefinite: Bool { year != nil && month != nil && day != nil }
    var isTimeRange: Bool { partOfDay != nil }
    var isDateRange: Bool {
        day == nil && (year != nil || month != nil) && weekday == nil || season != nil
            || weekOfYear != nil && weekday == nil || weekOfMonth != nil
    }
    /// Whether anything was understood.
    var isKnown: Bool { isNow || hasDuration || isTime || isDate || isDateRange || isTimeRange }

    /// The time of day as in `14:20:00`.
    var clock: String? {
        guard let hour, let minute, let second else { return nil }
        return [hour, minute, second].map { DateFormat.padded($0, 2) }.joined(separator: ":")
    }

    /// The date as in `2020-12-20`.
    var calendarDay: String? {
        guard let year, let month, let day else { return nil }
        return "\(DateFormat.padded(year, 4))-\(DateFormat.padded(month, 2))-\(DateFormat.padded(day, 2))"
    }
}
