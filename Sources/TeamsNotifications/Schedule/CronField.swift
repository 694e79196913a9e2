/// One field of a cron expression: what it allows, as a set of small numbers.
struct CronField: Sendable, Hashable {
    /// Which field, and what may stand there.
    struct Kind: Sendable {
        let name: String
        let range: ClosedRange<Int>
        var names: [String] = []
        var isDay = false

        static let second = Kind(name: "seconds", range: 0...59)
        static let minute = Kind(name: "minutes", range: 0...59)
        static let hour = Kind(name: "hours", range: 0...23)
        static let day = Kind(name: "day of the month", range: 1...31, isDay: true)
        static let month = Kind(
            name: "month", range: 1...12,
            names: ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"])
        /// 0 and 7 are both Sunday.
        static let weekday = Kind(
            name: "day of the week", range: 0...7, names: ["sun", "mon", "tue", "wed", "thu", "fri", "sat"],
            isDay: true)
    }

    /// Why a field cannot be read: a phrase that follows the field's name.
    struct Problem: Error { let text: String }

    /// A bit for each number that is allowed.
    private(set) var bits: UInt64 = 0
    /// Whether it says `*` or `?`, if only as a part: then it is no restriction of the day beside the other day field.
    private(set) var hasStar = false
    /// Whether the last day of the month is meant, beside the numbers.
    private(set) var includesLastDay = false

    func contains(_ number: Int) -> Bool { bits & (1 << UInt64(number)) != 0 }

    /// The first allowed number that is not smaller; nil when there is none.
    func first(from number: Int) -> Int? {
        guard number < 64 else { return nil }
        let rest = bits & (UInt64.max << UInt64(number))
        return rest == 0 ? nil : rest.trailingZeroBitCount
    }

    /// Only 0: what five fields mean by their missing seconds.
    static let zero = CronField(bits: 1)

    private init(bits: UInt64) { self.bits = bits }

    init(_ text: Substring, _ kind: Kind) throws(Problem) {
        for item in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard !item.isEmpty else { throw Problem(text: "has an empty place in its list") }
            try add(item, kind)
        }
        if kind.names.first == "sun", contains(7) { bits = bits & ~(1 << 7) | 1 }
    }

    private mutating func add(_ item: Substring, _ kind: Kind) throws(Problem) {
        let parts = item.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count <= 2 else { throw Problem(text: "has more than one step in \"\(item)\"") }
        let step = parts.count == 2 ? try Self.step(parts[1], kind) : nil
        let base = parts[0]
        if base == "L", kind.isDay, kind.range.upperBound == 31 {
            guard step == nil else { throw Problem(text: "has a step after L, the last day of the month") }
            includesLastDay = true
            return
        }
        let range: ClosedRange<Int>
        if base == "*" || (base == "?" && kind.isDay) {
            hasStar = true
            // `*/2` of the weekdays begins on Sunday, and counts it once.
            range = kind.range.upperBound == 7 ? 0...6 : kind.range
        } else {
            let ends = base.split(separator: "-", omittingEmptySubsequences: false)
            guard ends.count <= 2 else { throw Problem(text: "has \"\(base)\", which is no range") }
            let first = try Self.number(ends[0], kind)
            var last = first
            if ends.count == 2 {
                last = try Self.number(ends[1], kind)
                if kind.range.upperBound == 7, last == 0, first > 0 { last = 7 }  // Friday to Sunday
            } else if step != nil {
                last = kind.range.upperBound == 7 ? 6 : kind.range.upperBound  // from there on
            }
            guard first <= last else {
                throw Problem(text: "has the range \"\(base)\", which goes backwards; write it as two")
            }
            range = first...last
        }
        for number in stride(from: range.lowerBound, through: range.upperBound, by: step ?? 1) {
            bits |= 1 << UInt64(number)
        }
    }

    private static func step(_ text: Substring, _ kind: Kind) throws(Problem) -> Int {
        guard let step = digits(text), (1...kind.range.upperBound).contains(step) else {
            throw Problem(text: "has the step \"\(text)\"; a step is a number from 1 to \(kind.range.upperBound)")
        }
        return step
    }

    private static func number(_ text: Substring, _ kind: Kind) throws(Problem) -> Int {
        if let place = kind.names.firstIndex(of: text.lowercased()) { return place + kind.range.lowerBound }
        guard let number = digits(text) else {
            let names = kind.names.isEmpty ? "" : ", or a name such as \(kind.names[1])"
            throw Problem(
                text:
                    "has \"\(text)\"; it takes numbers from \(kind.range.lowerBound) to "
                    + "\(kind.range.upperBound)\(names)"
            )
        }
        guard kind.range.contains(number) else {
            throw Problem(
                text: "has \(text), which is not from \(kind.range.lowerBound) to \(kind.range.upperBound)")
        }
        return number
    }

    private static func digits(_ text: Substring) -> Int? {
        (1...4).contains(text.utf8.count) && text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
    }
}
