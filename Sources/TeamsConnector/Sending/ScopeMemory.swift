internal import Foundation
internal import JSONKit
internal import ServiceKit

/// What a restart must not forget of one scope: when requests were answered, on the clock of the wall, coarser the
/// older they are and never earlier than they were; a pause; a share.
struct ScopeMemory: Sendable, Hashable {
    /// On the clock of whoever reads it, the oldest first.
    var answers: [Duration] = []
    var pausedUntil: Duration?
    var share: Double?

    /// Whether there is anything that matters.
    var isEmpty: Bool { answers.isEmpty && pausedUntil == nil && share == nil }

    /// Without what is older.
    func since(_ instant: Duration) -> ScopeMemory {
        var memory = self
        memory.answers.removeAll { $0 <= instant }
        return memory
    }
}

extension ScopeMemory {
    /// Ages up to which answers are kept one by one, and by the second; older ones by the minute.
    private static let fine: Duration = .seconds(2)
    private static let medium: Duration = .seconds(60)

    /// As it is stored.
    /// - Parameters:
    ///   - now: on the clock of ``answers``.
    ///   - wall: the same instant as the wall's clock shows it.
    func json(now: Duration, wall: Date) -> String {
        let base = Int64((wall.timeIntervalSince1970 * 1000).rounded(.up))
        var groups: [(age: Int64, count: Int)] = []
        for answer in answers {
            let age = max(now - answer, .zero)
            let grain: Int64 = age <= Self.fine ? 1 : age <= Self.medium ? 1000 : 60_000
            // Younger than it is, so that nothing is free too early.
            let milliseconds = Int64(age.wholeMilliseconds) / grain * grain
            if groups.last?.age == milliseconds {
                groups[groups.count - 1].count += 1
            } else {
                groups.append((milliseconds, 1))
            }
        }
        var json: JSONObject = ["at": .number(JSONNumber(Int(base)))]
        if !groups.isEmpty {
            json["answers"] = .array(
                groups.flatMap { [.number(JSONNumber(Int($0.age))), .number(JSONNumber($0.count))] })
        }
        if let pausedUntil, pausedUntil > now {
            json["pause"] = .number(JSONNumber((pausedUntil - now).wholeMilliseconds + 1))
        }
        if let share, share < 1 { json["share"] = .number(JSONNumber(Int((share * 1000).rounded(.down)))) }
        return String(decoding: JSONValue.object(json).serialized(), as: UTF8.self)
    }

    /// Reads what ``json(now:wall:)`` wrote; nil for anything else. A clock of the wall that was set back makes nothing
    /// older than it was: what was written counts from now then.
    init?(json text: String, now: Duration, wall: Date) {
        guard let json = try? JSONValue(parsing: Array(text.utf8)), let at = json["at"]?.intValue else { return nil }
        let passed = Duration.milliseconds(max(0, Int(wall.timeIntervalSince1970 * 1000) - at))
        let numbers = (json["answers"]?.arrayValue ?? []).compactMap(\.intValue)
        guard numbers.count.isMultiple(of: 2) else { return nil }
        for place in stride(from: 0, to: numbers.count, by: 2) {
            guard numbers[place] >= 0, (0...4000).contains(numbers[place + 1]), answers.count < 4000 else { return nil }
            let answer = now - passed - .milliseconds(numbers[place])
            answers += Array(repeating: answer, count: numbers[place + 1])
        }
        answers.sort()
        if let pause = json["pause"]?.intValue {
            let left = Duration.milliseconds(pause) - passed
            if left > .zero { pausedUntil = now + left }
        }
        share = json["share"]?.intValue.map { Double($0) / 1000 }
    }
}
