/// A date and a time of day in the proleptic Gregorian calendar, without any locale or time-zone database.
struct CivilTime: Hashable {
    var year: Int
    var month: Int
    var day: Int
    var hour: Int
    var minute: Int
    var second: Int

    /// The fields of an instant. Howard Hinnant's `civil_from_days`.
    init(secondsSince1970: Int) {
        let days = secondsSince1970.flooredQuotient(by: 86_400)
        let rest = secondsSince1970 - days * 86_400
        let shifted = days + 719_468
        let era = shifted.flooredQuotient(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
    }

    private init?(year: Int, month: Int, day: Int, hour: Int, minute: Int, second: Int) {
        guard (1...12).contains(month), day >= 1, day <= Self.days(inMonth: month, of: year),
            (0...23).contains(hour), (0...59).contains(minute), (0...60).contains(second)
        else { return nil }
        (self.year, self.month, self.day) = (year, month, day)
        (self.hour, self.minute, self.second) = (hour, minute, second)
    }

    /// Seconds since 1970 as if the fields were UTC. Howard Hinnant's `days_from_civil`.
    var secondsSince1970: Int {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear.flooredQuotient(by: 400)
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return (era * 146_097 + dayOfEra - 719_468) * 86_400 + hour * 3600 + minute * 60 + second
    }

    private static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// ISO 8601 with `digits` digits of a second and an offset.
    func text(fraction: Int, digits: Int, offsetSeconds: Int) -> String {
        var text = "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
        text += "T\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))"
        if digits > 0 { text += ".\(padded(fraction, digits))" }
        guard offsetSeconds != 0 else { return text + "Z" }
        let minutes = offsetSeconds.magnitude / 60
        return text + (offsetSeconds < 0 ? "-" : "+")
            + "\(padded(Int(minutes / 60), 2)):\(padded(Int(minutes % 60), 2))"
    }

    /// Reads `yyyy-mm-ddThh:mm:ss[.fraction](Z|±hh:mm)`.
    static func parse(_ text: String) -> (secondsSince1970: Double, offsetSeconds: Int)? {
        var scanner = Scanner(rest: Array(text.utf8)[...])
        guard let year = scanner.digits(4), scanner.skip("-"), let month = scanner.digits(2), scanner.skip("-"),
            let day = scanner.digits(2), scanner.skip("T") || scanner.skip("t") || scanner.skip(" "),
            let hour = scanner.digits(2), scanner.skip(":"), let minute = scanner.digits(2), scanner.skip(":"),
            let second = scanner.digits(2), let fraction = scanner.fraction(), let offset = scanner.offset(),
            scanner.rest.isEmpty,
            let civil = CivilTime(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
        else { return nil }
        return (Double(civil.secondsSince1970 - offset) + fraction, offset)
    }
}

/// Takes pieces off the front of a text.
private struct Scanner {
    var rest: ArraySlice<UInt8>

    mutating func skip(_ character: Unicode.Scalar) -> Bool {
        guard rest.first == UInt8(ascii: character) else { return false }
        rest.removeFirst()
        return true
    }

    mutating func digits(_ count: Int) -> Int? {
        guard rest.count >= count else { return nil }
        var value = 0
        for _ in 0..<count {
            guard let unit = rest.popFirst(), unit >= 48, unit <= 57 else { return nil }
            value = value * 10 + Int(unit - 48)
        }
        return value
    }

    mutating func fraction() -> Double? {
        guard skip(".") || skip(",") else { return 0 }
        var value = 0.0
        var scale = 0.1
        guard let first = rest.first, first >= 48, first <= 57 else { return nil }
        while let unit = rest.first, unit >= 48, unit <= 57 {
            value += Double(unit - 48) * scale
            scale /= 10
            rest.removeFirst()
        }
        return value
    }

    mutating func offset() -> Int? {
        if skip("Z") || skip("z") { return 0 }
        let isNegative = rest.first == UInt8(ascii: "-")
        guard skip("+") || skip("-"), let hours = digits(2), skip(":"), let minutes = digits(2), hours < 24,
            minutes < 60
        else { return nil }
        return (hours * 3600 + minutes * 60) * (isNegative ? -1 : 1)
    }
}

extension Int {
    fileprivate func flooredQuotient(by divisor: Int) -> Int {
        let (quotient, remainder) = quotientAndRemainder(dividingBy: divisor)
        return remainder < 0 ? quotient - 1 : quotient
    }
}

private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
}
