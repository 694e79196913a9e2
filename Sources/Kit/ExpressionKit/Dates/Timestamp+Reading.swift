/// Reads the ways in which a date is written: ISO 8601 (`2018-03-15`, `2018-03-15T13:00:00.111Z`, with an offset), the
/// American order (`03/15/2018 1:00:00 PM`) and RFC 1123 (`Thu, 15 Mar 2018 13:00:00 GMT`). A time without a zone is
/// UTC.
extension Timestamp {
    package init?(_ text: String) {
        self.init(text, keepsClock: false)
    }

    /// - Parameter keepsClock: whether an offset is left aside: what the clock shows counts.
    init?(_ text: String, keepsClock: Bool) {
        guard text.utf8.count <= 64 else { return nil }
        var reader = DateReader(text, keepsClock: keepsClock)
        guard let timestamp = reader.read() else { return nil }
        self = timestamp
    }
}

private struct DateReader {
    private let bytes: [UInt8]
    private var place = 0
    private let keepsClock: Bool

    init(_ text: String, keepsClock: Bool) {
        bytes = Array(text.utf8)
        self.keepsClock = keepsClock
    }

    mutating func read() -> Timestamp? {
        let timestamp = iso()
        if timestamp != nil, place == bytes.count { return timestamp }
        place = 0
        let american = american()
        if american != nil, place == bytes.count { return american }
        place = 0
        let internet = internet()
        return place == bytes.count ? internet : nil
    }

    private var next: UInt8? { place < bytes.count ? bytes[place] : nil }

    private mutating func accept(_ character: Unicode.Scalar) -> Bool {
        guard let next, UInt32(next) == character.value else { return false }
        place += 1
        return true
    }

    private mutating func number(_ digits: ClosedRange<Int>) -> Int? {
        let start = place
        var value = 0
        while let next, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(next), place - start < digits.upperBound {
            value = value * 10 + Int(next - UInt8(ascii: "0"))
            place += 1
        }
        return digits.contains(place - start) ? value : nil
    }

    private mutating func iso() -> Timestamp? {
        guard let year = number(4...4), accept("-"), let month = number(1...2) else { return nil }
        var day = 1
        if accept("-") {
            guard let given = number(1...2) else { return nil }
            day = given
        }
        guard next != nil else { return Timestamp(year: year, month: month, day: day) }
        guard accept("T") || accept("t") || accept(" ") else { return nil }
        return time(year, month, day)
    }

    private mutating func american() -> Timestamp? {
        guard let month = number(1...2), accept("/"), let day = number(1...2), accept("/"), let year = number(4...4)
        else { return nil }
        guard next != nil else { return Timestamp(year: year, month: month, day: day) }
        guard accept(" ") || accept("T") else { return nil }
        return time(year, month, day)
    }

    private mutating func internet() -> Timestamp? {
        if let comma = bytes.firstIndex(of: UInt8(ascii: ",")) {
            guard comma <= 9 else { return nil }
            place = comma + 1
        }
        while accept(" ") {}
        guard let day = number(1...2), accept(" ") else { return nil }
        let name = String(decoding: bytes[place...].prefix(3), as: UTF8.self)
        place = min(place + 3, bytes.count)
        guard let month = LocaleFormat.english.months.shortAlone.firstIndex(of: name), accept(" "),
            let year = number(4...4), accept(" ")
        else { return nil }
        return time(year, month + 1, day)
    }

    /// Hours and minutes, what follows them, and the zone.
    private mutating func time(_ year: Int, _ month: Int, _ day: Int) -> Timestamp? {
        guard var hour = number(1...2), accept(":"), let minute = number(2...2) else { return nil }
        var second = 0
        var ticks = 0
        if accept(":") {
            guard let given = number(2...2) else { return nil }
            second = given
            if accept(".") || accept(",") {
                let start = place
                guard var fraction = number(1...9) else { return nil }
                let digits = place - start
                for _ in digits..<max(digits, 7) { fraction *= 10 }
                for _ in min(7, digits)..<digits { fraction /= 10 }
                ticks = fraction
            }
        }
        if let isAfternoon = halfOfDay() {
            guard (1...12).contains(hour) else { return nil }
            hour = hour % 12 + (isAfternoon ? 12 : 0)
        }
        guard hour < 24, minute < 60, second < 60, let offset = zone() else { return nil }
        let timestamp = Timestamp(
            year: year, month: month, day: day, secondOfDay: hour * 3600 + minute * 60 + second, ticks: ticks)
        return keepsClock ? timestamp : timestamp?.adding(-offset, unitsOfSeconds: 1)
    }

    private mutating func halfOfDay() -> Bool? {
        let start = place
        _ = accept(" ")
        let isAfternoon = accept("P") || accept("p")
        if isAfternoon || accept("A") || accept("a"), accept("M") || accept("m") { return isAfternoon }
        place = start
        return nil
    }

    /// Seconds ahead of UTC; 0 when no zone is written.
    private mutating func zone() -> Int? {
        _ = accept(" ")
        guard next != nil else { return 0 }
        if accept("Z") || accept("z") { return 0 }
        if bytes[place...].elementsEqual("GMT".utf8) || bytes[place...].elementsEqual("UTC".utf8) {
            place += 3
            return 0
        }
        let isBehind = accept("-")
        guard isBehind || accept("+"), let hours = number(2...2) else { return nil }
        _ = accept(":")
        let minutes = next == nil ? 0 : number(2...2)
        guard let minutes, hours < 24, minutes < 60 else { return nil }
        return (isBehind ? -1 : 1) * (hours * 3600 + minutes * 60)
    }
}
