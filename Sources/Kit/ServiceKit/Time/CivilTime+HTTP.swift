// A date as HTTP writes it, and the two obsolete ways: `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37
// GMT`, `Sun Nov  6 08:49:37 1994`. All are UTC. Source: https://www.rfc-editor.org/rfc/rfc9110#section-5.6.7

private let weekdayNames = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
private let monthNames = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

extension CivilTime {
    /// `Sun, 06 Nov 1994 08:49:37 GMT`.
    package var httpText: String {
        let clock = "\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))"
        let day = "\(padded(date.day, 2)) \(monthNames[date.month - 1]) \(date.year)"
        return "\(weekdayNames[date.weekday]), \(day) \(clock) GMT"
    }

    /// Reads any of the three forms. The name of the weekday is not looked at.
    /// - Parameter now: a year of two digits that would be more than 50 years ahead of it is a century earlier.
    package init?(httpText text: String, now: CivilTime) {
        guard text.utf8.count <= 64 else { return nil }
        let words = text.utf8.split(whereSeparator: { $0 == 0x20 || $0 == 0x2C || $0 == 0x2D }).map(Substring.init)
        if words.count == 6, words[5] == "GMT", let written = number(words[3]) {
            switch words[3].utf8.count {
            case 4: self.init(year: written, month: words[2], day: words[1], clock: words[4])
            case 2:
                let ahead = (written - now.date.year % 100 + 100) % 100
                let year = now.date.year + ahead - (ahead > 50 ? 100 : 0)
                self.init(year: year, month: words[2], day: words[1], clock: words[4])
            default: return nil
            }
        } else if words.count == 5, words[4].utf8.count == 4, let year = number(words[4]) {
            self.init(year: year, month: words[1], day: words[2], clock: words[3])
        } else {
            return nil
        }
    }

    private init?(year: Int, month: Substring, day: Substring, clock: Substring) {
        let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
        guard let month = monthNames.firstIndex(where: { $0 == month }), let day = number(day), parts.count == 3,
            parts.allSatisfy({ $0.utf8.count == 2 }), let hour = number(parts[0]), let minute = number(parts[1]),
            let second = number(parts[2])
        else { return nil }
        self.init(year: year, month: month + 1, day: day, hour: hour, minute: minute, second: second)
    }
}

/// A number of at most four digits.
private func number(_ text: Substring) -> Int? {
    text.utf8.count <= 4 && text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
}
