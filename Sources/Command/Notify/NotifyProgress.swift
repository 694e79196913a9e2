/// How far a notification is, as one line for people.
struct NotifyProgress: Sendable, Hashable {
    var status: NotifyStatus
    var pace = NotifyPace()
    /// How often Teams has refused because of the pace (429), since this command watches.
    var throttled = 0
    /// Why a lane stands still, or the notifier does not answer.
    var trouble: String?

    /// The line without a terminal: all of it.
    var line: String { ([head] + details.map(\.text)).joined(separator: "  ") }

    /// The line for a terminal: never wider, with a bar where there is room for one.
    func line(width: Int, coloured: Bool) -> String {
        let room = max(width - 1, 1)  // a full line would wrap on some terminals
        var parts = details
        while parts.count > 1, length(of: parts) > room {
            // What matters least goes first.
            guard let least = parts.indices.max(by: { parts[$0].rank < parts[$1].rank }) else { break }
            parts.remove(at: least)
        }
        let plain = ([head] + parts.map(\.text)).joined(separator: "  ")
        guard plain.count <= room else { return String(plain.prefix(room)) }
        let texts = parts.map { part in coloured && part.isBad ? "\u{1B}[31m\(part.text)\u{1B}[0m" : part.text }
        var shown = [head]
        let left = room - plain.count - 4  // two blanks, two brackets
        if left >= 8, let share { shown.append("[\(bar(share, min(left, 40)))]") }
        return (shown + texts).joined(separator: "  ")
    }

    private struct Detail {
        let text: String
        /// What goes first when there is no room: the highest.
        let rank: Int
        var isBad = false
    }

    private var head: String { status.state }

    /// How much is done, from 0 to 1; nil while that is not known.
    private var share: Double? {
        guard status.counts.total > 0, status.state != "planning" else { return nil }
        return Double(status.counts.ended) / Double(status.counts.total)
    }

    private var details: [Detail] {
        let counts = status.counts
        var details = [Detail(text: "\(grouped(counts.ended)) of \(grouped(counts.total))", rank: 0)]
        if let share { details.append(Detail(text: "\(Int(share * 100)) %", rank: 6)) }
        if !status.isOver, let pace = pace.perSecond { details.append(Detail(text: "\(tenths(pace))/s", rank: 5)) }
        for (count, word, rank) in [(counts.failed, "failed", 1), (counts.unknown, "unknown", 2)] where count > 0 {
            details.append(Detail(text: "\(grouped(count)) \(word)", rank: rank, isBad: true))
        }
        if counts.skipped > 0 { details.append(Detail(text: "\(grouped(counts.skipped)) skipped", rank: 7)) }
        if throttled > 0 {
            details.append(Detail(text: "\(grouped(throttled)) refused for now", rank: 8, isBad: true))
        }
        if !status.isOver, share != nil, let left = pace.timeLeft(for: counts.total - counts.ended) {
            details.append(Detail(text: "\(spelled(left)) left", rank: 4))
        }
        if let trouble = trouble ?? status.problem { details.append(Detail(text: trouble, rank: 3, isBad: true)) }
        return details
    }

    private func length(of parts: [Detail]) -> Int {
        head.count + parts.reduce(0) { $0 + 2 + $1.text.count }
    }

    private func bar(_ share: Double, _ width: Int) -> String {
        let filled = min(Int(share * Double(width)), width)
        guard filled < width else { return String(repeating: "=", count: width) }
        return String(repeating: "=", count: filled) + ">" + String(repeating: " ", count: width - filled - 1)
    }

    private func tenths(_ number: Double) -> String {
        let tenths = Int((number * 10).rounded())
        return tenths >= 1000 || tenths % 10 == 0 ? grouped((tenths + 5) / 10) : "\(tenths / 10).\(tenths % 10)"
    }
}
